// Whole windows in the states worth looking at, for the development server and the tests.
import type { LookSlice } from '../bindings/LookSlice';
import type { MainSlice } from '../bindings/MainSlice';
import type { RowSlice } from '../bindings/RowSlice';
import type { RunDetail } from '../bindings/RunDetail';
import type { RunSlice } from '../bindings/RunSlice';
import type { SignInSlice } from '../bindings/SignInSlice';
import type { Slice } from '../bindings/Slice';
import { inspector, refused, suspended } from './inspector';
import {
  DAY,
  earlier,
  endedRow,
  failedRow,
  forbiddenRow,
  foundRow,
  goneRow,
  HOUR,
  lateRow,
  list,
  LONG,
  longRow,
  MINUTE,
  pack,
  pendingRow,
  queuedRow,
  runningRow,
  SECOND,
  staleRow,
} from './rows';

const SHA = '9f2b7c1e5d4a38f60b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778';

/** English, as the tests read it. */
export const LOOK: LookSlice = { appearance: 'system', language: 'en', language_choice: 'system' };

export const SCENARIOS: Record<string, (now: number) => Slice> = {
  busy: (now) => main(busy(now)),
  calm: () => main(empty()),
  connecting: () => main(connecting()),
  blind: (now) => main(blind(now)),
  'signed-out': (now) => main({ ...blind(now), health: { state: 'blind', fault: 'signed_out', as_of_ms: null } }),
  long: (now) => main(long(now)),
  many: (now) => main(many(now)),
  warnings: (now) =>
    main({
      ...busy(now),
      warnings: ['ledger_unavailable', 'keyring_unavailable', 'notifications_unavailable', 'tray_unavailable'],
    }),
  found: (now) => main({ ...busy(now), search: { text: 'policy', phase: 'found', total: 57, rows: found(now) } }),
  'found-asking': (now) => main({ ...busy(now), search: { text: 'policy s', phase: 'asking', total: 0, rows: found(now) } }),
  'found-none': (now) => main({ ...busy(now), search: { text: '#9000', phase: 'found', total: 0, rows: [] } }),
  'found-pinned': (now) => main({ ...busy(now), search: { text: '#421', phase: 'found', total: 0, rows: [] } }),
  paused: (now) => main({ ...busy(now), settings: { while_hidden: 'watch_quietly', paused_until_ms: now + HOUR } }),
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
  'run-no-page': (now) => run({ row: runningRow(now, { pinned: true, can_open: false }) }),
  'run-pack': (now) => run(packRun(now)),
  'run-details-none': (now) => run({ row: endedRow(now), detail: { ...DETAIL, context: { state: 'none' } } }),
  'run-details-failed': (now) => run({ row: endedRow(now), detail: { ...DETAIL, context: { state: 'failed' } } }),
  'sign-in': () => signIn({ server: '', phase: { state: 'idle' } }),
  'sign-in-checking': () => signIn({ server: 'https://atlas.example.com', phase: { state: 'checking' } }),
  'sign-in-failed': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'failed', problem: 'token_refused' } }),
  'sign-in-unreadable': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'failed', problem: 'keyring_unreadable' } }),
  'sign-in-keyring': () =>
    signIn({ server: 'https://atlas.example.com', phase: { state: 'keyring_failed', problem: 'locked' } }),
};

export const DETAIL: RunDetail = {
  counts: [
    { key: 'total', value: 900 },
    { key: 'processed', value: 412 },
    { key: 'succeeded', value: 409 },
    { key: 'skipped', value: 3 },
  ],
  failures: [],
  review_pack_id: null,
  review_pack: null,
  context: { state: 'not_asked' },
};

const FAILED: RunDetail = {
  counts: [
    { key: 'total', value: 1204 },
    { key: 'succeeded', value: 1187 },
    { key: 'failed', value: 17 },
  ],
  failures: [
    {
      label: 'Microsoft Graph asked to slow down',
      message: 'Graph answered 429 for 17 assignments after 5 attempts.',
      count: 17,
    },
    { label: null, message: 'The restore was stopped before the last batch.', count: null },
  ],
  review_pack_id: 77,
  review_pack: null,
  context: { state: 'text', json: '{\n  "provider_connection_id": 12,\n  "selection": { "policies": 1204 }\n}' },
};

export function main(slice: MainSlice): Slice {
  return { window: 'main', ...slice };
}

export function run(changes: Partial<RunSlice> & Pick<RunSlice, 'row'>): Slice {
  return {
    window: 'run',
    look: LOOK,
    clock_offset_ms: 0,
    health: { state: 'ok' },
    detail: DETAIL,
    link: linkOf(changes.row),
    stay_on_top: false,
    ...changes,
  };
}

/** Where one can open it. */
export function linkOf({ id, can_open }: RowSlice): string | null {
  return can_open ? `https://atlas.example.com/admin/workspaces/3/operations/${id}` : null;
}

export function signIn(slice: Omit<SignInSlice, 'look'>): Slice {
  return { window: 'sign_in', look: LOOK, ...slice };
}

export function empty(): MainSlice {
  return {
    look: LOOK,
    account: { user: 'Ada Brandt', server: 'atlas.example.com', demo: true, plain_watches: false },
    clock_offset_ms: 0,
    health: { state: 'ok' },
    summary: { worst: 'idle', watched: 0, attention: 0 },
    pinned: [],
    active: list([], { refresh: { how: 'every', seconds: 60 } }),
    attention: list([], { refresh: { how: 'every', seconds: 60 } }),
    recent: list([], { refresh: { how: 'every', seconds: 60 } }),
    packs: [],
    search: null,
    settings: { while_hidden: 'watch_quietly', paused_until_ms: null },
    inspector: null,
    warnings: [],
  };
}

function connecting(): MainSlice {
  const asking = list([], { known: false, refresh: { how: 'asking' } });
  return {
    ...empty(),
    account: { user: null, server: 'atlas.example.com', demo: false, plain_watches: false },
    health: { state: 'connecting' },
    active: asking,
    attention: asking,
    recent: asking,
  };
}

export function busy(now: number): MainSlice {
  const wide = endedRow(now, {
    id: 409,
    pinned: true,
    environment: null,
    type_name: { known: 'catalogue', id: 'type-ops-reconcile-adapter-runs' },
  });
  const blocked = endedRow(now, {
    id: 395,
    outcome: 'blocked',
    attention: true,
    type_name: { known: 'catalogue', id: 'type-promotion-execute' },
    initiator: { name: 'Ada Brandt', system: false },
  });
  const partial = endedRow(now, {
    id: 388,
    outcome: 'partially_succeeded',
    attention: true,
    type_name: { known: 'catalogue', id: 'type-policy-restore' },
    environment: 'Tailspin Retail',
  });
  const phased = runningRow(now, {
    id: 424,
    type_name: { known: 'catalogue', id: 'type-baseline-capture' },
    environment: 'Tailspin Retail',
    progress: { mode: 'phased', label: 'Persisting snapshot' },
    times: { created_ms: now - 44 * SECOND, started_ms: now - 41 * SECOND, ended_ms: null },
    expected: { median_seconds: 60, p90_seconds: 150 },
    refresh: { how: 'every', seconds: 5 },
  });
  const unknown = runningRow(now, {
    id: 423,
    type_name: { known: 'unknown', raw: 'tenant.telemetry.refresh' },
    environment: null,
    expected: null,
    progress: { mode: 'activity' },
  });
  const pinned = runningRow(now, { pinned: true });
  const failing = { ...failedRow(now), pinned: true };
  return {
    ...empty(),
    summary: { worst: 'attention', watched: 2, attention: 1 },
    pinned: [pinned, queuedRow(now, { pinned: true }), wide, failing],
    attention: list([failing, blocked, partial, staleRow(now)]),
    active: list([queuedRow(now, { pinned: true }), phased, pinned, unknown, staleRow(now)], { total: 5 }),
    recent: list([failing, endedRow(now), blocked, partial, ...earlier(now)], { total: 200, refresh: { how: 'every', seconds: 60 } }),
    packs: [
      pack(1, {
        status: 'ready',
        generated_ms: now - 2 * HOUR,
        expires_ms: now + 27 * DAY,
        size: 4_812_300,
        sha256: SHA,
        can_open: true,
      }),
      pack(2, { status: 'generating', since_ms: now - 40 * SECOND, can_open: true }, {
        environment: 'Tailspin Retail',
        pinned: true,
      }),
      pack(3, { status: 'failed', reason: 'The evidence snapshot is older than the review.', can_open: true }, {
        environment: 'Fabrikam Clinics',
      }),
      pack(4, { status: 'none' }, { environment: 'Wingtip Toys', workspace: 'Lucerne MSP' }),
      pack(5, { status: 'expired', expired_ms: now - 3 * DAY, can_open: false }, {
        environment: 'Adventure Works',
        workspace: 'Lucerne MSP',
      }),
    ],
  };
}

/** One hit is pinned and therefore followed; the others are as found. */
function found(now: number) {
  const refresh = { how: 'as_found' } as const;
  return [
    runningRow(now, { pinned: true }),
    foundRow(now, { id: 424 }),
    queuedRow(now, { refresh }),
    endedRow(now, { refresh, can_open: false }),
  ];
}

function blind(now: number): MainSlice {
  const shown = busy(now);
  const at_ms = now - MINUTE;
  const refresh = { how: 'as_of', at_ms, fault: 'offline' } as const;
  const blinded = <Row extends { terminal: boolean }>(rows: Row[]) =>
    rows.map((row) => (row.terminal ? row : { ...row, refresh }));
  return {
    ...shown,
    health: { state: 'blind', fault: 'offline', as_of_ms: at_ms },
    summary: { ...shown.summary, worst: 'blind' },
    pinned: blinded(shown.pinned).filter((row) => row.status !== 'queued'),
    active: { ...shown.active, rows: blinded(shown.active.rows), refresh },
    attention: { ...shown.attention, rows: blinded(shown.attention.rows), refresh },
    recent: { ...shown.recent, refresh },
  };
}

function blindRun(now: number): Partial<RunSlice> & Pick<RunSlice, 'row'> {
  const at_ms = now - MINUTE;
  return {
    health: { state: 'blind', fault: 'offline', as_of_ms: at_ms },
    row: runningRow(now, { refresh: { how: 'as_of', at_ms, fault: 'offline' } }),
  };
}

export function packRun(now: number): Pick<RunSlice, 'detail' | 'row'> {
  const state = { status: 'ready', generated_ms: now - HOUR, expires_ms: now + 27 * DAY, size: 4_812_300, sha256: SHA, can_open: true } as const;
  return {
    row: endedRow(now, { pinned: true, type_name: { known: 'catalogue', id: 'type-environment-review-pack-generate' } }),
    detail: { ...DETAIL, counts: [], review_pack_id: 77, review_pack: { state, refresh: { how: 'settled' } } },
  };
}

function long(now: number): MainSlice {
  return {
    ...busy(now),
    account: {
      user: LONG,
      server: 'monitoring.internal.verylongcustomername.example.com',
      demo: false,
      plain_watches: true,
    },
    pinned: [{ ...longRow(now), pinned: true }, goneRow(), forbiddenRow(), pendingRow()],
    packs: [
      pack(9, { status: 'unknown', raw: 'quarantined', can_open: true }, { environment: LONG }),
      pack(10, { status: 'gone' }, { pinned: true }),
      pack(11, { status: 'gone' }, { environment: '', workspace: '', pinned: true }),
      pack(12, { status: 'unseen' }, { environment: '', workspace: '', pinned: true, refresh: { how: 'asking' } }),
    ],
  };
}

function many(now: number): MainSlice {
  const rows = Array.from({ length: 50 }, (_, index) => runningRow(now, { id: 1000 - index }));
  const pinned = Array.from({ length: 500 }, (_, index) => runningRow(now, { id: 2000 - index, pinned: true }));
  return { ...busy(now), pinned, active: list(rows, { total: 212 }) };
}
