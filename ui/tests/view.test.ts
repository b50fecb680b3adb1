// A window loads the words of a language when it is to speak it.
import { afterEach, expect, test, vi } from 'vitest';
import type { Slice } from '../src/ipc/bindings/Slice';
import type { Language } from '../src/ipc/bindings/Language';
import { LOOK } from '../src/ipc/fake/look';
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

function speaking(language: Language): Slice {
  return { ...main({}), look: { ...LOOK, language } };
}
