// Rows in parts, newest first: what is new since the last look, and the others by the day they ended on, in the user's own
// time zone.
import type { LookedSlice } from '../ipc/bindings/LookedSlice';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { date, inFull, moment } from './times';
import { t } from './words';

export interface Part<Row = RowSlice> {
  /** Its heading; empty where the list has none. */
  label: string;
  /** The heading in full. */
  title?: string;
  isNew?: boolean;
  rows: Row[];
}

/** `looked` is the last look that is over; without one, nothing is new. */
export function byDay(rows: RowSlice[], now: number, looked: LookedSlice | null = null): Part[] {
  const sorted = [...rows].sort((one, other) => endOf(other) - endOf(one));
  const fresh = newOf(sorted, looked);
  if (looked === null || fresh.length === 0) return days(sorted, now);
  const label = t('recent-new', { time: moment(looked.at_ms, now) });
  const others = sorted.filter((row) => !isNew(row, looked));
  return [{ label, title: inFull(looked.at_ms), isNew: true, rows: fresh }, ...days(others, now)];
}

/** Those that ended after what was seen then. */
export function newOf(rows: RowSlice[], looked: LookedSlice | null): RowSlice[] {
  return looked === null ? [] : rows.filter((row) => isNew(row, looked));
}

/** Where an end is not recorded, nobody knows. */
function isNew({ times }: RowSlice, looked: LookedSlice): boolean {
  return times.ended_ms !== null && times.ended_ms > looked.until_ms;
}

function days(sorted: RowSlice[], now: number): Part[] {
  const days = new Map<string, Part>();
  for (const row of sorted) {
    const key = new Date(endOf(row)).toDateString();
    const day = days.get(key) ?? { label: dayWords(endOf(row), now), rows: [] };
    day.rows.push(row);
    days.set(key, day);
  }
  return [...days.values()];
}

function dayWords(ms: number, now: number): string {
  const key = new Date(ms).toDateString();
  if (key === new Date(now).toDateString()) return t('day-today');
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return key === yesterday.toDateString() ? t('day-yesterday') : date(ms, now);
}

/** Where an end is not recorded, it counts from when it was queued. */
function endOf({ times }: RowSlice): number {
  return times.ended_ms ?? times.created_ms ?? 0;
}
