// The desktop app over Tauri's IPC. The only file that names @tauri-apps/api.
import { Channel, invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Slice } from './bindings/Slice';
import type { Ipc } from './ipc';

/** Broadcast to every window, with a revision number and nothing else. */
const REVISION = 'view-revision';

export const insideTauri = isTauri;

export const tauriIpc: Ipc = {
  subscribe: (onSlice) => invoke('subscribe', { channel: new Channel<Slice>(onSlice) }),
  onRevision: async (heard) => {
    await listen(REVISION, heard);
  },
  call: (name, args) => invoke(name, args),
};
