// The entry of every window.
import { mount } from 'svelte';
import './app.css';
import type { Ipc } from './ipc/ipc';
import { insideTauri, tauriIpc } from './ipc/tauri';
import App from './windows/App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { ipc: await connection() } });

/** The desktop app; only a development server opened in a plain browser gets the stand-in. */
async function connection(): Promise<Ipc> {
  if (!import.meta.env.DEV || insideTauri()) return tauriIpc;
  const { fakeIpc } = await import('./ipc/fake');
  return fakeIpc(new URLSearchParams(location.search).get('scenario') ?? 'busy');
}
