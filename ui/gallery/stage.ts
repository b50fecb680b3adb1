// Plays one scene: the real window or a sheet of components, over a stand-in for the desktop app that records what it
// is asked. When all of it is there, the page says so on its root element.
import { mount } from 'svelte';
import type { LookSlice } from '../src/ipc/bindings/LookSlice';
import type { Slice } from '../src/ipc/bindings/Slice';
import { standIn } from '../src/ipc/fake';
import type { CommandName, Ipc } from '../src/ipc/ipc';
import { begin } from '../src/windows/begin';
import type { Scene, Step } from './scenes';
import { SHEETS } from './sheets';

const THERE = '[data-testid^="window-"], [data-testid="waiting"], [data-sheet]';

/** Returns the names of the commands it was and will be asked. */
export async function play(scene: Scene, look: LookSlice, target: Element): Promise<CommandName[]> {
  const calls: CommandName[] = [];
  const slice = 'slice' in scene.shows && scene.shows.slice !== null ? scene.shows.slice(Date.now()) : null;
  if ('sheet' in scene.shows) mount(SHEETS[scene.shows.sheet], { target });
  else await begin(target, recording(scene, slice && { ...slice, look }, calls));
  for (const there of [THERE, ...opens(slice)]) await appeared(there);
  for (const step of scene.steps ?? []) await take(step);
  document.documentElement.dataset['scene'] = scene.id;
  return calls;
}

/** What a window loads and opens by itself, as selectors. */
function opens(slice: Slice | null): string[] {
  if (slice?.window !== 'main') return [];
  const inspector = slice.inspector === null ? [] : ['[data-testid="inspector"]'];
  const history = slice.history_asked === 0 ? [] : ['[data-testid="history-close"]'];
  return [...inspector, ...history];
}

function recording(scene: Scene, slice: Slice | null, calls: CommandName[]): Ipc {
  const ipc = standIn(slice);
  return {
    ...ipc,
    window: slice?.window,
    call: async (name, args) => {
      calls.push(name);
      if (scene.refuses !== undefined && name !== 'report_page') throw { code: scene.refuses };
      await ipc.call(name, args);
    },
  };
}

async function take({ press, write, then }: Step): Promise<void> {
  const element = await appeared(press);
  // A list of choices takes a pointer that is let go; everything takes a click.
  element.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerType: 'mouse' }));
  element.click();
  if (write !== undefined && element instanceof HTMLInputElement) {
    element.value = write;
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  await appeared(then);
}

function appeared(selector: string): Promise<HTMLElement> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(document, { attributes: true, childList: true, subtree: true });
    look();

    function look(): void {
      const found = document.querySelector<HTMLElement>(selector);
      if (found === null) return;
      observer.disconnect();
      resolve(found);
    }
  });
}
