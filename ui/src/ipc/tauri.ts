// The desktop app over Tauri's IPC. The only file that names @tauri-apps/api.
import { Channel, invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Slice } from './bindings/Slice';
import type { Ipc } from './ipc';

/** Broadcast to every window, with a revision number and nothing else. */
const REVISION = 'view-revision';

export const insideTauri = isTauri;

declare global {
  interface Window {
    /** What Tauri's own client reads too. */
    __TAURI_INTERNALS__?: { metadata?: { currentWindow: { label: string } } };
  }
}

export const tauriIpc: Ipc = {
  window: windowOf(window.__TAURI_INTERNALS__?.metadata?.currentWindow.label),
  subscribe: (onSlice) => invoke('subscribe', { channel: new Channel<Slice>(onSlice) }),
  onRevision: async (heard) => {
    await listen(REVISION, heard);
  },
  call: (name, args) => invoke(name, args),
};

/** A window's label says what it is for; pinned windows have their account and operation in it. */
function windowOf(label: string | undefined): Ipc['window'] {
  if (label?.startsWith('run-')) return 'run';
  if (label === 'sign-in') return 'sign_in';
  return label === 'main' ? label : undefined;
}
