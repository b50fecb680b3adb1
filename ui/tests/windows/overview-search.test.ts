// The overview while something is searched.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { empty } from '../../src/ipc/fake/overview';
import { foundRow, list, runningRow } from '../../src/ipc/fake/rows';
import { MOST_COUNTED } from '../../src/lib/counts';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW, pinned } from './slices';

atNow();

describe('the overview’s search', () => {
  test('sends each change of the search at once, and again on Enter', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });
    const desk = await open(main({}));
    await user.type(get('search-input'), '#42');
    await user.keyboard('{Enter}{Escape}');
    expect(desk.asked().map(([, args]) => args)).toEqual(['#', '#4', '#42', '#42', ''].map((text) => ({ text })));
    expect(find('section-search')).toBeNull();
    // Svelte itself forgets the last event after a turn.
    vi.advanceTimersByTime(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('passes nothing off as the answer to what was typed since', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });
    const desk = await open(main({}));
    await user.type(get('search-input'), '42');
    await desk.show(main({ search: { text: '4', phase: 'found', total: 0, rows: [] } }));
    expect([words('section-search'), find('search-none')]).toEqual(['Results for “42” Searching… Pin Operation #42', null]);
    await desk.show(main({ search: { text: '42', phase: 'found', total: 0, rows: [] } }));
    expect(find('search-none')).not.toBeNull();
  });

  test('ends with the session it was typed in', async () => {
    const account = { ...empty().account, user: null, demo: false };
    const desk = await open(main({ account }));
    await fireEvent.input(get('search-input'), { target: { value: 'policy' } });
    await desk.show(main({ account: { ...account, user: 'Ada Brandt' } }));
    expect((get('search-input') as HTMLInputElement).value).toBe('policy');
    await desk.show(main({ account: { ...account, session: 2 } }));
    expect([(get('search-input') as HTMLInputElement).value, find('section-search')]).toEqual(['', null]);
  });

  test('lets no time pass for a search hit that nobody follows', async () => {
    const hit = foundRow(NOW, { id: 7 });
    await open(main({ search: { text: 'policy', phase: 'found', total: 1, rows: [hit] } }));
    expect([words('section-search-refresh'), find('refresh-7')]).toEqual(['as found', null]);
    expect(words('search-result-7')).not.toContain('2:14');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('has the focus on what comes after the button that pinned or unpinned a typed number', async () => {
    const row = runningRow(NOW, { id: 77, pinned: true });
    const search = { text: '77', phase: 'found', total: 0, rows: [] } as const;
    const desk = await open(main({ search: { ...search, rows: [] } }));
    get('pin-77').focus();
    await desk.show(main({ search: { ...search, rows: [] }, pinned: [row] }));
    await tick();
    expect(document.activeElement).toBe(get('search-unpin'));
    await desk.show(main({ search: { ...search, rows: [] } }));
    await tick();
    expect(document.activeElement).toBe(get('pin-77'));
  });

  test.each(['asking', 'failed', 'found'] as const)('offers to pin a typed number while the search is %s', async (phase) => {
    const desk = await open(main({ search: { text: '77', phase, total: 0, rows: [] } }));
    expect(words('pin-77')).toBe('Pin Operation #77');
    await fireEvent.click(get('pin-77'));
    expect(desk.asked()).toEqual([['pin', { operation: 77 }]]);
  });

  test('shows the row of a typed number that a list has, and whether it is pinned', async () => {
    const search = { text: '#7', phase: 'found', total: 0, rows: [] } as const;
    const desk = await open(main({ pinned: [pinned(7)], search: { ...search, rows: [] } }));
    expect(words('search-pinned')).toBe('Operation #7 is pinned Unpin');
    expect([words('search-known-7').includes('Policy sync'), find('search-none'), find('pin-7')]).toEqual([true, null, null]);
    await fireEvent.click(get('search-unpin'));
    expect(desk.asked()).toEqual([['unpin', { operation: 7 }]]);
    await desk.show(main({ active: list([runningRow(NOW, { id: 7 })]), search: { ...search, rows: [] } }));
    expect([find('search-pinned'), find('search-none'), words('search-known-7').includes('Policy sync')]).toEqual([null, null, true]);
  });

  test('shows what is here already at once, above what the server finds, and nothing twice', async () => {
    const rows = { pinned: [pinned(7)], active: list([runningRow(NOW, { id: 8 }), runningRow(NOW, { id: 9, environment: 'Fabrikam' })]) };
    const desk = await open(main(rows));
    await fireEvent.input(get('search-input'), { target: { value: 'contoso' } });
    const shown = () => [...get('section-search').querySelectorAll('[data-row]')].map((row) => row.getAttribute('data-testid'));
    expect(shown()).toEqual(['search-known-7', 'search-known-8']);
    expect(words('section-search')).toContain('Searching…');
    const found = [foundRow(NOW, { id: 8 }), foundRow(NOW, { id: 5 })];
    await desk.show(main({ ...rows, search: { text: 'contoso', phase: 'found', total: 2, rows: found } }));
    expect(shown()).toEqual(['search-known-7', 'search-known-8', 'search-result-5']);
    expect([words('section-search-refresh'), words('refresh-7')]).toEqual(['as found', 'every 10 s']);
    await desk.show(main({ ...rows, search: { text: 'contoso', phase: 'found', total: 1, rows: found.slice(0, 1) } }));
    expect([shown(), words('search-none-else')]).toEqual([['search-known-7', 'search-known-8'], 'The server knows no others.']);
  });

  test('still finds what is here while the server cannot be reached', async () => {
    await open(main({ pinned: [pinned(7)], search: { text: 'policy', phase: 'failed', total: 0, rows: [] } }));
    expect(words('search-known-7')).toContain('Policy sync');
    expect(words('section-search')).toContain('The search did not reach the server.');
  });

  test('says how many of the many here it shows', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => pinned(100 + index));
    await open(main({ pinned: rows, search: { text: 'policy', phase: 'asking', total: 0, rows: [] } }));
    expect(words('search-here-more')).toBe('First 20 of 30. Narrow the search.');
  });

  test('keeps the focus on a result that is pinned and so moves to what is here', async () => {
    const search = { text: 'policy', phase: 'found', total: 1, rows: [foundRow(NOW, { id: 5 })] } as const;
    const desk = await open(main({ search: { ...search, rows: [...search.rows] } }));
    get('open-5').focus();
    await desk.show(main({ pinned: [pinned(5)], search: { ...search, rows: [...search.rows] } }));
    await tick();
    expect([document.activeElement, find('search-known-5')?.contains(document.activeElement)]).toEqual([get('open-5'), true]);
  });

  test('says how many more a search would have found', async () => {
    const search = { text: 'policy', phase: 'found', total: 57, rows: [foundRow(NOW)] } as const;
    const desk = await open(main({ search: { ...search, rows: [foundRow(NOW)] } }));
    expect(words('search-more')).toBe('First 1 of 57. Narrow the search.');
    await desk.show(main({ search: { ...search, total: 1, rows: [foundRow(NOW)] } }));
    expect(find('search-more')).toBeNull();
  });

  test('says that a search may have found more than the server counts', async () => {
    await open(main({ search: { text: 'policy', phase: 'found', total: MOST_COUNTED, rows: [foundRow(NOW)] } }));
    expect(words('section-search-count')).toBe('200+');
    expect(words('search-more')).toBe('First 1 of 200+. Narrow the search.');
  });

  test('lists what a search found, and offers to pin a number it did not find', async () => {
    const found = main({ search: { text: '421', phase: 'found', total: 1, rows: [runningRow(NOW)] } });
    const desk = await open(found);
    expect(words('search-result-421')).toContain('Policy sync');
    await fireEvent.click(get('pin-421'));
    await desk.show(main({ search: { text: '421', phase: 'found', total: 0, rows: [] } }));
    expect(words('search-none')).toContain('No operation you may see has this number');
    await fireEvent.click(get('pin-421'));
    expect(desk.asked()).toEqual([
      ['pin', { operation: 421 }],
      ['pin', { operation: 421 }],
    ]);
  });
});
