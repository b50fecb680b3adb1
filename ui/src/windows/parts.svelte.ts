// The parts of the overview that nobody sees at first, each a file of its own: a window is painted without their code, and has
// it soon after, so that no click waits for it.
import type Inspector from '../components/Inspector.svelte';
import type MainDoctor from './MainDoctor.svelte';
import type MainHistory from './MainHistory.svelte';
import type MainPalette from './MainPalette.svelte';
import type MainSettings from './MainSettings.svelte';

export class Part<Shape> {
  /** What is shown of it; none before it is loaded. */
  shape = $state.raw<Shape | null>(null);

  readonly #source: () => Promise<{ default: Shape }>;

  constructor(source: () => Promise<{ default: Shape }>) {
    this.#source = source;
  }

  /** Brings its code, and nothing of it into the page. None where that failed, which the webview's console says. */
  async prepare(): Promise<Shape | null> {
    try {
      return (await this.#source()).default;
    } catch (failure) {
      reportError(failure);
      return null;
    }
  }

  /** Answers whether there is something to show. What failed is tried again by the next call. */
  async load(): Promise<boolean> {
    this.shape ??= await this.prepare();
    return this.shape !== null;
  }
}

export const PARTS = {
  doctor: new Part<typeof MainDoctor>(() => import('./MainDoctor.svelte')),
  history: new Part<typeof MainHistory>(() => import('./MainHistory.svelte')),
  inspector: new Part<typeof Inspector>(() => import('../components/Inspector.svelte')),
  palette: new Part<typeof MainPalette>(() => import('./MainPalette.svelte')),
  settings: new Part<typeof MainSettings>(() => import('./MainSettings.svelte')),
};

/** One after the other, so that the page can do something else in between. */
export async function prepareParts(): Promise<void> {
  for (const part of Object.values(PARTS)) await part.prepare();
}
