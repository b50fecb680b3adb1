import { mount } from 'svelte';
import type { Ipc } from '../ipc/ipc';
import { language } from '../lib/language.svelte';
import { learn } from '../lib/words';
import { View } from '../state/view.svelte';
import App from './App.svelte';

/** Shows a window's page, which begins in the webview's own language. The answer is what `unmount` takes. */
export async function begin(target: Element, ipc: Ipc): Promise<Record<string, unknown>> {
  const view = new View(ipc);
  // The slice is on its way while the words are, and is mostly what the page shows first.
  void view.start();
  await learn(language());
  return mount(App, { target, props: { view } });
}
