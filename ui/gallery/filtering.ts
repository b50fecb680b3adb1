// What the server answers where a list has no room for all of it and an environment is chosen. The present is an argument.
import type { FilteredSlice } from '../src/ipc/bindings/FilteredSlice';
import type { Slice } from '../src/ipc/bindings/Slice';
import { empty, main } from '../src/ipc/fake/overview';
import * as row from '../src/ipc/fake/rows';

/** Rows that the list has not, more of them than there is room for, nothing, and what may lack some. */
export const ANSWERS = ['beyond', 'cut', 'nothing', 'partly'] as const;

/** The first by name, and so the first to choose. */
const CHOSEN = 'Adatum Archive';

export function filtered(answer: (typeof ANSWERS)[number]): (now: number) => Slice {
  return (now) =>
    main({
      ...empty(),
      recent: row.list([row.endedRow(now), ...row.earlier(now)], { total: 200, filtered: answers(now)[answer] }),
      packs: [row.pack(1, { status: 'none' }, { environment: CHOSEN })],
    });
}

/** No choice is the one without a turn: whatever is chosen is answered so. */
function answers(now: number): Record<(typeof ANSWERS)[number], FilteredSlice> {
  const old = row.earlier(now).map((one) => ({ ...one, id: one.id - 200, environment: CHOSEN }));
  return {
    beyond: { turn: 0, total: old.length, whole: true, rows: old },
    cut: { turn: 0, total: 87, whole: true, rows: old },
    nothing: { turn: 0, total: 0, whole: true, rows: [] },
    partly: { turn: 0, total: null, whole: false, rows: [row.endedRow(now), ...old] },
  };
}
