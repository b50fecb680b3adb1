// Operations and review packs for the stand-in and for the tests. The present is an argument.
import type { ListSlice } from '../bindings/ListSlice';
import type { PackSlice } from '../bindings/PackSlice';
import type { PackState } from '../bindings/PackState';
import type { RefreshSlice } from '../bindings/RefreshSlice';
import type { RowSlice } from '../bindings/RowSlice';

export const LONG = 'Baugenossenschaft Süd-Nordwestliche Wohnraumversorgung eG, Mandant Produktion 🏗️ Zürich';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An active operation that started a while ago; `changes` makes it any other. */
export function runningRow(now: number, changes: Partial<RowSlice> = {}): RowSlice {
  return {
    id: 421,
    pinned: false,
    muted: false,
    environment_muted: false,
    snoozed_until_ms: null,
    gone: false,
    forbidden: false,
    can_open: true,
    type_name: { known: 'catalogue', id: 'type-policy-sync' },
    environment: 'Contoso Production',
    workspace: 'Northwind IT',
    status: 'running',
    outcome: 'pending',
    freshness: 'fresh_active',
    terminal: false,
    attention: false,
    progress: { mode: 'counted', processed: 412, total: 900 },
    initiator: { name: 'Ada Brandt', system: false },
    times: { created_ms: now - 142 * SECOND, started_ms: now - 134 * SECOND, ended_ms: null },
    expected: { median_seconds: 180, p90_seconds: 320 },
    refresh: { how: 'every', seconds: 10 },
    ...changes,
  };
}

export function queuedRow(now: number, changes: Partial<RowSlice> = {}): RowSlice {
  return runningRow(now, {
    id: 425,
    status: 'queued',
    type_name: { known: 'catalogue', id: 'type-restore-execute' },
    progress: { mode: 'activity' },
    times: { created_ms: now - 7 * SECOND, started_ms: null, ended_ms: null },
    refresh: { how: 'every', seconds: 1 },
    ...changes,
  });
}

/** A finished operation. */
export function endedRow(now: number, changes: Partial<RowSlice> = {}): RowSlice {
  return runningRow(now, {
    id: 398,
    status: 'completed',
    outcome: 'succeeded',
    freshness: 'terminal_normal',
    terminal: true,
    type_name: { known: 'catalogue', id: 'type-backup-schedule-execute' },
    progress: { mode: 'none' },
    initiator: { name: 'System', system: true },
    times: {
      created_ms: now - 22 * MINUTE,
      started_ms: now - 21 * MINUTE,
      ended_ms: now - 17 * MINUTE,
    },
    refresh: { how: 'settled' },
    ...changes,
  });
}

/** What ended yesterday and the days before. */
export function earlier(now: number): RowSlice[] {
  return [1, 1, 2, 3, 9].map((days, index) => {
    const ended_ms = now - days * DAY - index * MINUTE;
    const times = { created_ms: ended_ms - 5 * MINUTE, started_ms: ended_ms - 4 * MINUTE, ended_ms };
    return endedRow(now, { id: 350 - index, times, environment: index % 2 === 0 ? 'Tailspin Retail' : null });
  });
}

export function failedRow(now: number): RowSlice {
  return endedRow(now, {
    id: 402,
    outcome: 'failed',
    attention: true,
    type_name: { known: 'catalogue', id: 'type-assignments-restore' },
    environment: 'Fabrikam Clinics',
    initiator: { name: 'Jonas Weil', system: false },
  });
}

/** Active for so long: past its usual time, and by itself no more than that. */
export function lateRow(now: number, lasted = 8 * MINUTE, changes: Partial<RowSlice> = {}): RowSlice {
  return runningRow(now, {
    progress: { mode: 'activity' },
    times: { created_ms: now - lasted - MINUTE, started_ms: now - lasted, ended_ms: null },
    ...changes,
  });
}

export function staleRow(now: number): RowSlice {
  return lateRow(now, 3 * HOUR + 3 * MINUTE, {
    id: 377,
    freshness: 'likely_stale',
    attention: true,
    type_name: { known: 'catalogue', id: 'type-inventory-sync' },
    environment: 'Fabrikam Clinics',
  });
}

/** Everything that has a name has a long one. */
export function longRow(now: number): RowSlice {
  return endedRow(now, {
    id: 90071992547,
    outcome: 'partially_succeeded',
    freshness: 'reconciled_failed',
    attention: true,
    type_name: { known: 'label', text: 'Directory role definition sync and permission posture check, all groups' },
    environment: LONG,
    workspace: 'Ein sehr langer Arbeitsbereichsname für Mandanten',
  });
}

/** Pinned, and nothing is known of it but its number; `changes` says why. */
function blankRow(id: number, changes: Partial<RowSlice>): RowSlice {
  return {
    id,
    pinned: true,
    muted: false,
    environment_muted: false,
    snoozed_until_ms: null,
    gone: false,
    forbidden: false,
    can_open: false,
    type_name: { known: 'pending' },
    environment: null,
    workspace: null,
    status: 'unknown',
    outcome: 'unknown',
    freshness: 'unknown',
    terminal: false,
    attention: false,
    progress: { mode: 'none' },
    initiator: null,
    times: { created_ms: null, started_ms: null, ended_ms: null },
    expected: null,
    refresh: { how: 'settled' },
    ...changes,
  };
}

export function goneRow(): RowSlice {
  return blankRow(311, { gone: true });
}

/** Pinned a moment ago. */
export function pendingRow(): RowSlice {
  return blankRow(512, { refresh: { how: 'asking' } });
}

/** In scope, without the capability. */
export function forbiddenRow(): RowSlice {
  return blankRow(640, { forbidden: true });
}

/** What a search found and nobody follows. */
export function foundRow(now: number, changes: Partial<RowSlice> = {}): RowSlice {
  return runningRow(now, { refresh: { how: 'as_found' }, ...changes });
}

export function list(rows: RowSlice[], changes: Partial<ListSlice> = {}): ListSlice {
  return { total: rows.length, rows, refresh: { how: 'every', seconds: 10 }, known: true, as_of_ms: null, filtered: null, ...changes };
}

export function pack(environment_id: number, state: PackState, changes: Partial<PackSlice> = {}): PackSlice {
  const polled = state.status === 'queued' || state.status === 'generating';
  const refresh: RefreshSlice = polled ? { how: 'every', seconds: 10 } : { how: 'settled' };
  return {
    environment_id,
    environment: 'Contoso Production',
    workspace: 'Northwind IT',
    pinned: false,
    muted: false,
    environment_muted: false,
    snoozed_until_ms: null,
    state,
    refresh,
    check: null,
    ...changes,
  };
}
