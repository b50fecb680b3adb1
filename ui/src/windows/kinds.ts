// The windows, each a file of its own: a window loads the code of the one that it is.
import type Main from './Main.svelte';
import type Run from './Run.svelte';
import type SignIn from './SignIn.svelte';

interface Windows {
  main: typeof Main;
  run: typeof Run;
  sign_in: typeof SignIn;
}

export type Kind = keyof Windows;

const loaded: Partial<Windows> = {};

const SOURCES: Record<Kind, () => Promise<void>> = {
  main: async () => void (loaded.main = (await import('./Main.svelte')).default),
  run: async () => void (loaded.run = (await import('./Run.svelte')).default),
  sign_in: async () => void (loaded.sign_in = (await import('./SignIn.svelte')).default),
};

/** Before a window of that kind is shown. */
export async function load(kind: Kind): Promise<void> {
  if (!isLoaded(kind)) await SOURCES[kind]();
}

export function isLoaded(kind: Kind): boolean {
  return loaded[kind] !== undefined;
}

/** What is loaded. */
export function windowOf<Which extends Kind>(kind: Which): Windows[Which] {
  const found: Windows[Which] | undefined = loaded[kind];
  if (found === undefined) throw new Error(`the window “${kind}” is not loaded`);
  return found;
}
