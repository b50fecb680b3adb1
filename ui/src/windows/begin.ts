import { mount } from 'svelte';
import type { Ipc } from '../ipc/ipc';
import { language } from '../lib/language.svelte';
import { learn } from '../lib/words';
import { type Needs, View, words } from '../state/view.svelte';
import App from './App.svelte';
import { isLoaded, load } from './kinds';

/** Shows a window's page, which begins in the webview's own language. The answer is what `unmount` takes. */
export async function begin(target: Element, ipc: Ipc): Promise<Record<string, unknown>> {
  const view = new View(ipc, needs);
  // The slice is on its way while words and window are, and is mostly what the page shows first.
  void view.start();
  await Promise.all([learn(language()), ipc.window && load(ipc.window)]);
  return mount(App, { target, props: { view } });
}

const needs: Needs = (slice) => {
  const missing = words(slice);
  return isLoaded(slice.window) ? missing : Promise.all([missing, load(slice.window)]);
};
