// What is pinned: operations and review packs, in one order of the user's own. Pure.
import type { MainSlice } from '../ipc/bindings/MainSlice';
import type { PackSlice } from '../ipc/bindings/PackSlice';
import type { PinSlice } from '../ipc/bindings/PinSlice';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { type Filters, matching, matchingPacks } from './filters';
import { numberWords } from './operation';
import { environmentWords } from './pack';
import { t } from './words';

/** What a list can have a row of. */
export type Shown = PackSlice | RowSlice;

export function isPack(shown: Shown): shown is PackSlice {
  return 'environment_id' in shown;
}

export function isOperation(shown: Shown): shown is RowSlice {
  return !isPack(shown);
}

/** The number of its row: an operation's own, and an environment's behind a minus, so that no two are the same. */
export function keyOf(shown: Shown): number {
  return isPack(shown) ? -shown.environment_id : shown.id;
}

export function keyOfPin(pin: PinSlice): number {
  return pin.kind === 'operation' ? pin.id : -pin.environment_id;
}

/** What has a row of this number. */
export function pinOf(key: number): PinSlice {
  return key < 0 ? { kind: 'review_pack', environment_id: -key } : { kind: 'operation', id: key };
}

/** All that is pinned, in the user's order. */
export function pinsOf({ order, pinned, packs }: Pick<MainSlice, 'order' | 'packs' | 'pinned'>): Shown[] {
  const known = new Map<number, Shown>(pinned.map((row) => [row.id, row]));
  for (const pack of packs) if (pack.pinned) known.set(keyOf(pack), pack);
  return order.map((pin) => known.get(keyOfPin(pin))).filter((shown) => shown !== undefined);
}

/** Pinned review packs that failed: what the summary counts beside the operations. */
export function failedPacks(packs: PackSlice[]): PackSlice[] {
  return packs.filter(({ pinned, state }) => pinned && state.status === 'failed');
}

/** A review pack is of no type and in no state of an operation: a filter by either leaves none. */
export function matchingShown(shown: Shown[], filters: Filters): Shown[] {
  const ofOperations = filters.state !== null || filters.type !== null;
  return shown.filter((one) => {
    if (!isPack(one)) return matching([one], filters).length > 0;
    return !ofOperations && matchingPacks([one], filters).length > 0;
  });
}

/** What it is called in a sentence. */
export function pinWords(shown: Shown): string {
  return isPack(shown) ? t('pack-of', { environment: environmentWords(shown) }) : numberWords(shown.id);
}
