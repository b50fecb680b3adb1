// A list under the filters: of the rows that are here, or of the server's answer to the same choice.
import { beforeAll, describe, expect, test } from 'vitest';
import type { FilteredSlice } from '../src/ipc/bindings/FilteredSlice';
import { empty } from '../src/ipc/fake/overview';
import { endedRow, list } from '../src/ipc/fake/rows';
import { countsWords, filteredOf, filteredWords, isCounted, rowsBeside } from '../src/lib/filtered';
import { NO_FILTERS } from '../src/lib/filters';
import { speak } from '../src/lib/language.svelte';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);
const chosen = { ...NO_FILTERS, environment: 'Fabrikam' };
const ended = (id: number, environment = 'Fabrikam') => endedRow(NOW, { id, environment });
const cut = (filtered: Partial<FilteredSlice> | null) =>
  list([ended(9), ended(8, 'Contoso')], {
    total: 120,
    filtered: filtered && { turn: 3, total: 2, whole: true, rows: [ended(9), ended(1)], ...filtered },
  });
const left = (filtered: Partial<FilteredSlice> | null, turn = 3) => {
  const { rows, ...list } = filteredOf(cut(filtered), chosen, turn);
  return { ids: rows.map(({ id }) => id), words: filteredWords({ rows, ...list }), match: list.match };
};

beforeAll(() => speak('en'));

describe('a filtered list', () => {
  test('is what is left of the rows here until the server has answered the same choice', () => {
    const here = { ids: [9], words: '1 of 2', match: null };
    expect([left(null), left({}, 4), left({}, 2)]).toEqual([here, here, here]);
  });

  test('is the answer from then on, counted on the server', () => {
    expect(left({})).toEqual({ ids: [9, 1], words: '2 of 120', match: { total: 2, whole: true } });
    expect(left({ total: 0, rows: [] })).toEqual({ ids: [], words: '0 of 120', match: { total: 0, whole: true } });
  });

  test('is everything without a choice, whatever was answered', () => {
    const { rows, match } = filteredOf(cut({ turn: 3 }), NO_FILTERS, 3);
    expect([rows.map(({ id }) => id), match]).toEqual([[9, 8], null]);
  });

  test('has nothing that moved on since, and counts it no more where the server counted to the end', () => {
    const rows = [ended(9), ended(1), ended(2, 'Contoso')];
    expect(left({ total: 57, rows }).match).toEqual({ total: 56, whole: true });
    expect(left({ total: 200, rows })).toEqual({ ids: [9, 1], words: '200+ of 120', match: { total: 200, whole: true } });
  });

  test('is counted here where the server cannot tell it apart', () => {
    const rows = [ended(9), ended(8, 'Contoso'), ended(1)];
    expect(left({ total: null, whole: false, rows })).toEqual({ ids: [9, 1], words: '2 of 3', match: { total: 2, whole: false } });
    expect(left({ total: null, whole: true, rows }).words).toBe('2 of 120');
  });
});

test('a list is counted on the server only where nothing that matches may be missing', () => {
  const counted = (filtered: Partial<FilteredSlice> | null) => isCounted(filteredOf(cut(filtered), chosen, 3));
  expect([null, {}, { total: null, whole: true }, { total: null, whole: false }].map(counted)).toEqual([false, true, true, false]);
});

test('the counts of several lists are one sentence, without what is not known', () => {
  expect(countsWords([['Pinned', '1 of 2'], ['Active', null], ['Ended', '87 of 200+']])).toBe('Pinned: 1 of 2 and Ended: 87 of 200+');
});

test('every answer’s rows are names to choose from', () => {
  const slice = { ...empty(), active: cut({ rows: [ended(4)] }), recent: cut({ rows: [ended(5)] }) };
  expect(rowsBeside(slice).map(({ id }) => id)).toEqual([4, 5]);
});
