// The display tick: the webview's only clock, on only while something shown changes with time alone and the page can be
// seen, and no quicker than that. It asks nothing of anybody.
import type { Pace } from './ticking';

const SPANS = { minute: 60_000, second: 1000 };

export class Clock {
  /** The present on this computer's clock, in milliseconds; as old as its pace at most while it ticks. */
  now = $state(Date.now());

  #pace: Pace = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Sets how often it ticks, and looks at the clock once. */
  tick(pace: Pace): void {
    this.look();
    if (pace === this.#pace) return;
    clearInterval(this.#timer);
    this.#pace = pace;
    this.#timer = pace === null ? undefined : setInterval(() => this.look(), SPANS[pace]);
  }

  look(): void {
    this.now = Date.now();
  }
}
