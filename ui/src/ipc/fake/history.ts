// The history of the stand-in: an end of every fate. The present is an argument.
import type { EntrySlice } from '../bindings/EntrySlice';
import type { FateWord } from '../bindings/FateWord';
import type { HistorySlice } from '../bindings/HistorySlice';
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

export function history(now: number, changes: Partial<HistorySlice> = {}): HistorySlice {
  const entries = [
    entry(now),
    entry(now, { id: 401, outcome: 'succeeded', together: 3 }),
    entry(now, { id: 57, pack: 'ready', outcome: 'succeeded', type_name: { known: 'pending' }, fate: 'handed_over' }),
    withheld(now, 390, 'muted'),
    withheld(now, 389, 'rule', { outcome: 'cancelled' }),
    withheld(now, 388, 'paused', { environment: null }),
    withheld(now, 391, 'snoozed'),
    withheld(now, 392, 'quiet_hours'),
    withheld(now, 393, 'grouped'),
    withheld(now, 387, 'pending', { outcome: 'blocked' }),
    withheld(now, 386, 'unknown', { outcome: 'partially_succeeded', together: 1 }),
    withheld(now, 385, 'baseline', { outcome: 'unknown', type_name: { known: 'unknown', raw: 'tenant.probe' } }),
    withheld(now, 384, 'access', { environment: null, workspace: null }),
    withheld(now, 56, 'muted', { pack: 'failed', outcome: 'failed', type_name: { known: 'pending' } }),
    withheld(now, 55, 'rule', { pack: 'expired', type_name: { known: 'pending' } }),
  ];
  return { state: 'read', entries, more: true, export: null, ...changes };
}

export function unreadable(): HistorySlice {
  return { state: 'unreadable', entries: [], more: false, export: null };
}
