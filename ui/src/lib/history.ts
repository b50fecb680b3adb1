// What the history says of an end or an alert, as pure functions of its entry: what it was, how it ended, when, and what
// became of its notification.
import type { AlertSlice } from '../ipc/bindings/AlertSlice';
import type { EntrySlice } from '../ipc/bindings/EntrySlice';
import type { HistorySlice } from '../ipc/bindings/HistorySlice';
import { type BadgeLook, outcomeBadge, packBadge } from './badges';
import { fateId, notedHeardId, notedId, waitedId } from './ids';
import { numberWords, typeWords } from './operation';
import { preciseMoment } from './times';
import { t } from './words';

/** One moment of an entry: what happened, in short and for the title in full. */
export interface EntryMoment {
  words: string;
  at: number;
}

/** One line of the history: an end, or an alert. */
export type HistoryLine = { key: string; noticed: number } & ({ entry: EntrySlice } | { alert: AlertSlice });

/** Both together, newest first; of what was noticed at once the ends come first. */
export function historyLines({ entries, alerts }: HistorySlice): HistoryLine[] {
  const ends = entries.map((entry) => ({ key: entryKey(entry), noticed: entry.times.noticed_ms, entry }));
  const others = alerts.map((alert) => ({ key: `alert-${alert.number}`, noticed: alert.noticed_ms, alert }));
  return [...ends, ...others].sort((a, b) => b.noticed - a.noticed);
}

/** Unique among them all: the same may end the same way at another time. */
export function entryKey({ id, pack, outcome, times }: EntrySlice): string {
  return `${pack === null ? 'operation' : 'pack'}-${id}-${outcome}-${times.ended_ms ?? 'timeless'}`;
}

export function alertTitle({ alert }: AlertSlice): string {
  return t(notedId(alert));
}

/** The number of what it is of; none where it is of the server. */
export function alertNumber({ id, of_pack }: AlertSlice): string | null {
  if (id === null) return null;
  return of_pack ? t('pack-number', { id: String(id) }) : numberWords(id);
}

/** What it is of, and where; none where it is of the server. */
export function alertPlace({ id, of_pack, type_name, environment, erased }: AlertSlice): string | null {
  if (id === null) return null;
  const place = erased ? t('history-erased') : (environment ?? t('workspace-wide'));
  return of_pack ? place : [typeWords(type_name), place].join(' · ');
}

export function heardWords({ heard }: AlertSlice): string {
  return t(notedHeardId(heard));
}

/** When it was noticed, and shown or tried to be. `now` is on this computer's clock. */
export function alertMoments({ heard, heard_ms, noticed_ms }: AlertSlice, now: number): EntryMoment[] {
  const isTaken = heard === 'shown' || heard === 'handed_over';
  return moments([['history-noticed', noticed_ms], [isTaken ? 'history-shown' : 'history-tried', heard_ms]], now);
}

export function entryTitle(entry: EntrySlice): string {
  return entry.pack === null ? typeWords(entry.type_name) : t('pack-title');
}

export function entryNumber({ id, pack }: EntrySlice): string {
  return pack === null ? numberWords(id) : t('pack-number', { id: String(id) });
}

/** Where it ended; that nothing may be said of it, where access to it was lost. */
export function entryPlace({ environment, workspace }: EntrySlice): string {
  if (workspace === null) return t('history-erased');
  return [environment ?? t('workspace-wide'), workspace].join(' · ');
}

export function entryBadge({ pack, outcome }: EntrySlice): BadgeLook {
  return pack === null ? outcomeBadge(outcome) : packBadge(pack);
}

/** What became of its notification, and how many ends that told of. */
export function fateWords({ fate, together }: EntrySlice): string {
  const words = t(fateId(fate));
  return together === null || together < 2 ? words : [words, t('history-together', { count: together })].join(' · ');
}

/**
 * When it ended, was noticed, shown and opened, as far as that happened, and since when it waited for what. `now` is on this
 * computer's clock.
 */
export function entryMoments({ times, waited }: EntrySlice, now: number): EntryMoment[] {
  const waiting: [string, number][] = waited === null ? [] : [[waitedId(waited.wait), waited.since_ms]];
  const all: [string, number | null][] = [
    ['history-ended', times.ended_ms],
    ['history-noticed', times.noticed_ms],
    ...waiting,
    ['history-shown', times.shown_ms],
    ['history-opened', times.opened_ms],
  ];
  return moments(all, now);
}

function moments(all: [string, number | null][], now: number): EntryMoment[] {
  return all.flatMap(([id, at]) => (at === null ? [] : [{ words: t(id, { time: preciseMoment(at, now) }), at }]));
}
