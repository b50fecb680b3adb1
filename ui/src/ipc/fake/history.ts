// The history of the stand-in: an end of every fate, and an alert of every kind. The present is an argument.
import type { AlertSlice } from '../bindings/AlertSlice';
import type { EntrySlice } from '../bindings/EntrySlice';
import type { FateWord } from '../bindings/FateWord';
import type { HistorySlice } from '../bindings/HistorySlice';
import type { WaitWord } from '../bindings/WaitWord';
import { DAY, HOUR, MINUTE, SECOND } from './rows';

/** An end that was shown a second after it was noticed, and opened in the morning. */
export function entry(now: number, changes: Partial<EntrySlice> = {}): EntrySlice {
  return {
    id: 402,
    pack: null,
    outcome: 'failed',
    type_name: { known: 'catalogue', id: 'type-assignments-restore' },
    environment: 'Fabrikam Clinics',
    workspace: 'Northwind Advisory',
    fate: 'shown',
    together: 1,
    waited: null,
    times: {
      ended_ms: now - 8 * HOUR,
      noticed_ms: now - 8 * HOUR + SECOND,
      shown_ms: now - 8 * HOUR + SECOND,
      opened_ms: now - 2 * HOUR,
    },
    ...changes,
  };
}

/** What was not shown: noticed a minute later than it ended, and no more. */
function withheld(now: number, id: number, fate: FateWord, changes: Partial<EntrySlice> = {}): EntrySlice {
  const ended_ms = now - DAY - id * MINUTE;
  const times = { ended_ms, noticed_ms: ended_ms + MINUTE, shown_ms: null, opened_ms: null };
  return entry(now, { id, fate, together: null, times, outcome: 'succeeded', ...changes });
}

/** What waits since it was noticed. */
function waiting(now: number, id: number, wait: WaitWord, changes: Partial<EntrySlice> = {}): EntrySlice {
  const kept = withheld(now, id, wait, changes);
  return { ...kept, waited: { wait, since_ms: kept.times.noticed_ms } };
}

/** What waited for the end of quiet hours, and was shown then. */
export function waited(now: number, changes: Partial<EntrySlice> = {}): EntrySlice {
  const noticed_ms = now - 12 * HOUR;
  const times = { ended_ms: noticed_ms - SECOND, noticed_ms, shown_ms: now - 3 * HOUR, opened_ms: null };
  return entry(now, { id: 400, together: 2, waited: { wait: 'quiet_hours', since_ms: noticed_ms }, times, ...changes });
}

/** An operation that was likely stale, of which a notification was shown. */
export function alert(now: number, changes: Partial<AlertSlice> = {}): AlertSlice {
  return {
    number: 1,
    alert: 'likely_stale',
    id: 402,
    of_pack: false,
    type_name: { known: 'catalogue', id: 'type-assignments-restore' },
    environment: 'Fabrikam Clinics',
    erased: false,
    heard: 'shown',
    heard_ms: now - 9 * HOUR + SECOND,
    noticed_ms: now - 9 * HOUR,
    ...changes,
  };
}

/** Of which nothing came, or nothing is known. */
function unsent(now: number, changes: Partial<AlertSlice>): AlertSlice {
  return alert(now, { heard_ms: null, ...changes });
}

function alerts(now: number): AlertSlice[] {
  const pack = { id: 57, of_pack: true, type_name: { known: 'pending' } } as const;
  const server = { id: null, environment: null, type_name: { known: 'pending' } } as const;
  return [
    alert(now),
    unsent(now, { number: 2, alert: 'longer_than_usual', heard: 'paused', environment: null }),
    unsent(now, { number: 3, alert: 'progress_stuck', heard: 'muted' }),
    alert(now, { number: 4, alert: 'blind', heard: 'refused', ...server }),
    unsent(now, { number: 5, alert: 'expires_in_three_days', heard: 'baseline', ...pack }),
    unsent(now, { number: 6, alert: 'expires_in_one_day', heard: 'quiet_hours', ...pack }),
    unsent(now, { number: 7, alert: 'expires_in_two_hours', heard: 'snoozed', ...pack }),
    unsent(now, { number: 8, heard: 'rule', environment: null, erased: true }),
    unsent(now, { number: 9, alert: 'clock_off', heard: 'sent', ...server }),
    alert(now, { number: 10, heard: 'handed_over' }),
    alert(now, { number: 11, heard: 'unknown' }),
  ];
}

export function history(now: number, changes: Partial<HistorySlice> = {}): HistorySlice {
  const entries = [
    entry(now),
    entry(now, { id: 401, outcome: 'succeeded', together: 3 }),
    waited(now),
    entry(now, { id: 57, pack: 'ready', outcome: 'succeeded', type_name: { known: 'pending' }, fate: 'handed_over' }),
    withheld(now, 390, 'muted'),
    withheld(now, 389, 'rule', { outcome: 'cancelled' }),
    waiting(now, 388, 'paused', { environment: null }),
    waiting(now, 391, 'snoozed'),
    waiting(now, 392, 'quiet_hours'),
    waiting(now, 393, 'grouped'),
    withheld(now, 387, 'pending', { outcome: 'blocked' }),
    withheld(now, 386, 'unknown', { outcome: 'partially_succeeded', together: 1 }),
    withheld(now, 385, 'baseline', { outcome: 'unknown', type_name: { known: 'unknown', raw: 'tenant.probe' } }),
    withheld(now, 384, 'access', { environment: null, workspace: null }),
    withheld(now, 56, 'muted', { pack: 'failed', outcome: 'failed', type_name: { known: 'pending' } }),
    withheld(now, 55, 'rule', { pack: 'expired', type_name: { known: 'pending' } }),
  ];
  return { state: 'read', entries, alerts: alerts(now), more: true, export: null, ...changes };
}

export function unreadable(): HistorySlice {
  return { state: 'unreadable', entries: [], alerts: [], more: false, export: null };
}
