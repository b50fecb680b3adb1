// The timeline strip as numbers: how an operation's life lies on one line, from its creation on the left. All
// positions are fractions of the strip's length.
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { knownUntil } from './operation';

export interface Timeline {
  /** Where waiting ended and work began. */
  queued: number;
  /** How far it is known to have come. */
  reached: number;
  /** Where half of its kind had ended; none where the server does not know, or it is off the strip. */
  median: number | null;
  /** Where nine of ten had ended. */
  p90: number | null;
  /** Nobody knows how much is still to come: the strip is all past, and its end is open. */
  open: boolean;
}

/** None where there is nothing to draw. */
export function timeline(row: RowSlice, now: number): Timeline | null {
  const { created_ms: created, started_ms: started, ended_ms: ended } = row.times;
  const until = knownUntil(row, now);
  if (created === null || until === null || (row.terminal && ended === null)) return null;
  const end = Math.max(until, created);
  const work = Math.min(Math.max(started ?? end, created), end);
  const median = row.expected && started !== null ? work + row.expected.median_seconds * 1000 : null;
  const p90 = row.expected && started !== null ? work + row.expected.p90_seconds * 1000 : null;
  const ahead = !row.terminal && p90 !== null && p90 > end;
  const last = ahead ? p90 : end;
  const length = Math.max(last - created, 1);
  const at = (ms: number) => (ms - created) / length;
  const onStrip = (ms: number | null) => (ms === null || ms > last ? null : at(ms));
  return { queued: at(work), reached: at(end), median: onStrip(median), p90: onStrip(p90), open: !row.terminal && !ahead };
}
