// The overview in the states worth looking at, for the development server, the gallery and the tests.
import type { FaultWord } from '../bindings/FaultWord';
import type { MainSlice } from '../bindings/MainSlice';
import type { PinSlice } from '../bindings/PinSlice';
import type { RowSlice } from '../bindings/RowSlice';
import type { RulesSlice } from '../bindings/RulesSlice';
import type { Slice } from '../bindings/Slice';
import type { Standing } from '../bindings/Standing';
import { LOOK } from './look';
import { LOGS, UNMANAGED } from './managed';
import { NETWORK } from './network';
import {
  DAY,
  earlier,
  endedRow,
  failedRow,
  forbiddenRow,
  foundRow,
  goneRow,
  HOUR,
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

export const SHA = '9f2b7c1e5d4a38f60b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778';

/** Where no order is told, review packs stand behind the operations. How the account is follows from the rest. */
export function main(slice: MainSlice): Slice {
  const account = { ...slice.account, standing: standingOf(slice) };
  return { window: 'main', ...slice, account, order: slice.order.length > 0 ? slice.order : orderOf(slice) };
}

/** Whatever else is wrong, the server does not answer. */
const BLIND: Partial<Record<FaultWord, Standing>> = { offline: 'no_network', signed_out: 'signed_out' };

/** As the desktop app has it. */
function standingOf({ health, summary }: MainSlice): Standing {
  switch (health.state) {
    case 'blind':
      return BLIND[health.fault] ?? 'not_answering';
    case 'connecting':
      return 'connecting';
    case 'ok':
      return summary.worst === 'attention' ? 'attention' : 'connected';
  }
}

export function orderOf({ pinned, packs }: Pick<MainSlice, 'packs' | 'pinned'>): PinSlice[] {
  const operations = pinned.map(({ id }): PinSlice => ({ kind: 'operation', id }));
  const ofPacks = packs.filter((pack) => pack.pinned).map(({ environment_id }): PinSlice => ({ kind: 'review_pack', environment_id }));
  return [...operations, ...ofPacks];
}

/** Every ending is told. */
const RULES: RulesSlice = {
  operations: { succeeded: true, partially_succeeded: true, blocked: true, failed: true, cancelled: true },
  packs: { ready: true, failed: true, expired: true },
  alerts: { blind: true, likely_stale: true, longer_than_usual: true, progress_stuck: true, pack_expires: true },
};

export function empty(): MainSlice {
  return {
    look: LOOK,
    account: {
      id: 'own',
      user: 'Ada Brandt',
      server: 'atlas.example.com',
      standing: 'connected',
      demo: true,
      session: 1,
      plain_watches: false,
      in_memory: null,
    },
    other_accounts: [],
    parted: null,
    clock_offset_ms: 0,
    clock_off: null,
    health: { state: 'ok' },
    summary: { worst: 'idle', watched: 0, attention: 0 },
    pinned: [],
    order: [],
    active: list([], { refresh: { how: 'every', seconds: 60 } }),
    attention: list([], { refresh: { how: 'every', seconds: 60 } }),
    recent: list([], { refresh: { how: 'every', seconds: 60 } }),
    looked: null,
    packs: [],
    search: null,
    settings: {
      asked: 0,
      while_hidden: 'watch_quietly',
      quiet_seconds: 30,
      paused_until_ms: null,
      rules: RULES,
      quiet_hours: [],
      muted_environments: [],
      snoozed_environments: [],
      privacy: false,
      autostart: false,
      managed: UNMANAGED,
      logs: LOGS,
      network: NETWORK,
    },
    inspector: null,
    doctor: null,
    history: null,
    history_asked: 0,
    warnings: [],
  };
}

export function connecting(): MainSlice {
  const asking = list([], { known: false, refresh: { how: 'asking' } });
  return {
    ...empty(),
    account: { ...empty().account, user: null, demo: false },
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
        created_ms: now - 2 * HOUR - 4 * MINUTE,
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
      pack(5, { status: 'expired', created_ms: now - 33 * DAY, generated_ms: now - 33 * DAY + MINUTE, expired_ms: now - 3 * DAY, can_open: false }, {
        environment: 'Adventure Works',
        workspace: 'Lucerne MSP',
      }),
    ],
  };
}

/** One hit is pinned and therefore followed; the others are as found. */
export function found(now: number): RowSlice[] {
  const refresh = { how: 'as_found' } as const;
  return [
    runningRow(now, { pinned: true }),
    foundRow(now, { id: 424 }),
    queuedRow(now, { refresh }),
    endedRow(now, { refresh, can_open: false }),
  ];
}

export function blind(now: number): MainSlice {
  const shown = busy(now);
  const at_ms = now - MINUTE;
  const refresh = { how: 'as_of', at_ms, fault: 'unreached' } as const;
  const blinded = <Row extends { terminal: boolean }>(rows: Row[]) =>
    rows.map((row) => (row.terminal ? row : { ...row, refresh }));
  return {
    ...shown,
    health: { state: 'blind', fault: 'unreached', as_of_ms: at_ms },
    summary: { ...shown.summary, worst: 'blind' },
    pinned: blinded(shown.pinned).filter((row) => row.status !== 'queued'),
    active: { ...shown.active, rows: blinded(shown.active.rows), refresh },
    attention: { ...shown.attention, rows: blinded(shown.attention.rows), refresh },
    recent: { ...shown.recent, refresh },
  };
}

export function long(now: number): MainSlice {
  return {
    ...busy(now),
    account: {
      ...empty().account,
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

export function many(now: number): MainSlice {
  const rows = Array.from({ length: 50 }, (_, index) => runningRow(now, { id: 1000 - index }));
  const pinned = Array.from({ length: 500 }, (_, index) => runningRow(now, { id: 2000 - index, pinned: true }));
  return { ...busy(now), pinned, active: list(rows, { total: 212 }) };
}
