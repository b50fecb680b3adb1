// Which rows moved, and from how far: within their list, or out of one list into another. Pure; components/glide.ts moves
// them. A row that is new came from nowhere, and is simply there.

export interface Place {
  list: string;
  id: number;
  /** Its upper edge, in pixels. */
  top: number;
}

/** How far above (negative) or below (positive) each place of `after` its row was; without those that stayed. */
export function glides(before: Place[], after: Place[]): { place: Place; from: number }[] {
  const known = new Map(before.map((place) => [keyOf(place), place]));
  const there = new Set(after.map(keyOf));
  const left = new Map(before.filter((place) => !there.has(keyOf(place))).map((place) => [place.id, place]));
  return after.flatMap((place) => {
    const was = known.get(keyOf(place)) ?? left.get(place.id);
    const from = was === undefined ? 0 : was.top - place.top;
    return Math.abs(from) < 1 ? [] : [{ place, from }];
  });
}

function keyOf({ list, id }: Place): string {
  return `${list}/${id}`;
}
