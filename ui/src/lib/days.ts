// Rows by the day they ended on, newest first, in the user's own time zone.
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { date } from './times';
import { t } from './words';

export interface Part {
  /** Its heading; empty where the list has none. */
  label: string;
  rows: RowSlice[];
}

export function byDay(rows: RowSlice[], now: number): Part[] {
  const days = new Map<string, Part>();
  for (const row of [...rows].sort((one, other) => endOf(other) - endOf(one))) {
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
