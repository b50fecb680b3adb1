// The last slice Rust sent, and nothing else: the webview holds no truth of its own.
import type { Slice } from '../ipc/bindings/Slice';
import { codeOf, type CommandName, type Commands, type Ipc } from '../ipc/ipc';
import { speak } from '../lib/language.svelte';
import { sharing } from '../lib/sharing';
import { knows, learn } from '../lib/words';

/** What has to be here before a slice is shown; none where all of it is. */
export type Needs = (slice: Slice) => Promise<unknown> | null;

/** The words of its language. */
export const words: Needs = ({ look }) => (knows(look.language) ? null : learn(look.language));

export class View {
  /** None until the first answer. Raw: a slice is replaced, never changed; what is the same in both is kept. */
  slice = $state.raw<Slice | null>(null);
  /** The code of the last refused command; empty where it carried none, none where nothing was refused since. */
  refused = $state<string | null>(null);

  readonly #ipc: Ipc;
  readonly #needs: Needs;
  #asked = false;
  /** The last slice that came, shown or waiting for what it needs. */
  #last: Slice | null = null;

  constructor(ipc: Ipc, needs = words) {
    this.#ipc = ipc;
    this.#needs = needs;
  }

  /** Subscribes, and again on each revision as long as no slice ever arrived. */
  async start(): Promise<void> {
    const heard = () => {
      if (this.slice === null) void this.#subscribe();
    };
    // Without the event there is only no second chance; the slices come over their own channel, and wait for nothing.
    await Promise.all([this.#ipc.onRevision(heard).catch(() => undefined), this.#subscribe()]);
  }

  /** Sends a command. The reply is the next slice; a refusal is shown until the next command. */
  send<Name extends CommandName>(name: Name, args: Commands[Name]): void {
    this.refused = null;
    this.#ipc.call(name, args).catch((refusal: unknown) => {
      this.refused = codeOf(refusal) ?? '';
    });
  }

  /** Tells what the page is like. Nobody asked for it, so nobody is told where it fails. */
  report(page: Commands['report_page']): void {
    this.#ipc.call('report_page', page).catch(() => undefined);
  }

  #hear(slice: Slice): void {
    this.#last = slice;
    const missing = this.#needs(slice);
    if (missing === null) this.#show(slice);
    else void missing.then(() => { if (this.#last === slice) this.#show(slice); });
  }

  #show(slice: Slice): void {
    speak(slice.look.language);
    this.slice = sharing(this.slice, slice);
  }

  async #subscribe(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    try {
      await this.#ipc.subscribe((slice) => this.#hear(slice));
    } catch {
      // The next revision asks again.
    } finally {
      this.#asked = false;
    }
  }
}
