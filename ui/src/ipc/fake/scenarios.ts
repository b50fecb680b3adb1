// Whole windows by name, for the development server and the gallery.
import type { SignInSlice } from '../bindings/SignInSlice';
import type { Slice } from '../bindings/Slice';
import { inspector, refused, suspended } from './inspector';
import { LOOK } from './look';
import { managed, UNMANAGED } from './managed';
import { NETWORK } from './network';
import { blindRun, DETAIL, FAILED, packRun, run } from './operation';
import { blind, busy, connecting, empty, found, long, main, many } from './overview';
import {
  endedRow,
  failedRow,
  forbiddenRow,
  goneRow,
  HOUR,
  lateRow,
  list,
  longRow,
  pendingRow,
  queuedRow,
  runningRow,
  staleRow,
} from './rows';

export const SCENARIOS: Record<string, (now: number) => Slice> = {
  busy: (now) => main(busy(now)),
  calm: (now) => main({ ...empty(), attention: list([], { as_of_ms: now }) }),
  connecting: () => main(connecting()),
  blind: (now) => main(blind(now)),
  'signed-out': (now) => main({ ...blind(now), health: { state: 'blind', fault: 'signed_out', as_of_ms: null } }),
  long: (now) => main(long(now)),
  many: (now) => main(many(now)),
  warnings: (now) =>
    main({
      ...busy(now),
      account: { ...busy(now).account, demo: false, in_memory: { asking: false, problem: 'locked' } },
      warnings: [
        'ca_file_unusable',
        'ledger_damaged',
        'ledger_newer',
        'ledger_unavailable',
        'keyring_unavailable',
        'link_elsewhere',
        'link_unreadable',
        'managed_unreadable',
        'notifications_unavailable',
        'proxy_unusable',
        'settings_out_of_reach',
        'settings_replaced',
        'settings_unsaved',
        'tray_unavailable',
      ],
    }),
  found: (now) => main({ ...busy(now), search: { text: 'policy', phase: 'found', total: 57, rows: found(now) } }),
  'found-asking': (now) => main({ ...busy(now), search: { text: 'policy s', phase: 'asking', total: 0, rows: found(now) } }),
  'found-none': (now) => main({ ...busy(now), search: { text: '#9000', phase: 'found', total: 0, rows: [] } }),
  'found-pinned': (now) => main({ ...busy(now), search: { text: '#421', phase: 'found', total: 0, rows: [] } }),
  paused: (now) => main({ ...busy(now), settings: { ...empty().settings, paused_until_ms: now + HOUR } }),
  inspector: (now) => main({ ...busy(now), inspector: inspector(now) }),
  'inspector-suspended': (now) => main({ ...busy(now), inspector: suspended(now) }),
  'inspector-refused': (now) => main({ ...blind(now), inspector: refused(now) }),
  'run-running': (now) => run({ row: runningRow(now, { pinned: true }) }),
  'run-queued': (now) => run({ row: queuedRow(now, { pinned: true }) }),
  'run-late': (now) => run({ row: lateRow(now) }),
  'run-phased': (now) => run({ row: runningRow(now, { progress: { mode: 'phased', label: 'Persisting snapshot' } }) }),
  'run-done': (now) => run({ row: endedRow(now, { pinned: true }) }),
  'run-failed': (now) => run({ row: failedRow(now), detail: FAILED }),
  'run-stale': (now) => run({ row: staleRow(now), detail: null }),
  'run-long': (now) => run({ row: longRow(now), detail: FAILED }),
  'run-blind': (now) => run(blindRun(now)),
  'run-modal': (now) => run({ row: runningRow(now, { refresh: { how: 'paused_modal' } }) }),
  'run-gone': () => run({ row: goneRow(), detail: null }),
  'run-forbidden': () => run({ row: forbiddenRow(), detail: null }),
  'run-pending': () => run({ row: pendingRow(), detail: null }),
  'run-no-tray': (now) => run({ row: runningRow(now, { pinned: true }), minimises: true }),
  'run-no-page': (now) => run({ row: runningRow(now, { pinned: true, can_open: false }) }),
  'run-pack': (now) => run(packRun(now)),
  'run-details-none': (now) => run({ row: endedRow(now), detail: { ...DETAIL, context: { state: 'none' } } }),
  'run-details-failed': (now) => run({ row: endedRow(now), detail: { ...DETAIL, context: { state: 'failed' } } }),
  'sign-in': () => signIn({ server: '', phase: { state: 'idle' } }),
  'sign-in-no-tray': () => signIn({ server: '', minimises: true, phase: { state: 'idle' } }),
  'sign-in-replaced': () => signIn({ server: '', phase: { state: 'idle' }, warnings: ['settings_replaced'] }),
  'sign-in-checking': () => signIn({ server: 'https://atlas.example.com', phase: { state: 'checking' } }),
  'sign-in-failed': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'failed', problem: 'token_refused' } }),
  'sign-in-unreadable': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'keyring_unreadable', problem: 'locked' } }),
  'sign-in-managed': () =>
    signIn({ server: 'https://atlas.example.com', managed: managed(['server']), phase: { state: 'idle' } }),
  'sign-in-asking-keyring': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'asking_keyring' } }),
  'sign-in-signed-out': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'signed_out', parting: 'removed' } }),
  'sign-in-demo': () => signIn({ server: '', phase: { state: 'demo_starting' } }),
  'sign-in-demo-failed': () => signIn({ server: '', phase: { state: 'demo_failed' } }),
  'sign-in-keyring': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'keyring_failed', problem: 'locked' } }),
};

export function signIn(
  slice: Omit<SignInSlice, 'look' | 'managed' | 'minimises' | 'network' | 'warnings'> & Partial<SignInSlice>,
  network = NETWORK,
): Slice {
  return { window: 'sign_in', look: LOOK, managed: UNMANAGED, minimises: false, network, warnings: [], ...slice };
}
