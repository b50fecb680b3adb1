// The overview's lists: what ended by day, the filters over all of them, the user's own order, and very long ones.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { PinSlice } from '../../src/ipc/bindings/PinSlice';
import type { RowSlice } from '../../src/ipc/bindings/RowSlice';
import { empty } from '../../src/ipc/fake/overview';
import { earlier, endedRow, list, pack, queuedRow, runningRow } from '../../src/ipc/fake/rows';
import { NO_FILTERS } from '../../src/lib/filters';
import { type Desk, find, get, open, words } from '../desk';
import { atNow, main, NOW, pinned } from './slices';

atNow();

const person = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });

/** As one chooses in any such list: its first letters, and what they lead to. */
async function choose(dimension: string, label: string): Promise<void> {
  get(`filter-${dimension}`).focus();
  await person().keyboard('{Enter}');
  await vi.waitFor(() => expect(find(`filter-${dimension}-${label}`)).not.toBeNull());
  await person().keyboard(label.slice(0, 3));
  await vi.waitFor(() => expect(get(`filter-${dimension}-${label}`).hasAttribute('data-highlighted')).toBe(true));
  await person().keyboard('{Enter}');
  await vi.waitFor(() => expect(find(`filter-${dimension}-${label}`)).toBeNull());
}

describe('what ended lately', () => {
  test('stands under its day', async () => {
    await open(main({ recent: list([endedRow(NOW), ...earlier(NOW)], { refresh: { how: 'every', seconds: 60 } }) }));
    const days = [...document.querySelectorAll('[data-testid="day"]')].map((day) => day.textContent);
    expect(days).toEqual(['Today', 'Yesterday', '21 Nov', '20 Nov', '14 Nov']);
    expect(words('section-recent-refresh')).toBe('every 60 s');
  });

  test('stands above the days where it is new since the last look, and is counted', async () => {
    const looked = { until_ms: NOW - 3_600_000, at_ms: NOW - 3_000_000 };
    const recent = list([endedRow(NOW), endedRow(NOW, { id: 397 }), ...earlier(NOW)]);
    const desk = await open(main({ recent, looked }));
    expect([words('new-since'), words('section-recent-new')]).toEqual(['New since you last looked (09:52)', '2 new']);
    const headings = [...get('section-recent').querySelectorAll('h3, [data-row]')].slice(0, 4);
    expect(headings.map((one) => one.getAttribute('data-testid'))).toEqual(['new-since', 'row-398', 'row-397', 'day']);
    await desk.show(main({ recent, looked: { until_ms: NOW, at_ms: NOW } }));
    expect([find('new-since'), find('section-recent-new')]).toEqual([null, null]);
  });

  test('has its headings in a long list too', async () => {
    const many = Array.from({ length: 30 }, (_, index) => endedRow(NOW, { id: 1000 + index }));
    await open(main({ recent: list([...many, ...earlier(NOW)]), looked: { until_ms: NOW - 3_600_000, at_ms: NOW } }));
    expect(get('row-1000').closest('li')?.querySelector('h3')?.textContent).toContain('New since you last looked');
    expect(words('section-recent-new')).toBe('30 new');
  });

  test('says that there is nothing, and does not while it is unknown', async () => {
    const desk = await open(main({ recent: list([], { known: false }) }));
    expect(words('section-recent')).not.toContain('Nothing ended');
    await desk.show(main({}));
    expect(words('section-recent')).toContain('Nothing ended lately');
  });
});

describe('the filters', () => {
  const all = {
    pinned: [pinned(1)],
    attention: list([endedRow(NOW, { id: 2, outcome: 'failed', attention: true, environment: 'Fabrikam' })]),
    active: list([runningRow(NOW, { id: 3, environment: 'Fabrikam' }), queuedRow(NOW, { id: 4 })], { total: 90 }),
    recent: list([endedRow(NOW, { id: 5 })]),
    packs: [pack(1, { status: 'none' }), pack(2, { status: 'none' }, { environment: 'Fabrikam' })],
  };
  const slice = main(all);
  const shown = () => [...document.querySelectorAll('[data-row]')].map((row) => Number(row.getAttribute('data-row')));

  test('hold over every list and the packs at once, are told to the monitor, and are cleared', async () => {
    const desk = await open(slice);
    await choose('environment', 'Fabrikam');
    expect([shown(), words('filter-count')]).toEqual([[2, 3], '2 of 5 shown']);
    const counts = ['pinned', 'attention', 'active', 'recent', 'packs'].map((list) => words(`section-${list}-count`));
    expect([find('pack-1'), ...counts]).toEqual([null, '0 of 1', '1 of 1', '1 of 2', '0 of 1', '1 of 2']);
    await fireEvent.click(get('filter-clear'));
    expect([shown(), find('filter-clear'), words('section-packs-count')]).toEqual([[1, 2, 3, 4, 5], null, '2']);
    expect(document.activeElement).toBe(get('filter-workspace'));
    expect(desk.asked()).toEqual([
      ['filter_lists', { filter: { ...NO_FILTERS, environment: 'Fabrikam' }, turn: 1 }],
      ['filter_lists', { filter: NO_FILTERS, turn: 2 }],
    ]);
  });

  test('say of an empty list that it is they, and what to do', async () => {
    await open(slice);
    await choose('state', 'Failed');
    expect(shown()).toEqual([2]);
    expect(words('section-recent')).toContain('The filters hide the one operation here Clear the filters, or search');
    expect(words('section-active')).toContain('The filters hide all 2 operations here');
    expect(words('section-active')).toContain('Only the first 2 of 90 were filtered.');
  });

  test('are reached by a key, and keep their own arrow keys', async () => {
    await open(slice);
    await person().keyboard('f');
    expect(document.activeElement).toBe(get('filter-workspace'));
    await person().keyboard('{ArrowDown}');
    await vi.waitFor(() => expect(find('filter-workspace-All')).not.toBeNull());
    expect(document.activeElement?.closest('[data-row]')).toBeNull();
  });

  test('hold over no review pack while a search hides them', async () => {
    await open(slice);
    await choose('environment', 'Fabrikam');
    await fireEvent.input(get('search-input'), { target: { value: 'policy' } });
    expect([find('filters'), find('pack-1') !== null, words('section-packs-count')]).toEqual([null, true, '2']);
    await fireEvent.input(get('search-input'), { target: { value: '' } });
    expect([find('filters') !== null, find('pack-1'), words('section-packs-count')]).toEqual([true, null, '1 of 2']);
  });

  test('outlive the news of who is signed in, and not their session on the same server', async () => {
    const account = { ...empty().account, user: null, demo: false };
    const desk = await open(main({ ...all, account }));
    await choose('environment', 'Fabrikam');
    await desk.show(main({ ...all, account: { ...account, user: 'Ada Brandt' } }));
    expect([shown(), words('section-packs-count')]).toEqual([[2, 3], '1 of 2']);
    const scroller = () => document.querySelector('[data-scroller]');
    const before = scroller();
    await desk.show(main({ ...all, account: { ...account, session: 2, user: 'Jonas Weil' } }));
    expect([shown(), find('filter-clear'), words('section-packs-count')]).toEqual([[1, 2, 3, 4, 5], null, '2']);
    expect(scroller()).not.toBe(before);
  });

  test('let go of an environment that the user lost, with its name', async () => {
    const desk = await open(slice);
    await choose('environment', 'Fabrikam');
    expect(words('filter-environment')).toContain('Fabrikam');
    const lost = { attention: list([]), active: list([queuedRow(NOW, { id: 4 })]), packs: all.packs.slice(0, 1) };
    await desk.show(main({ ...all, ...lost }));
    expect([words('filter-environment'), find('filter-clear'), shown()]).toEqual(['Environment All', null, [1, 4, 5]]);
    expect(document.body.textContent).not.toContain('Fabrikam');
    await desk.show(slice);
    expect([words('filter-environment'), shown()]).toEqual(['Environment All', [1, 2, 3, 4, 5]]);
  });

  test('are not there where there is nothing to filter', async () => {
    await open(main({}));
    expect(find('filters')).toBeNull();
  });
});

describe('the order of what is pinned', () => {
  const three = [pinned(1), pinned(2), pinned(3)];
  const operation = (id: number): PinSlice => ({ kind: 'operation', id });
  const order = async (desk: Desk, rows: RowSlice[]) => {
    await desk.show(main({ pinned: rows }));
    await tick();
  };

  test('is changed by keyboard, said once, and the row keeps the focus', async () => {
    const desk = await open(main({ pinned: three }));
    get('open-1').focus();
    await person().keyboard('{Alt>}{ArrowUp}{ArrowDown}{/Alt}');
    expect(desk.asked()).toEqual([['move_pin', { pin: operation(1), before: operation(3) }]]);
    expect(words('moved')).toBe('');
    await order(desk, [pinned(2), pinned(1), pinned(3)]);
    expect([words('moved'), document.activeElement]).toEqual(['Operation #1 is now 2 of 3', get('open-1')]);
    await order(desk, [pinned(3), pinned(1), pinned(2)]);
    expect(words('moved')).toBe('Operation #1 is now 2 of 3');
  });

  test('is left alone by the same keys in another list', async () => {
    const desk = await open(main({ pinned: three, active: list([runningRow(NOW, { id: 9 })]) }));
    get('open-9').focus();
    await person().keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(desk.asked()).toEqual([]);
  });

  test('is changed by a row’s menu', async () => {
    const desk = await open(main({ pinned: three }));
    get('move-2').focus();
    await person().keyboard('{Enter}');
    await vi.waitFor(() => expect(find('move-last')).not.toBeNull());
    await fireEvent.click(get('move-last'));
    await vi.waitFor(() => expect(desk.asked()).toEqual([['move_pin', { pin: operation(2), before: null }]]));
  });

  /** Rows of fifty pixels, and the grip of the first. */
  function grip(): HTMLElement {
    for (const [index, row] of [...document.querySelectorAll<HTMLElement>('[data-row]')].entries()) {
      vi.spyOn(row, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, index * 50, 100, 50));
      row.scrollIntoView = () => undefined;
    }
    const first = get('move-1');
    first.setPointerCapture = () => undefined;
    return first;
  }

  async function drag(element: HTMLElement, clientY: number): Promise<void> {
    await fireEvent.pointerDown(element, { clientY: 20, button: 0, pointerId: 1 });
    await fireEvent.pointerMove(element, { clientY });
  }

  test('is changed by dragging a row, and not by a slip, which opens its menu', async () => {
    const desk = await open(main({ pinned: three }));
    const first = grip();
    await drag(first, 90);
    expect(find('drop')).not.toBeNull();
    await fireEvent.pointerUp(first, { clientY: 90 });
    expect([find('drop'), find('move-last')]).toEqual([null, null]);
    await drag(first, 22);
    expect(find('drop')).toBeNull();
    await fireEvent.pointerUp(first, { clientY: 22 });
    await vi.waitFor(() => expect(find('move-last')).not.toBeNull());
    expect(desk.asked()).toEqual([['move_pin', { pin: operation(1), before: operation(3) }]]);
  });

  test.each([
    ['Escape', () => fireEvent.keyDown(window, { key: 'Escape' })],
    ['the loss of the pointer', (first: HTMLElement) => fireEvent.lostPointerCapture(first)],
    ['the system’s taking the pointer', (first: HTMLElement) => fireEvent.pointerCancel(first)],
  ])('is left as it was by %s in the middle of dragging, and no menu opens', async (_, lose) => {
    const desk = await open(main({ pinned: three }));
    const first = grip();
    await drag(first, 140);
    await lose(first);
    expect(find('drop')).toBeNull();
    await fireEvent.pointerMove(first, { clientY: 140 });
    await fireEvent.pointerUp(first, { clientY: 140 });
    await tick();
    expect([desk.asked(), find('drop'), find('move-last')]).toEqual([[], null, null]);
  });

  test('gives the focus to the row after an unpinned one, to the one before the last, and to the heading of none', async () => {
    const desk = await open(main({ pinned: three }));
    get('unpin-2').focus();
    await order(desk, [pinned(1), pinned(3)]);
    expect(document.activeElement).toBe(get('open-3'));
    await order(desk, [pinned(1)]);
    expect(document.activeElement).toBe(get('open-1'));
    await order(desk, []);
    expect(document.activeElement).toBe(get('section-pinned').querySelector('h2'));
  });
});

describe('a very long list', () => {
  test('has both ends and what has the focus in the document, and not the rest', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => pinned(index + 1));
    await open(main({ pinned: rows, active: list([runningRow(NOW, { id: 5000 })]) }));
    await vi.waitFor(() => expect(find('row-1')).not.toBeNull());
    expect([find('row-1000') !== null, find('row-500')]).toEqual([true, null]);
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(100);
    expect(get('row-1000').parentElement?.getAttribute('aria-posinset')).toBe('1000');
    await person().keyboard('{End}{Home}');
    expect(document.activeElement).toBe(get('open-1'));
    expect(words('section-pinned-count')).toBe('1,000');
  });
});
