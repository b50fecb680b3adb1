// What one operation says about itself, as pure functions of its row. No threshold is invented here: all of them are
// the server's.
import type { Count } from '../ipc/bindings/Count';
import type { ProgressSlice } from '../ipc/bindings/ProgressSlice';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import type { Times } from '../ipc/bindings/Times';
import type { TypeName } from '../ipc/bindings/TypeName';
import { duration, inFull, moment, roughly } from './times';
import { has, t } from './words';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The operation's name: what kind of operation it is. */
export function typeWords(name: TypeName): string {
  switch (name.known) {
    case 'catalogue':
      return has(name.id) ? t(name.id) : t('type-unknown');
    case 'label':
      return name.text;
    case 'pending':
      return t('operation-pending');
    case 'unknown':
      return t('type-unknown');
  }
}

/** `Operation #421`, never `#1,421`. */
export function numberWords(id: number): string {
  return t('operation-number', { id: String(id) });
}

/** A name for windows and screen readers. */
export function titleWords(row: RowSlice): string {
  if (row.gone) return t('operation-unavailable');
  return row.forbidden ? t('operation-forbidden') : typeWords(row.type_name);
}

/** Nothing but its number may be shown. */
export function isWithheld(row: RowSlice): boolean {
  return row.gone || row.forbidden;
}

/** Whether the server ever said something of it that may be shown. */
export function isKnown(row: RowSlice): boolean {
  return !isWithheld(row) && row.type_name.known !== 'pending';
}

/** Where it happens. Empty while nothing is known of it. */
export function placeWords(row: RowSlice): string[] {
  if (!isKnown(row)) return [];
  const place = row.environment ?? t('workspace-wide');
  return row.workspace === null ? [place] : [place, row.workspace];
}

export function isActive(row: RowSlice): boolean {
  return !row.terminal && !isWithheld(row);
}

/** Whether a second changes what its row shows. */
export function isTicking(row: RowSlice): boolean {
  return isActive(row) && row.times.created_ms !== null && !isFrozen(row);
}

/** Whether nobody follows it at present: then nobody knows whether it still goes on. */
function isFrozen(row: RowSlice): boolean {
  return row.refresh.how === 'as_of' || row.refresh.how === 'as_found';
}

/**
 * The moment up to which this row may speak: its end, or the present; or, while the server does not answer, the last
 * time it did. None for an active operation as found: when that was is not told.
 */
export function knownUntil(row: RowSlice, now: number): number | null {
  if (row.times.ended_ms !== null) return row.times.ended_ms;
  if (row.refresh.how === 'as_found') return null;
  if (row.refresh.how === 'as_of' && row.refresh.at_ms !== null) return row.refresh.at_ms;
  return now;
}

/** From its start (from its creation while it waits) to its end or the present, in milliseconds. */
export function elapsedMs(row: RowSlice, now: number): number | null {
  const from = beginning(row.times);
  const until = knownUntil(row, now);
  if (from === null || until === null || (row.terminal && row.times.ended_ms === null)) return null;
  return Math.max(0, until - from);
}

export function elapsedWords(row: RowSlice, now: number): string {
  const elapsed = elapsedMs(row, now);
  return elapsed === null ? t('elapsed-unknown') : duration(elapsed);
}

/** What the elapsed time measures. */
export function elapsedCaption(row: RowSlice): string {
  if (row.terminal) return t(row.times.started_ms === null ? 'elapsed-waited' : 'elapsed-ended');
  if (isFrozen(row)) return t('elapsed-frozen');
  return t(row.times.started_ms === null ? 'elapsed-queued' : 'elapsed-running');
}

/** What the elapsed time measures, and from when on, in full. */
export function elapsedTitle(row: RowSlice): string {
  const from = beginning(row.times);
  return from === null ? elapsedCaption(row) : `${elapsedCaption(row)} · ${t('row-since', { time: inFull(from) })}`;
}

/** When it ended, or since when it is what it is; or, where its end is not recorded, when it was queued. */
export function sinceWords(row: RowSlice, now: number): string {
  return sinceSaid(row, (ms) => moment(ms, now));
}

/** The same in full. */
export function sinceTitle(row: RowSlice): string {
  return sinceSaid(row, inFull);
}

function sinceSaid({ terminal, times }: RowSlice, time: (ms: number) => string): string {
  if (times.ended_ms !== null) return t('row-ended', { time: time(times.ended_ms) });
  const from = terminal ? times.created_ms : beginning(times);
  return from === null ? '' : t(terminal ? 'row-queued' : 'row-since', { time: time(from) });
}

/**
 * How an operation compares with finished ones of its type; none where the server does not know, and where it went well
 * and only a little slower than half of them.
 */
export function expectedWords(row: RowSlice, now: number): string | null {
  if (row.expected === null || row.times.started_ms === null) return null;
  const { median_seconds: median, p90_seconds: p90 } = row.expected;
  const elapsed = elapsedMs(row, now);
  if (elapsed === null) return null;
  // Whole seconds, as they are shown.
  const seconds = Math.floor(elapsed / 1000);
  if (seconds > p90) return t('expected-rare', { p90: roughly(p90) });
  if (seconds > median && row.outcome === 'succeeded') return null;
  const words = t(seconds > median ? 'expected-longer' : 'expected-usual', { median: roughly(median) });
  // What is still to come matters while it is active, and only where it says more.
  const ahead = !row.terminal && roughly(p90) !== roughly(median);
  return ahead ? t('expected-within', { words, p90: roughly(p90) }) : words;
}

/** When an active operation is expected to be over, in the few words of a row. */
export interface ExpectedEnd {
  text: string;
  title: string;
}

/**
 * Until when nine of ten would have ended, or that it takes longer than those; none where the server does not know, it
 * has not started, or nobody follows it.
 */
export function expectedEnd(row: RowSlice, now: number): ExpectedEnd | null {
  const { expected, times } = row;
  if (expected === null || times.started_ms === null || !isActive(row) || isFrozen(row)) return null;
  const words = expectedWords(row, now);
  if (words === null) return null;
  const until = times.started_ms + expected.p90_seconds * SECOND;
  // Whole seconds, as they are shown.
  if (Math.floor((now - until) / SECOND) > 0) return { text: words, title: words };
  // By the end of its minute, which is said without seconds.
  const by = Math.ceil(until / MINUTE) * MINUTE;
  return { text: t('row-expected', { time: moment(by, now) }), title: `${words} · ${inFull(until)}` };
}

/** What to do about it: none where all is well. */
export function nextStep(row: RowSlice): string | null {
  if (row.gone) return t('operation-gone-next', { operation: numberWords(row.id) });
  if (row.forbidden) return t('operation-forbidden-next');
  if (row.freshness === 'likely_stale') return t('next-step-stale');
  if (row.freshness === 'reconciled_failed') return t('next-step-reconciled');
  if (!row.terminal) return null;
  switch (row.outcome) {
    case 'blocked':
      return t('next-step-blocked');
    case 'failed':
      return t('next-step-failed');
    case 'partially_succeeded':
      return t('next-step-partially-succeeded');
    case 'pending':
    case 'unknown':
      return t('next-step-unknown');
    case 'cancelled':
    case 'succeeded':
      return null;
  }
}

/** The moments of its life in order, each with what stands there while it has none. */
export function milestones(row: RowSlice): { label: string; ms: number | null; missing: string }[] {
  const { created_ms, started_ms, ended_ms } = row.times;
  const missing = (yet: string) => {
    if (row.terminal) return 'strip-not-recorded';
    return isFrozen(row) ? 'strip-not-known' : yet;
  };
  return [
    { label: 'strip-queued', ms: created_ms, missing: 'strip-not-recorded' },
    { label: 'strip-started', ms: started_ms, missing: missing('strip-not-started') },
    { label: 'strip-ended', ms: ended_ms, missing: missing('strip-not-ended') },
  ];
}

/** The operation number someone typed: `421` or `#421`. */
export function typedNumber(text: string): number | null {
  const digits = /^#?([1-9]\d{0,14})$/.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

function beginning(times: Times): number | null {
  return times.started_ms ?? times.created_ms;
}

/** A summary count's key as one would read it: in words of ours, or `policies_checked` as `Policies checked`. */
export function countWords(key: string): string {
  if (COUNTED.includes(key)) return t(`counted-${key}`);
  const words = key.replaceAll(/[_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The counts that have words of their own, in the order of a sentence. */
export const COUNTED = ['total', 'processed', 'succeeded', 'failed', 'skipped'];

/** The known counts in the order of a sentence, then the others by name; without those that the bar already says. */
export function orderedCounts(counts: Count[], progress: ProgressSlice): Count[] {
  const rank = ({ key }: Count) => (COUNTED.includes(key) ? COUNTED.indexOf(key) : COUNTED.length);
  const barred = (key: string) => progress.mode === 'counted' && (key === 'total' || key === 'processed');
  return counts
    .filter(({ key }) => !barred(key))
    .sort((one, other) => rank(one) - rank(other) || one.key.localeCompare(other.key, 'en'));
}
