// Sends what is typed, once the typing rests. Its timeout is the one exception to "no timer but the display tick": it
// runs at most once per pause in typing, never by itself.

/** The server is asked at most this often, in milliseconds. */
export const REST = 250;

export class Search {
  readonly #send: (text: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  type(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(text), REST);
  }

  /** Enter and "clear" do not wait. */
  now(text: string): void {
    this.stop();
    this.#send(text);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
