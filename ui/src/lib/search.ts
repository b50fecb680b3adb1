// What a search finds among the rows that are here already: at once, and without the server. Pure. It looks where the
// server's search does: at number, type and place.
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { numberWords, placeWords, titleWords, typedNumber } from './operation';
import { says } from './saying';

/** Each operation once, as it stands first in the lists; the one whose number was typed before all others. */
export function matchesHere(rows: RowSlice[], text: string): RowSlice[] {
  if (text.trim() === '') return [];
  const typed = typedNumber(text);
  const once = new Map<number, RowSlice>();
  for (const row of rows) if (!once.has(row.id)) once.set(row.id, row);
  const found = [...once.values()].filter((row) => row.id === typed || says([numberWords(row.id), titleWords(row), ...placeWords(row)], text));
  return found.sort((one, other) => Number(other.id === typed) - Number(one.id === typed));
}

/** What the server found beside them. What is here is followed, and so the newer of the two. */
export function foundBeside(found: RowSlice[], here: RowSlice[]): RowSlice[] {
  const ids = new Set(here.map(({ id }) => id));
  return found.filter(({ id }) => !ids.has(id));
}
