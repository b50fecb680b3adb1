// What an administrator set, from nothing to everything, and every mistake that can be made there.
import type { LockedSetting } from '../bindings/LockedSetting';
import type { LogsSlice } from '../bindings/LogsSlice';
import type { ManagedExpected } from '../bindings/ManagedExpected';
import type { ManagedSlice } from '../bindings/ManagedSlice';

export const UNMANAGED: ManagedSlice = { file: null, locked: [], problems: [] };

export const FILE = '/etc/tenantatlas-monitor/managed.toml';

const EVERYTHING: LockedSetting[] = [
  'alert_blind',
  'alert_likely_stale',
  'alert_longer_than_usual',
  'alert_pack_expires',
  'alert_progress_stuck',
  'ca_file',
  'operation_blocked',
  'operation_cancelled',
  'operation_failed',
  'operation_partially_succeeded',
  'operation_succeeded',
  'pack_expired',
  'pack_failed',
  'pack_ready',
  'proxy',
  'quiet_seconds',
  'server',
  'while_hidden',
];

export function managed(locked: LockedSetting[] = EVERYTHING): ManagedSlice {
  return { file: FILE, locked, problems: [] };
}

const WRONG: [string, ManagedExpected][] = [
  ['server', 'address'],
  ['ca_file', 'file'],
  ['colour', 'nothing'],
  ['proxy.address', 'proxy_address'],
  ['proxy.mode', 'proxy_mode'],
  ['quiet_seconds', 'seconds'],
  ['rules.operations.failed', 'switch'],
  ['rules', 'table'],
  ['while_hidden', 'while_hidden'],
];

export function mistaken(): ManagedSlice {
  const problems = WRONG.map(([key, expected], index) => ({ line: index + 3, key, expected }));
  return { ...managed(['quiet_seconds']), problems };
}

/** Nothing of it holds. */
export function senseless(expected: 'readable' | 'toml'): ManagedSlice {
  return { ...managed([]), problems: [{ line: expected === 'toml' ? 12 : null, key: '', expected }] };
}

export const LOGS: LogsSlice = { detailed: false, kept: true, diagnostics: null };

export const DIAGNOSTICS = `TenantAtlas Monitor: 0.1.0, 2026-11-23T10:42:07Z
System: Debian GNU/Linux 12 (bookworm) (linux x86_64)
Desktop: XFCE
Session type: x11
Tray icon: yes
Warnings: none
Account: 3f9ac27b81d0
Server: atlas.example.com
Reached through a proxy: no
Connection: ok, as of 2026-11-23T10:42:05Z
Kept quiet: 0 snoozes, 0 pins muted, 0 environments muted
Paused until: not paused
Quiet hours: on (Europe/Berlin)
Privacy mode: no
Proxy: the system's
CA file: no

Last log lines:
2026-11-23T10:40:11.201984Z  WARN tenantatlas_monitor_lib::shell::tray_ksni: no tray host shows the icon reason=NoHost
`;
