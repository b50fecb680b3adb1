// A list as the filters leave it: what they leave of the rows that are here or, where the server has more of the list, of
// what it answered for the same choice. Pure.
import type { ListSlice } from '../ipc/bindings/ListSlice';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { left, MOST_COUNTED, totalWords } from './counts';
import { type Filters, isFiltered, matching } from './filters';
import { language } from './language.svelte';
import { t } from './words';

export interface Filtered<Row> {
  rows: Row[];
  /** How many rows there would be without filters. */
  all: number;
  /** How many the list has on the server. */
  total: number;
  known: boolean;
  /** None where only the rows that are here were filtered. */
  match: Match | null;
}

/** What the server answered for a choice. */
export interface Match {
  /** How many match, on the server too; where it cannot tell, as many as are shown. */
  total: number;
  /** Whether nothing that matches is missing in front of the last row. */
  whole: boolean;
}

/** An answer to another choice than this `turn` is none to this one. */
export function filteredOf(list: ListSlice, filters: Filters, turn: number): Filtered<RowSlice> {
  const answer = isFiltered(filters) && list.filtered?.turn === turn ? list.filtered : null;
  const here = answer?.rows ?? list.rows;
  const rows = matching(here, filters);
  const match = answer && { total: totalOf(answer.total, here.length, rows.length), whole: answer.whole };
  return { rows, all: here.length, total: list.total, known: list.known, match };
}

/** What moved on since the server counted is sorted out here; of what it did not count to the end nothing can be taken. */
function totalOf(counted: number | null, here: number, matching: number): number {
  if (counted === null) return matching;
  return counted < MOST_COUNTED ? counted - (here - matching) : counted;
}

/** The rows that an answer has beside those of its list: names to choose from. */
export function rowsBeside({ active, attention, recent }: Record<'active' | 'attention' | 'recent', ListSlice>): RowSlice[] {
  return [active, attention, recent].flatMap(({ filtered }) => filtered?.rows ?? []);
}

/** Whether it is counted on the server, and not among the rows that are here. */
export function isCounted({ match }: Filtered<unknown>): boolean {
  return match?.whole === true;
}

/** The counts of several lists in one sentence; of one that is not known yet there is none. */
export function countsWords(counts: [list: string, count: string | null][]): string {
  const said = counts.flatMap(([list, count]) => (count === null ? [] : [t('filter-list-count', { list, count })]));
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(said);
}

export function filteredWords({ rows, all, total, match }: Filtered<unknown>): string {
  if (!match?.whole) return left(rows.length, all);
  return t('count-left', { shown: totalWords(match.total), all: totalWords(total) });
}
