import { mount } from 'svelte';
import type { Ipc } from '../ipc/ipc';
import { language } from '../lib/language.svelte';
import { learn } from '../lib/words';
import App from './App.svelte';

/** Shows a window's page, which begins in the webview's own language. */
export async function begin(target: Element, ipc: Ipc): Promise<void> {
  await learn(language());
  mount(App, { target, props: { ipc } });
}
