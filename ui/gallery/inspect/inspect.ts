// What the walk asks a scene from outside, by `window.gallery`. Findings are sentences; none is what one wants.
import { flushSync } from 'svelte';
import type { Language } from '../../src/ipc/bindings/Language';
import type { CommandName } from '../../src/ipc/ipc';
import { speak } from '../../src/lib/language.svelte';
import { type Preferences, themeOf } from '../../src/lib/theme';
import { contrastOf, everything, looks } from './axe';
import { fills, vanished } from './fills';
import { FocusPath } from './focus';
import { overflows } from './overflow';
import { restless } from './restless';

export interface Inspection {
  /** What axe-core finds, but for contrast; and that, of the looks that are asked for. */
  everything(): Promise<string[]>;
  looks(): string[];
  contrastOf(looks: string[]): Promise<string[]>;
  /** What is told by its fill alone, and from then on what of it cannot be seen once the page wears the theme it is to wear. */
  rememberFills(): void;
  vanished(): Promise<string[]>;
  /** Once what follows the window's size by script has followed. */
  overflows(): Promise<string[]>;
  /** What goes on moving where the system lets things move. */
  restless(): string[];
  /** Says everything in another language. */
  speak(language: Language): void;
  /** Every control from here on that Tab should reach. */
  focus: FocusPath;
  /** What the scene asked the desktop app for, besides telling what the page is like. */
  asked(): CommandName[];
}

declare global {
  interface Window {
    gallery?: Inspection;
  }
}

export function inspect(calls: CommandName[]): void {
  let filled: Element[] = [];
  window.gallery = {
    everything,
    looks,
    contrastOf,
    rememberFills: () => void (filled = fills(document)),
    vanished: () => dressed(() => vanished(filled)),
    restless: () => restless(document),
    overflows: () => settled(() => overflows(document)),
    speak: (language) => flushSync(() => speak(language)),
    focus: new FocusPath(document),
    asked: () => calls.filter((name) => name !== 'report_page'),
  };
}

/** A page hears of another theme a frame or more after the system changed it, and wears the one before until then. */
async function dressed(look: () => string[]): Promise<string[]> {
  const isDressed = () => document.documentElement.dataset['theme'] === themeOf('system', preferred());
  for (let frame = 0; frame === 0 || (frame < PATIENCE && !isDressed()); frame += 1) await new Promise(requestAnimationFrame);
  return isDressed() ? look() : [...look(), `wears ${document.documentElement.dataset['theme'] ?? 'nothing'} all the same`];
}

function preferred(): Preferences {
  return { dark: matchMedia('(prefers-color-scheme: dark)').matches, contrast: matchMedia('(prefers-contrast: more)').matches };
}

/** In frames. What follows the window's size by script does so in one or two, unless the computer is busy. */
const PATIENCE = 180;

/** What is found still when everything has had its time. */
async function settled(look: () => string[]): Promise<string[]> {
  for (let frame = 0; frame < PATIENCE; frame += 1) {
    await new Promise(requestAnimationFrame);
    if (look().length === 0) return [];
  }
  return look();
}
