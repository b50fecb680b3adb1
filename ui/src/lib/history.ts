// What the history says of an end, as pure functions of its entry: what it was, how it ended, when, and what became of its
// notification.
import type { EntrySlice } from '../ipc/bindings/EntrySlice';
import { type BadgeLook, outcomeBadge, packBadge } from './badges';
import { fateId } from './ids';
import { numberWords, typeWords } from './operation';
import { preciseMoment } from './times';
import { t } from './words';

/** One moment of an entry: what happened, in short and for the title in full. */
export interface EntryMoment {
  words: string;
  at: number;
}

/** Unique among them all. */
export function entryKey({ id, pack, outcome }: EntrySlice): string {
  return `${pack === null ? 'operation' : 'pack'}-${id}-${outcome}`;
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

/** When it ended, was noticed, shown and opened, as far as that happened. `now` is on this computer's clock. */
export function entryMoments({ times }: EntrySlice, now: number): EntryMoment[] {
  const moments: [string, number | null][] = [
    ['history-ended', times.ended_ms],
    ['history-noticed', times.noticed_ms],
    ['history-shown', times.shown_ms],
    ['history-opened', times.opened_ms],
  ];
  return moments.flatMap(([id, at]) => (at === null ? [] : [{ words: t(id, { time: preciseMoment(at, now) }), at }]));
}
