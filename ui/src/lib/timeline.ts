// The timeline strip as numbers: how the life of an operation or a review pack lies on one line, from its creation on the
// left. All positions are fractions of the strip's length. No time is made up: where the server has none, there is no line.
import type { PackState } from '../ipc/bindings/PackState';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { outcomeBadge, type Tone } from './badges';
import { knownUntil } from './operation';

export interface StripLook {
  /** None where there is nothing to draw. */
  line: Timeline | null;
  /** Of what came after the wait. */
  tone: Tone;
  /** The wait is a matter of its own. */
  late: boolean;
  /** It is over, and steps back a little. */
  past: boolean;
  /** Something came after the wait, however short. */
  started: boolean;
}

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

export function rowStrip(row: RowSlice, now: number): StripLook {
  const late = row.freshness === 'likely_stale';
  const ended = row.terminal ? outcomeBadge(row.outcome).tone : 'neutral';
  return {
    line: timeline(row, now),
    tone: late ? 'warning' : ended,
    late,
    past: row.terminal,
    started: row.times.started_ms !== null,
  };
}

/**
 * Thin while a pack is being made, full while it is there, and the track until it expires. When its making began and when it
 * failed, the server does not tell.
 */
export function packStrip(state: PackState, now: number): StripLook | null {
  switch (state.status) {
    case 'queued':
    case 'generating':
      return { ...PACK, line: { queued: 1, reached: 1, median: null, p90: null, open: true } };
    case 'ready':
      if (state.generated_ms === null) return null;
      return { ...PACK, started: true, line: packLine([state.created_ms, state.generated_ms, state.expires_ms], now) };
    case 'expired':
      if (state.generated_ms === null || state.expired_ms === null) return null;
      return { ...PACK, tone: 'neutral', past: true, started: true, line: packLine([state.created_ms, state.generated_ms, state.expired_ms]) };
    case 'failed':
    case 'forbidden':
    case 'gone':
    case 'none':
    case 'unknown':
    case 'unseen':
      return null;
  }
}

const PACK: StripLook = { line: null, tone: 'success', late: false, past: false, started: false };

/** Until it expires, or until now where nobody knows when; without `now`, that is past. */
function packLine([created, generated, expires]: [number, number, number | null], now?: number): Timeline {
  const until = now ?? expires ?? generated;
  const last = Math.max(expires ?? until, generated, created + 1);
  const at = (ms: number) => Math.min(Math.max(ms - created, 0) / (last - created), 1);
  return { queued: at(generated), reached: Math.max(at(until), at(generated)), median: null, p90: null, open: expires === null };
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
