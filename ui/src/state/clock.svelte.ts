// The display tick: the webview's only clock, on only while something shown changes with the seconds and the page can
// be seen. It asks nothing of anybody.

const SECOND = 1000;

export class Clock {
  /** The present on this computer's clock, in milliseconds; a second old at most while it ticks. */
  now = $state(Date.now());

  #timer: ReturnType<typeof setInterval> | undefined;

  /** Switches the tick on or off, and looks at the clock once either way. */
  tick(on: boolean): void {
    this.look();
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.look(), SECOND) : undefined;
  }

  look(): void {
    this.now = Date.now();
  }
}
