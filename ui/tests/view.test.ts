// A window loads the words of a language when it is to speak it, and asks for its slice meanwhile.
import { unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { Slice } from '../src/ipc/bindings/Slice';
import type { Language } from '../src/ipc/bindings/Language';
import { LOOK } from '../src/ipc/fake/look';
import { begin } from '../src/windows/begin';
import { Desk } from './desk';
import { atNow, main } from './windows/slices';

atNow();
// Whoever comes next begins with modules that speak as the webview does.
afterEach(() => void vi.resetModules());

test('a slice waits for the words of its language, and one that was overtaken meanwhile is not shown', async () => {
  vi.resetModules();
  const { View } = await import('../src/state/view.svelte');
  const { language } = await import('../src/lib/language.svelte');
  const desk = new Desk(speaking('de'));
  const view = new View(desk);
  await view.start();
  const newer = speaking('en');
  await desk.show(newer);
  await vi.waitFor(() => expect(view.slice).toEqual(newer));
  expect(language()).toBe('en');
  await desk.show(speaking('de'));
  await vi.waitFor(() => expect(language()).toBe('de'));
  expect(view.slice?.look.language).toBe('de');
});

test('a window asks for its slice before it has its words, and shows nothing else where it comes in time', async () => {
  const desk = new Desk(speaking('en'));
  const target = document.createElement('div');
  const begun = begin(target, desk);
  expect(desk.subscriptions).toBe(1);
  const app = await begun;
  expect(target.querySelector('[data-testid="waiting"]')).toBeNull();
  expect(target.querySelector('[data-testid="window-main"]')).not.toBeNull();
  await unmount(app);
});

test('a slice waits for whatever its window needs', async () => {
  const { View } = await import('../src/state/view.svelte');
  let arrive: () => void = () => undefined;
  const needed = new Promise<void>((resolve) => (arrive = resolve));
  const view = new View(new Desk(speaking('en')), () => needed);
  await view.start();
  expect(view.slice).toBeNull();
  arrive();
  await vi.waitFor(() => expect(view.slice?.window).toBe('main'));
});

test('a window that is told of no revisions is told its slice', async () => {
  const desk = new Desk(speaking('en'));
  desk.onRevision = () => new Promise(() => undefined);
  const { View } = await import('../src/state/view.svelte');
  const view = new View(desk);
  void view.start();
  await vi.waitFor(() => expect(view.slice).not.toBeNull());
});

function speaking(language: Language): Slice {
  return { ...main({}), look: { ...LOOK, language } };
}
