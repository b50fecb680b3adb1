// The entry of every window.
import './app.css';
import type { Ipc } from './ipc/ipc';
import { insideTauri, tauriIpc } from './ipc/tauri';
import { begin } from './windows/begin';

const target = document.getElementById('app');
if (target) await begin(target, await connection());

/** The desktop app; only a development server opened in a plain browser gets the stand-in. */
async function connection(): Promise<Ipc> {
  if (!import.meta.env.DEV || insideTauri()) return tauriIpc;
  const { fakeIpc } = await import('./ipc/fake');
  return fakeIpc(new URLSearchParams(location.search).get('scenario') ?? 'busy');
}
