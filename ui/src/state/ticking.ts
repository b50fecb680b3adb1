// How often the display tick has to come: at the pace of the quickest thing that a window shows.
import type { MainSlice } from '../ipc/bindings/MainSlice';
import type { RunSlice } from '../ipc/bindings/RunSlice';
import type { Slice } from '../ipc/bindings/Slice';
import { isTicking } from '../lib/operation';
import { isCountingDown } from '../lib/pack';

/** What changes with the seconds, and what with the minutes; none where nothing changes by itself. */
export type Pace = 'minute' | 'second' | null;

export function paceOf(slice: Slice | null): Pace {
  if (slice === null) return null;
  switch (slice.window) {
    case 'main':
      return overviewPace(slice);
    case 'run':
      return operationPace(slice);
    case 'sign_in':
      return null;
  }
}

function overviewPace(slice: MainSlice): Pace {
  if (slice.inspector !== null || slice.doctor !== null) return 'second';
  const lists = [slice.pinned, slice.active.rows, slice.attention.rows, slice.recent.rows, slice.search?.rows ?? []];
  if (lists.some((rows) => rows.some(isTicking))) return 'second';
  return slice.packs.some(({ state }) => isCountingDown(state)) ? 'minute' : null;
}

function operationPace({ row, pack }: RunSlice): Pace {
  if (isTicking(row)) return 'second';
  return pack !== null && isCountingDown(pack.card.state) ? 'minute' : null;
}
