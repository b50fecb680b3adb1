// What the scenes of a managed computer show: everything set, every mistake, and nothing that holds.
import type { SettingsSlice } from '../src/ipc/bindings/SettingsSlice';
import type { Slice } from '../src/ipc/bindings/Slice';
import type { Warning } from '../src/ipc/bindings/Warning';
import { LOGS, managed, mistaken, senseless } from '../src/ipc/fake/managed';
import { COMPANY } from '../src/ipc/fake/network';
import { signIn } from '../src/ipc/fake/scenarios';
import { overview } from './subjects';

type SliceAt = (now: number) => Slice;

/** Everything that an administrator can set, set. */
export const everything: SliceAt = set({ managed: managed() });

/** A proxy that asks who comes: that alone is the user's to say. */
export const proxy: SliceAt = set({ managed: managed(['proxy']), network: { ...COMPANY, password: 'missing' } });

/** As one signs in there for the first time. */
export const signingIn: SliceAt = () =>
  signIn(
    {
      server: 'https://atlas.example.com',
      managed: managed(['proxy', 'server']),
      phase: { state: 'failed', problem: 'proxy_authentication' },
    },
    { ...COMPANY, password: 'missing', proxy: { ...COMPANY.proxy, user: '' } },
  );

export const mistakes: SliceAt = set({ managed: mistaken() }, ['managed_unreadable']);

/** Of the administrator's file nothing holds, and the logs are in no file. */
export function nothing(expected: 'readable' | 'toml'): SliceAt {
  return set({ managed: senseless(expected), logs: { ...LOGS, detailed: true, kept: false } });
}

function set(changes: Partial<SettingsSlice>, warnings: Warning[] = []): SliceAt {
  return (now) => {
    const slice = overview(now);
    return slice.window === 'main' ? { ...slice, warnings, settings: { ...slice.settings, ...changes } } : slice;
  };
}
