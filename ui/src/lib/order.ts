// The user's own order of what is pinned: in front of which one a moved one goes. None is behind all of them; undefined
// is nowhere else. With filters on, it moves past what is shown, wherever the hidden ones are.

export type Move = 'down' | 'first' | 'last' | 'up';

export type Before = number | null | undefined;

export function beforeAfter(move: Move, id: number, shown: number[], all: number[]): Before {
  const at = shown.indexOf(id);
  if (at < 0) return undefined;
  switch (move) {
    case 'up':
      return shown[at - 1];
    case 'first':
      return at === 0 ? undefined : shown[0];
    case 'down':
      return behind(shown[at + 1], all);
    case 'last':
      return at === shown.length - 1 ? undefined : behind(shown.at(-1), all);
  }
}

/** Where one goes that was dropped in front of the shown one at this place, or behind them all. */
export function beforeDropped(place: number, id: number, shown: number[], all: number[]): Before {
  const before = place < shown.length ? shown[place] : behind(shown.at(-1), all);
  const stays = before === id || before === behind(id, all);
  return stays ? undefined : before;
}

/** In front of which row a pointer is, by the middles of the rows: their number is behind all of them. */
export function placeAt(y: number, rows: { top: number; bottom: number }[]): number {
  const place = rows.findIndex(({ top, bottom }) => y < (top + bottom) / 2);
  return place < 0 ? rows.length : place;
}

function behind(id: number | undefined, all: number[]): Before {
  if (id === undefined) return undefined;
  return all[all.indexOf(id) + 1] ?? null;
}
