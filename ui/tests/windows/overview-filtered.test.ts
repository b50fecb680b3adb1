// What the overview makes of a choice of filters and of the server's answer to it, where a list has no room for all.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { AccountSlice } from '../../src/ipc/bindings/AccountSlice';
import type { FilteredSlice } from '../../src/ipc/bindings/FilteredSlice';
import { endedRow, list, pack } from '../../src/ipc/fake/rows';
import { NO_FILTERS } from '../../src/lib/filters';
import { type Desk, find, get, open, words } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();

const chosen = { ...NO_FILTERS, environment: 'Fabrikam' };
const old = endedRow(NOW, { id: 1, environment: 'Fabrikam' });
const packs = [pack(1, { status: 'none' }), pack(2, { status: 'none' }, { environment: 'Fabrikam' })];
const account: AccountSlice = {
  id: 'own',
  user: null,
  server: 'atlas.example.com',
  standing: 'connecting',
  demo: false,
  session: 1,
  plain_watches: false,
  in_memory: null,
};

function slice(filtered: Partial<FilteredSlice> | null, session = 1) {
  const answer = filtered && { turn: 1, total: 1, whole: true, rows: [old], ...filtered };
  const recent = list([endedRow(NOW, { id: 9 }), endedRow(NOW, { id: 8 })], { total: 120, filtered: answer });
  return main({ recent, packs, account: { ...account, session } });
}

/** By its keys, as a list has no pointer here. */
async function choose(): Promise<Desk> {
  const desk = await open(slice(null));
  const person = userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });
  get('filter-environment').focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(find('filter-environment-Fabrikam')).not.toBeNull());
  await person.keyboard('Fab');
  await vi.waitFor(() => expect(get('filter-environment-Fabrikam').hasAttribute('data-highlighted')).toBe(true));
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(find('filter-environment-Fabrikam')).toBeNull());
  return desk;
}

const shown = () => [...document.querySelectorAll('[data-row]')].map((row) => Number(row.getAttribute('data-row')));

describe('a choice over a list with no room for all', () => {
  test('filters what is here at once, and shows the answer when it comes', async () => {
    const desk = await choose();
    expect(desk.asked()).toEqual([['filter_lists', { filter: chosen, turn: 1 }]]);
    expect([shown(), words('section-recent-count')]).toEqual([[], '0 of 2']);
    expect(words('section-recent')).toContain('Only the first 2 of 120 were filtered.');
    await desk.show(slice({}));
    expect([shown(), words('section-recent-count')]).toEqual([[1], '1 of 120']);
    expect(words('section-recent')).not.toContain('were filtered');
    expect(desk.asked()).toHaveLength(1);
  });

  test('says what the server counted and no other number beside it, and tells who does not look', async () => {
    const desk = await choose();
    expect([words('filter-count'), get('filter-count').querySelector('.sr-only')]).toEqual(['0 of 2 shown', null]);
    await desk.show(slice({ total: 87 }));
    expect(words('filter-count')).toBe('Pinned: 0 of 0, Needs attention: 0 of 0, Active: 0 of 0, and Recently ended: 87 of 120');
    expect(get('filter-count').querySelector('.sr-only')?.textContent).toBe(get('filter-count').textContent.trim());
    await desk.show(slice({ total: null, whole: false }));
    expect([words('filter-count'), get('filter-count').querySelector('.sr-only')]).toEqual(['1 of 3 shown', null]);
  });

  test('says that there is nothing where the server has nothing', async () => {
    const desk = await choose();
    await desk.show(slice({ total: 0, rows: [] }));
    expect([words('filter-none'), words('section-recent-count')]).toEqual([
      'No operation here matches the filters Clear the filters, or search: the search looks further than this list.',
      '0 of 120',
    ]);
  });

  test('says that there may be more where the server cannot filter by all of it', async () => {
    const desk = await choose();
    await desk.show(slice({ total: null, whole: false, rows: [old, endedRow(NOW, { id: 9 })] }));
    expect([shown(), words('section-recent-count')]).toEqual([[1], '1 of 2']);
    expect(words('section-recent')).toContain('There may be more');
  });

  test('says how many more there are than there is room for', async () => {
    const desk = await choose();
    await desk.show(slice({ total: 57 }));
    expect(words('section-recent')).toContain('1 of 57 shown.');
  });

  test('takes no answer to another choice', async () => {
    const desk = await choose();
    await fireEvent.click(get('filter-clear'));
    await desk.show(slice({}));
    expect(shown()).toEqual([9, 8]);
    await desk.show(slice({ turn: 7, rows: [] }));
    expect(shown()).toEqual([9, 8]);
  });

  test('ends with its session, and the next one shows no answer of it', async () => {
    const desk = await choose();
    await desk.show(slice({}));
    await desk.show(slice({}, 2));
    await tick();
    expect([shown(), find('filter-clear'), words('filter-environment')]).toEqual([[9, 8], null, 'Environment All']);
  });

  test('is told to the monitor as it is left once the user lost what it names', async () => {
    const desk = await choose();
    await desk.show(main({ recent: list([endedRow(NOW, { id: 9 })], { total: 120 }), packs: packs.slice(0, 1), account }));
    await tick();
    expect(desk.asked().at(-1)).toEqual(['filter_lists', { filter: NO_FILTERS, turn: 2 }]);
  });
});
