// The one mapping from a word of the product to its shape, its tone and its message. Shape and word come first: no two
// words of an axis share a shape, so that nothing is told by colour alone. An unknown word is never success.
import type { FreshnessWord } from '../ipc/bindings/FreshnessWord';
import type { OutcomeWord } from '../ipc/bindings/OutcomeWord';
import type { PackState } from '../ipc/bindings/PackState';
import type { StatusWord } from '../ipc/bindings/StatusWord';
import { freshnessId, outcomeId, packId, statusId } from './ids';

export type Shape =
  | 'alarm'
  | 'box'
  | 'box-check'
  | 'box-cross'
  | 'calendar-cross'
  | 'check'
  | 'cross'
  | 'dashed'
  | 'dot'
  | 'flag'
  | 'half'
  | 'hourglass'
  | 'lock'
  | 'minus'
  | 'play'
  | 'question'
  | 'stop-sign'
  | 'unplugged';

/** Danger: stop. Warning: follow up. Info: in progress. Success: nothing to do. Neutral: the rest. */
export type Tone = 'danger' | 'info' | 'neutral' | 'success' | 'warning';

export interface BadgeLook {
  shape: Shape;
  tone: Tone;
  /** The message id of its word. */
  words: string;
}

const STATUS: Record<StatusWord, [Shape, Tone]> = {
  completed: ['flag', 'neutral'],
  queued: ['dashed', 'info'],
  running: ['play', 'info'],
  unknown: ['question', 'neutral'],
};

const OUTCOME: Record<OutcomeWord, [Shape, Tone]> = {
  blocked: ['stop-sign', 'warning'],
  cancelled: ['minus', 'neutral'],
  failed: ['cross', 'danger'],
  partially_succeeded: ['half', 'warning'],
  pending: ['dot', 'neutral'],
  succeeded: ['check', 'success'],
  unknown: ['question', 'neutral'],
};

const FRESHNESS: Partial<Record<FreshnessWord, [Shape, Tone]>> = {
  likely_stale: ['alarm', 'warning'],
  reconciled_failed: ['unplugged', 'danger'],
};

const PACK: Record<PackState['status'], [Shape, Tone]> = {
  expired: ['calendar-cross', 'neutral'],
  failed: ['box-cross', 'danger'],
  forbidden: ['lock', 'neutral'],
  generating: ['play', 'info'],
  gone: ['minus', 'neutral'],
  none: ['box', 'neutral'],
  queued: ['dashed', 'info'],
  ready: ['box-check', 'success'],
  unknown: ['question', 'neutral'],
  unseen: ['hourglass', 'neutral'],
};

export function statusBadge(word: StatusWord): BadgeLook {
  return look(STATUS[word], statusId(word));
}

export function outcomeBadge(word: OutcomeWord): BadgeLook {
  return look(OUTCOME[word], outcomeId(word));
}

/** None where the freshness is as one would expect: only a surprise deserves a badge. */
export function freshnessBadge(word: FreshnessWord): BadgeLook | null {
  const entry = FRESHNESS[word];
  return entry ? look(entry, freshnessId(word)) : null;
}

export function packBadge(word: PackState['status']): BadgeLook {
  return look(PACK[word], packId(word));
}

function look([shape, tone]: [Shape, Tone], words: string): BadgeLook {
  return { shape, tone, words };
}
