// What the tests of the windows share: the moment at which each begins, and slices of which only a difference is told.
import { tick } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import type { MainSlice } from '../../src/ipc/bindings/MainSlice';
import type { RowSlice } from '../../src/ipc/bindings/RowSlice';
import type { RunSlice } from '../../src/ipc/bindings/RunSlice';
import type { SignInPhase } from '../../src/ipc/bindings/SignInPhase';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { LOOK } from '../../src/ipc/fake/look';
import { UNMANAGED } from '../../src/ipc/fake/managed';
import { NETWORK } from '../../src/ipc/fake/network';
import { DETAIL, linkOf } from '../../src/ipc/fake/operation';
import { empty, main as ordered } from '../../src/ipc/fake/overview';
import { runningRow } from '../../src/ipc/fake/rows';

export const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);

/** Each test of the file begins at `NOW`, and time passes only where it says so. */
export function atNow(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export function main(changes: Partial<MainSlice>): Slice {
  return ordered({ ...empty(), ...changes });
}

export function run(changes: Partial<RunSlice> & { row: RowSlice }): Slice {
  return {
    window: 'run',
    look: LOOK,
    clock_offset_ms: 0,
    clock_off: null,
    health: { state: 'ok' },
    detail: DETAIL,
    pack: null,
    link: linkOf(changes.row),
    stay_on_top: false,
    minimises: false,
    ...changes,
  };
}

export function signIn(phase: SignInPhase, server = 'https://atlas.example.com', network = NETWORK): Slice {
  return { window: 'sign_in', look: LOOK, server, managed: UNMANAGED, minimises: false, phase, network, warnings: [] };
}

export function pinned(id: number): RowSlice {
  return runningRow(NOW, { id, pinned: true });
}

export async function setHidden(hidden: boolean): Promise<void> {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await tick();
}
