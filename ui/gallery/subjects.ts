// What the scenes show beyond the scenarios: every word of the contract once, names that are hard to set, and no row, one
// and five hundred. The present is an argument.
import type { CheckState } from '../src/ipc/bindings/CheckState';
import type { DoctorSlice } from '../src/ipc/bindings/DoctorSlice';
import type { HistorySlice } from '../src/ipc/bindings/HistorySlice';
import type { FaultWord } from '../src/ipc/bindings/FaultWord';
import type { HeardSlice } from '../src/ipc/bindings/HeardSlice';
import type { ListSlice } from '../src/ipc/bindings/ListSlice';
import type { MainSlice } from '../src/ipc/bindings/MainSlice';
import type { NextSlice } from '../src/ipc/bindings/NextSlice';
import type { OutcomeWord } from '../src/ipc/bindings/OutcomeWord';
import type { PackState } from '../src/ipc/bindings/PackState';
import type { PollerWord } from '../src/ipc/bindings/PollerWord';
import type { RefreshSlice } from '../src/ipc/bindings/RefreshSlice';
import type { RowSlice } from '../src/ipc/bindings/RowSlice';
import type { RunSlice } from '../src/ipc/bindings/RunSlice';
import type { Slice } from '../src/ipc/bindings/Slice';
import { others } from '../src/ipc/fake/doctor';
import { inspector, operation, poller } from '../src/ipc/fake/inspector';
import { DETAIL, packRun, run } from '../src/ipc/fake/operation';
import { busy, empty, main, orderOf } from '../src/ipc/fake/overview';
import * as row from '../src/ipc/fake/rows';
import { nameOf, type NameKind, named as renamed } from './names';

export { NAMES } from './names';

/** States that tell a pack's window apart from one that has it ready. */
export const MADE = ['expired', 'failed', 'generating', 'unknown'] as const satisfies PackState['status'][];

type SliceAt = (now: number) => Slice;

export const ENDS = ['blocked', 'cancelled', 'partially_succeeded', 'pending', 'unknown'] as const satisfies OutcomeWord[];
export const FAULTS = [
  'certificate_expired', 'certificate_name', 'certificate_not_yet_valid', 'forbidden', 'gone', 'offline', 'proxy', 'proxy_authentication', 'server',
  'signed_out', 'throttled', 'unreached', 'unreadable', 'untrusted',
] as const satisfies FaultWord[];
/** One of everything, where the lists themselves are not the point. */
export const overview: SliceAt = (now) => main(some(now));

function some(now: number): MainSlice {
  const pinned = row.runningRow(now, { pinned: true });
  const { summary, attention, recent, packs } = busy(now);
  const phased = row.runningRow(now, { id: 424, progress: { mode: 'phased', label: 'Persisting snapshot' } });
  return {
    ...empty(),
    summary,
    pinned: [pinned],
    active: row.list([phased]),
    attention: { ...attention, rows: attention.rows.slice(0, 1) },
    recent: { ...recent, rows: recent.rows.slice(0, 2) },
    packs: packs.slice(0, 2),
  };
}

/** Two ended since the overview was last looked at, this morning. */
export const sinceLooked: SliceAt = (now) => {
  const rows = [row.failedRow(now), row.endedRow(now), ...row.earlier(now).slice(0, 3)];
  const at_ms = now - 2 * row.HOUR;
  return main({ ...some(now), recent: row.list(rows), looked: { until_ms: at_ms - row.MINUTE, at_ms } });
};

/** Some of everything, with files that were compared with the packs. */
export const checked: SliceAt = (now) => {
  const shown = some(now);
  const states: CheckState[] = [{ found: 'same' }, { found: 'failed', problem: 'missing' }];
  const check = (index: number) => ({ file: 'review-pack.zip', state: states[index] ?? { found: 'other' } });
  return main({ ...shown, packs: shown.packs.map((pack, index) => ({ ...pack, check: check(index) })) });
};

export const found: SliceAt = (now) => {
  const rows = [row.runningRow(now), row.failedRow(now), row.queuedRow(now)];
  return main({ ...some(now), search: { text: 'policy', phase: 'found', total: 57, rows } });
};

/** So many pinned, and nothing else. */
export function rows(count: number): SliceAt {
  const one = (now: number, index: number): RowSlice => {
    const changes = { id: 1000 + index, pinned: true };
    return index % 3 === 0 ? row.endedRow(now, changes) : row.runningRow(now, changes);
  };
  return (now) => main({ ...empty(), pinned: Array.from({ length: count }, (_, index) => one(now, index)) });
}

/** So many in each list of the server's. */
export function lists(count: number): SliceAt {
  const each = (one: (index: number) => RowSlice) => row.list(Array.from({ length: count }, (_, index) => one(index)));
  return (now) =>
    main({
      ...empty(),
      summary: { worst: 'idle', watched: 0, attention: 0 },
      active: each((index) => row.runningRow(now, { id: 1000 + index })),
      attention: each((index) => row.endedRow(now, { id: 2000 + index, outcome: 'failed', attention: true })),
      recent: each((index) => row.endedRow(now, { id: 3000 + index })),
    });
}

export function named(kind: NameKind, slice: SliceAt): SliceAt {
  return (now) => renamed(slice(now), nameOf(kind));
}

export function blind(fault: FaultWord): SliceAt {
  return (now) => {
    const as_of_ms = now - row.HOUR;
    const refresh: RefreshSlice = { how: 'as_of', at_ms: as_of_ms, fault };
    const unknown = row.list([], { refresh, known: false });
    return main({
      ...empty(),
      health: { state: 'blind', fault, as_of_ms },
      summary: { worst: 'blind', watched: 1, attention: 0 },
      pinned: [row.runningRow(now, { pinned: true, refresh })],
      active: unknown,
      attention: unknown,
      recent: unknown,
    });
  };
}

/** With little in the lists that are not the point, so that a walk through all scenes is quick. */
export function shortened(slice: SliceAt): SliceAt {
  return (now) => {
    const whole = slice(now);
    if (whole.window !== 'main') return whole;
    const { active, attention, recent, packs } = whole;
    const first = (list: ListSlice) => ({ ...list, rows: list.rows.slice(0, 1) });
    return { ...whole, active: first(active), attention: first(attention), recent: first(recent), packs: packs.slice(0, 4) };
  };
}

/** Every outcome and every freshness, among what needs somebody. */
export const everyEnd: SliceAt = (now) => {
  const outcomes: OutcomeWord[] = [...ENDS, 'failed', 'succeeded'];
  const ends = outcomes.map((outcome, index) => row.endedRow(now, { id: 700 + index, outcome, attention: true }));
  const unsure = row.runningRow(now, { id: 720, status: 'unknown', outcome: 'unknown', freshness: 'unknown', attention: true });
  return main({
    ...empty(),
    summary: { worst: 'attention', watched: 0, attention: ends.length },
    attention: row.list([...ends, row.staleRow(now), row.longRow(now), unsure]),
  });
};

export const everyRefresh: SliceAt = (now) => {
  const ways: RefreshSlice[] = [
    { how: 'as_found' },
    { how: 'as_of', at_ms: now - row.DAY, fault: 'unreadable' },
    { how: 'as_of', at_ms: null, fault: 'offline' },
    { how: 'asking' },
    { how: 'every', seconds: 5 },
    { how: 'paused_hidden' },
    { how: 'paused_modal' },
    { how: 'quiet' },
    { how: 'settled' },
  ];
  const pinned = ways.map((refresh, index) => row.runningRow(now, { id: 800 + index, pinned: true, refresh }));
  return main({ ...empty(), summary: { worst: 'active', watched: pinned.length, attention: 0 }, pinned });
};

export function packStates(now: number): PackState[] {
  const sha256 = '9f2b7c1e5d4a38f60b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778';
  const ready = { status: 'ready', created_ms: now - 2 * row.HOUR, generated_ms: now - row.HOUR, expires_ms: now + row.DAY, size: 4_812_300, sha256, can_open: true } as const;
  return [
    { status: 'none' },
    { status: 'queued', since_ms: now - 8 * row.SECOND, can_open: true },
    { status: 'generating', since_ms: now - 70 * row.SECOND, can_open: true },
    ready,
    { ...ready, generated_ms: null, expires_ms: null, size: null, sha256: null, can_open: false },
    { status: 'failed', reason: 'The evidence snapshot is older than the review.', can_open: true },
    { status: 'failed', reason: null, can_open: true },
    { status: 'expired', created_ms: now, generated_ms: null, expired_ms: now - 3 * row.DAY, can_open: false },
    { status: 'forbidden' },
    { status: 'gone' },
    { status: 'unknown', raw: 'quarantined', can_open: true },
    { status: 'unseen' },
  ];
}

export const everyPack: SliceAt = (now) => {
  const packs = packStates(now).map((state, index) => row.pack(index + 1, state, { pinned: index % 2 === 0 }));
  return main({ ...empty(), packs });
};

/** Every review pack pinned, between two operations. */
export const pinnedPacks: SliceAt = (now) => {
  const packs = packStates(now).map((state, index) => row.pack(index + 1, state, { pinned: true, muted: index === 3 }));
  const pinned = [row.runningRow(now, { pinned: true }), row.queuedRow(now, { pinned: true })];
  const [first, last] = orderOf({ pinned, packs: [] });
  const order = [first, ...orderOf({ pinned: [], packs }), last].filter((pin) => pin !== undefined);
  return main({ ...empty(), summary: { worst: 'attention', watched: 4, attention: 2 }, pinned, packs, order });
};

/** A downloaded file in every state, one on each card. */
export const everyCheck: SliceAt = (now) => {
  const ready = packStates(now).find((state) => state.status === 'ready') ?? { status: 'unseen' };
  const states: CheckState[] = [
    { found: 'reading', read: 1_924_920, total: 4_812_300 },
    { found: 'same' },
    { found: 'other' },
    { found: 'failed', problem: 'denied' },
    { found: 'failed', problem: 'missing' },
    { found: 'failed', problem: 'unreadable' },
  ];
  const file = 'review-pack-contoso-2026-11-23.zip';
  const packs = states.map((state, index) => row.pack(index + 1, ready, { check: { file, state } }));
  return main({ ...empty(), packs });
};

export const searchFailed: SliceAt = (now) =>
  main({ ...some(now), search: { text: 'policy', phase: 'failed', total: 0, rows: [] } });

export const calmActive: SliceAt = (now) => {
  const active = row.runningRow(now, { pinned: true });
  return main({ ...empty(), summary: { worst: 'active', watched: 1, attention: 0 }, pinned: [active], active: row.list([active]) });
};

export function examined(doctor: (now: number) => DoctorSlice): SliceAt {
  return (now) => main({ ...some(now), doctor: doctor(now) });
}

export function remembered(history: (now: number) => HistorySlice): SliceAt {
  return (now) => main({ ...some(now), history: history(now) });
}

/** A click on a notification of several ends led to it. */
export function asked(history: (now: number) => HistorySlice): SliceAt {
  return (now) => main({ ...some(now), history: history(now), history_asked: 1 });
}

/** Everything else that the notification check can find. */
export const OTHER_EXAMINATIONS: SliceAt[] = others(0).map((_, index) => (now) => main({ ...some(now), doctor: others(now)[index] ?? null }));

export const inspected: SliceAt = (now) => main({ ...some(now), inspector: inspector(now) });

/** Every state of a poller, and everything that it can have heard. */
export const everyPoller: SliceAt = (now) => {
  const states: PollerWord[] = ['due', 'held', 'idle', 'in_flight', 'suspended_hidden', 'suspended_modal', 'waiting'];
  const heard: HeardSlice[] = [
    { what: 'answered' },
    { what: 'changed' },
    { what: 'forbidden' },
    { what: 'gone' },
    { what: 'nothing' },
    { what: 'unchanged' },
    { what: 'failed', fault: 'unreadable' },
  ];
  const next: NextSlice = { when: 'now' };
  const pollers = states.map((state, index) =>
    poller(now, operation(800 + index, 'type-policy-sync', NAME), { state, next, heard: heard[index] ?? { what: 'nothing' } }),
  );
  const foreground = { ...inspector(now).foreground, flight: { state: 'in_flight', since_ms: now } as const };
  return main({ ...some(now), inspector: inspector(now, { gate: { state: 'closed' }, foreground, pollers }) });
};

const NAME = nameOf('german');

export const paused: SliceAt = (now) => {
  const { settings } = empty();
  return main({ ...some(now), settings: { ...settings, while_hidden: 'suspend_completely', paused_until_ms: now + row.HOUR } });
};

export const switched: SliceAt = (now) => {
  const shown = some(now);
  return main({ ...shown, settings: { ...shown.settings, autostart: true } });
};

export const clockOff: SliceAt = (now) => main({ ...some(now), clock_off: { ahead: false, minutes: 7 } });

export const plainWatches: SliceAt = (now) => {
  const shown = some(now);
  return main({ ...shown, account: { ...shown.account, demo: false, plain_watches: true } });
};

export function ended(outcome: OutcomeWord): SliceAt {
  return runOf((now) => ({ row: row.endedRow(now, { outcome, attention: outcome !== 'cancelled', pinned: true }) }));
}

export function blindRun(fault: FaultWord): SliceAt {
  return runOf((now) => {
    const as_of_ms = now - row.HOUR;
    const refresh: RefreshSlice = { how: 'as_of', at_ms: as_of_ms, fault };
    return { health: { state: 'blind', fault, as_of_ms }, row: row.runningRow(now, { pinned: true, refresh }) };
  });
}

const FAILURES: RunSlice['detail'] = {
  ...DETAIL,
  failures: [
    { label: 'Microsoft Graph asked to slow down', message: 'Graph answered 429 for 17 assignments after 5 attempts.', count: 17 },
    { label: null, message: `The address https://graph.example.com/${'v1/'.repeat(30)} does not answer.`, count: null },
  ],
  review_pack_id: 77,
  context: { state: 'text', json: JSON.stringify({ selection: { policies: 1204, filter: 'x'.repeat(90) } }, null, 2) },
};

export const failed = runOf((now) => ({ row: { ...row.failedRow(now), pinned: true }, detail: FAILURES }));
export const notAsked = runOf((now) => ({ row: row.endedRow(now, { pinned: true }), detail: null }));
export const lastYear = runOf((now) => {
  const created_ms = now - 330 * row.DAY;
  return { row: row.endedRow(now, { pinned: true, times: { created_ms, started_ms: created_ms + row.MINUTE, ended_ms: created_ms + row.HOUR } }) };
});

export const made: SliceAt = runOf(packRun);

/** The window of an operation whose review pack is in that state. */
export function madePack(status: (typeof MADE)[number]): SliceAt {
  return runOf((now) => {
    const state = packStates(now).find((state) => state.status === status) ?? { status: 'unseen' };
    return { ...packRun(now), pack: { card: row.pack(1, state), own: true } };
  });
}

export const runClockOff = runOf((now) => ({ row: row.runningRow(now, { pinned: true }), clock_off: { ahead: true, minutes: 4320 } }));
const READY = (now: number) => packStates(now).find(({ status }) => status === 'ready') ?? ({ status: 'unseen' } as const);

/** An operation that made no review pack, in an environment that has one. */
export const latestPack = runOf((now) => ({ row: row.runningRow(now, { pinned: true }), pack: { card: row.pack(1, READY(now)), own: false } }));

/** It made one, and another one made a newer one, which a downloaded file is not. */
export const newerPack = runOf((now) => {
  const check = { file: 'review-pack-contoso-2026-11-23.zip', state: { found: 'other' } } as const;
  return { ...packRun(now), pack: { card: row.pack(1, READY(now), { check }), own: false } };
});

export const quiet = runOf((now) => ({ row: row.queuedRow(now, { pinned: true, refresh: { how: 'quiet' } }) }));
export const reconciled = runOf((now) => ({ row: row.longRow(now), detail: FAILURES }));
export const running = runOf((now) => ({ row: row.runningRow(now, { pinned: true }), stay_on_top: true }));

/** More of everything than usual. */
export const much = runOf((now) => ({
  row: { ...row.failedRow(now), pinned: true, type_name: { known: 'unknown', raw: 'tenant.telemetry.refresh' } },
  detail: {
    ...FAILURES,
    counts: Array.from({ length: 14 }, (_, index) => ({ key: `items_of_kind_${index}`, value: 7 ** index })),
    failures: Array.from({ length: 12 }, () => FAILURES.failures).flat(),
  },
}));

function runOf(changes: (now: number) => Partial<RunSlice> & Pick<RunSlice, 'row'>): SliceAt {
  return (now) => run(changes(now));
}
