// Every window against a recorded desktop app: what it shows for a slice, and what it asks for when used.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endedRow, forbiddenRow, foundRow, goneRow, list, pack, pendingRow, queuedRow, runningRow, SECOND } from '../src/ipc/fake/rows';
import { DETAIL, empty, SCENARIOS } from '../src/ipc/fake/scenarios';
import type { MainSlice } from '../src/ipc/bindings/MainSlice';
import type { RefreshSlice } from '../src/ipc/bindings/RefreshSlice';
import type { RowSlice } from '../src/ipc/bindings/RowSlice';
import type { RunSlice } from '../src/ipc/bindings/RunSlice';
import type { SignInPhase } from '../src/ipc/bindings/SignInPhase';
import type { Slice } from '../src/ipc/bindings/Slice';
import { Desk, find, get, open, show, words } from './desk';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('every window', () => {
  test.each(Object.keys(SCENARIOS))('paints “%s” in known words only', async (name) => {
    await open(SCENARIOS[name]?.(NOW) ?? null);
    expect(document.body.textContent).not.toMatch(/\b[a-z]+(-[a-z]+){2,}\b/);
    expect(document.querySelectorAll('[data-testid^="window-"]')).toHaveLength(1);
  });

  test('subscribes once, and again on a revision only while nothing ever arrived', async () => {
    const desk = await open(null);
    expect(desk.subscriptions).toBe(1);
    desk.revision();
    await tick();
    expect(desk.subscriptions).toBe(2);
    await desk.show(main({}));
    desk.revision();
    await tick();
    expect(desk.subscriptions).toBe(2);
  });

  test('comes up where the event may not be listened to', async () => {
    const desk = new Desk(main({}));
    desk.onRevision = async () => Promise.reject(new Error('not allowed'));
    await show(desk);
    expect(find('window-main')).not.toBeNull();
  });

  test('shows why a command was refused, until the next one', async () => {
    const desk = await open(main({}));
    desk.refuseWith = { code: 'throttled' };
    await fireEvent.click(get('refresh'));
    await tick();
    expect(words('command-failed')).toContain('The server asks to wait');
    desk.refuseWith = new Error('a code nobody knows');
    await fireEvent.click(get('refresh'));
    await tick();
    expect(words('command-failed')).toContain('That did not work');
    desk.refuseWith = null;
    await fireEvent.click(get('refresh'));
    expect(find('command-failed')).toBeNull();
  });
});

describe('the display tick', () => {
  test('moves the elapsed time on without a request', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    expect(words('run-elapsed')).toBe('2:14');
    vi.advanceTimersByTime(3 * SECOND);
    await tick();
    expect(words('run-elapsed')).toBe('2:17');
    expect(desk.asked()).toEqual([]);
  });

  test('counts on the server’s clock', async () => {
    await open(run({ row: runningRow(NOW), clock_offset_ms: 60 * SECOND }));
    expect(words('run-elapsed')).toBe('3:14');
  });

  test('is off while nothing shown is active', async () => {
    const desk = await open(main({ pinned: [endedRow(NOW), goneRow(NOW), pendingRow(NOW)] }));
    expect(vi.getTimerCount()).toBe(0);
    await desk.show(main({ active: list([queuedRow(NOW)]) }));
    expect(vi.getTimerCount()).toBe(1);
    await desk.show(main({ active: list([endedRow(NOW)]) }));
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is off while the page is hidden', async () => {
    await open(run({ row: runningRow(NOW) }));
    expect(vi.getTimerCount()).toBe(1);
    await setHidden(true);
    expect(vi.getTimerCount()).toBe(0);
    await setHidden(false);
    expect(vi.getTimerCount()).toBe(1);
  });
});

describe('the page', () => {
  test('reports once after loading, then each change of hidden and modal', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    await setHidden(true);
    await setHidden(false);
    await fireEvent.click(get('run-unpin'));
    await vi.waitFor(() => expect(find('run-unpin-cancel')).not.toBeNull());
    await vi.waitFor(() => expect(desk.reports()).toHaveLength(4));
    await fireEvent.click(get('run-unpin-cancel'));
    await vi.waitFor(() => expect(desk.reports()).toHaveLength(5));
    expect(desk.reports()).toEqual([
      { modalOpen: false, hidden: false },
      { modalOpen: false, hidden: true },
      { modalOpen: false, hidden: false },
      { modalOpen: true, hidden: false },
      { modalOpen: false, hidden: false },
    ]);
  });
});

describe('an operation’s window', () => {
  test('keeps both axes apart, and tells an outcome only once it ended', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    expect([words('run-status'), find('run-outcome')]).toEqual(['Running', null]);
    await desk.show(run({ row: endedRow(NOW, { outcome: 'partially_succeeded' }) }));
    expect([words('run-status'), words('run-outcome')]).toEqual(['Completed', 'Partially succeeded']);
  });

  test('draws a bar from processed and total alone', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    const bar = document.querySelector('[role="progressbar"]');
    expect([bar?.getAttribute('aria-valuenow'), bar?.getAttribute('aria-valuemax')]).toEqual(['412', '900']);
    expect(words('run-progress')).toBe('412 of 900');
    for (const progress of [{ mode: 'activity' }, { mode: 'none' }, { mode: 'phased', label: 'Persisting' }] as const) {
      await desk.show(run({ row: runningRow(NOW, { progress }) }));
      expect(document.querySelector('[role="progressbar"]')).toBeNull();
    }
    expect(words('run-progress')).toBe('Persisting');
  });

  const LINES: [RefreshSlice, string][] = [
    [{ how: 'as_of', at_ms: NOW, fault: 'offline' }, 'as of 10:42, server unreachable'],
    [{ how: 'every', seconds: 5 }, 'every 5 s'],
    [{ how: 'paused_modal' }, 'paused: dialog open'],
    [{ how: 'settled' }, 'settled'],
  ];
  test.each(LINES)('says how it refreshes: %o', async (refresh, line) => {
    await open(run({ row: runningRow(NOW, { refresh }) }));
    expect(words('run-refresh')).toBe(line);
  });

  test('asks for its own operation only, naming none', async () => {
    const desk = await open(run({ row: endedRow(NOW) }));
    await fireEvent.click(get('run-open'));
    await fireEvent.click(get('run-ask'));
    await fireEvent.click(get('run-stay-on-top'));
    expect(desk.asked()).toEqual([
      ['open_operation_in_tenantatlas', undefined],
      ['refresh_operation', undefined],
      ['set_stay_on_top', { on: true }],
    ]);
  });

  test('asks before it unpins', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    await fireEvent.click(get('run-unpin'));
    await vi.waitFor(() => expect(find('run-unpin-confirm')).not.toBeNull());
    expect(desk.asked()).toEqual([]);
    expect(document.querySelector('[role="dialog"]')?.getAttribute('aria-modal')).toBe('true');
    await fireEvent.click(get('run-unpin-confirm'));
    expect(desk.asked()).toEqual([['unpin_operation', undefined]]);
    await vi.waitFor(() => expect(find('run-unpin-confirm')).toBeNull());
  });

  test('names what it unpins, and promises no more than that of what has ended', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    await fireEvent.click(get('run-unpin'));
    const dialog = () => document.querySelector('[role="dialog"]')?.textContent ?? '';
    await vi.waitFor(() => expect(dialog()).toContain('Unpin Operation #421?'));
    expect(dialog()).toContain('no longer told when it ends');
    await desk.show(run({ row: goneRow(NOW), detail: null }));
    expect(dialog()).toContain('Unpin Operation #311?');
    expect(dialog()).toContain('Its window closes. Nothing changes in TenantAtlas.');
    expect(dialog()).not.toContain('told');
  });

  test('says while it is blind what it cannot know, and asks again on request', async () => {
    const blind: Partial<RunSlice> = { health: { state: 'blind', fault: 'offline', as_of_ms: NOW } };
    const refresh: RefreshSlice = { how: 'as_of', at_ms: NOW, fault: 'offline' };
    const desk = await open(run({ row: runningRow(NOW, { refresh }), ...blind }));
    expect([words('run-strip-ended'), words('health-line').includes('as of 10:42')]).toEqual(['not known', true]);
    await fireEvent.click(get('try-again'));
    expect(desk.asked()).toEqual([['refresh_operation', undefined]]);
    await desk.show(run({ row: endedRow(NOW), ...blind }));
    expect(find('health-line')).toBeNull();
  });

  test('measures nothing from times that were not recorded', async () => {
    const times = { created_ms: NOW - 60 * SECOND, started_ms: null, ended_ms: null };
    const desk = await open(run({ row: endedRow(NOW, { times }) }));
    expect([find('run-elapsed'), words('run-strip-started'), words('run-strip-ended')]).toEqual([
      null,
      'not recorded',
      'not recorded',
    ]);
    await desk.show(main({ pinned: [endedRow(NOW, { id: 7, pinned: true, times })] }));
    expect(words('row-7')).toContain('queued 10:41');
  });

  test('asks for the technical details when they are first unfolded', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    const details = get('run-details') as HTMLDetailsElement;
    details.open = true;
    await tick();
    expect(desk.asked()).toEqual([['load_details', undefined]]);
    await desk.show(run({ row: runningRow(NOW), detail: { ...DETAIL, context: { state: 'text', json: '{\n  "a": 1\n}' } } }));
    expect(get('run-context').textContent).toBe('{\n  "a": 1\n}');
    details.open = false;
    details.open = true;
    await tick();
    expect(desk.asked()).toHaveLength(1);
  });

  test('says that there are no technical details, or that they could not be had', async () => {
    const withContext = (state: 'failed' | 'none' | 'not_asked') =>
      run({ row: endedRow(NOW), detail: { ...DETAIL, context: { state } } });
    const desk = await open(withContext('none'));
    (get('run-details') as HTMLDetailsElement).open = true;
    await tick();
    expect([words('details-none'), find('details-loading')]).toEqual([
      'No technical details None were recorded, or they are too large to send.',
      null,
    ]);
    await desk.show(withContext('failed'));
    expect(words('details-failed')).toContain('The technical details could not be loaded.');
    expect(desk.asked()).toEqual([]);
    await fireEvent.click(get('details-retry'));
    expect(desk.asked()).toEqual([['load_details', undefined]]);
  });

  test('asks again where the details it showed are to be asked for anew', async () => {
    const detail = { ...DETAIL, context: { state: 'text', json: '{}' } } as const;
    const desk = await open(run({ row: endedRow(NOW), detail }));
    (get('run-details') as HTMLDetailsElement).open = true;
    await tick();
    expect(desk.asked()).toEqual([]);
    await desk.show(run({ row: endedRow(NOW) }));
    expect(words('details-loading')).toBe('Loading…');
    expect(desk.asked()).toEqual([['load_details', undefined]]);
  });

  test('keeps only the number of an operation that is gone', async () => {
    await open(run({ row: goneRow(NOW), detail: null }));
    expect(words('run-title')).toBe('Operation #311');
    expect(words('run-gone')).toBe(
      'Not available There is no Operation #311 that you may see. It may be mistyped, deleted, or not yours to see.',
    );
    expect([find('run-status'), find('run-elapsed'), find('run-details'), find('run-open')]).toEqual([null, null, null, null]);
  });

  test('cannot open what TenantAtlas has no page for', async () => {
    await open(run({ row: runningRow(NOW, { can_open: false }) }));
    expect([find('run-open'), find('run-unpin') !== null, find('run-ask') !== null]).toEqual([null, true, true]);
  });

  test('says what is missing where the capability is, and offers no page', async () => {
    const desk = await open(run({ row: forbiddenRow(NOW), detail: null }));
    expect(words('run-title')).toBe('Operation #640');
    expect(words('run-forbidden')).toBe(
      'You may not see this operation Ask an administrator of TenantAtlas for the capability.',
    );
    expect([find('run-status'), find('run-details'), find('run-open')]).toEqual([null, null, null]);
    await desk.show(main({ pinned: [forbiddenRow(NOW)] }));
    expect(words('row-640')).toContain('You may not see this operation');
    expect(words('row-640')).toContain('Ask an administrator of TenantAtlas for the capability.');
  });
});

describe('the overview', () => {
  test('shows an operation in every list with both axes, its number and its place', async () => {
    await open(main({ pinned: [endedRow(NOW, { id: 1234, pinned: true, environment: null })] }));
    expect(words('row-1234')).toContain('Operation #1234 · Workspace-wide · Northwind IT');
    expect([words('outcome-1234'), words('status-1234')]).toEqual(['Succeeded', 'Completed']);
    expect(words('refresh-1234')).toBe('settled');
  });

  test('says what an empty list would hold, and does not while it is unknown', async () => {
    const desk = await open(main({ attention: list([], { known: false }) }));
    expect(words('section-attention')).not.toContain('Nothing needs attention');
    await desk.show(main({}));
    expect(words('section-attention')).toContain('Nothing needs attention');
    expect(words('section-pinned')).toContain('Nothing pinned');
    expect(words('section-active')).toContain('No active operations');
    expect(words('section-packs')).toContain('No environments');
  });

  test('gives a next step to everything that needs someone', async () => {
    const rows = (['blocked', 'failed', 'partially_succeeded', 'unknown'] as const).map((outcome, id) =>
      endedRow(NOW, { id, outcome, attention: true }),
    );
    await open(main({ attention: list([...rows, runningRow(NOW, { freshness: 'likely_stale', attention: true })]) }));
    const steps = [...get('section-attention').querySelectorAll('li')].map((row) => row.textContent ?? '');
    expect(steps.filter((text) => !/TenantAtlas|Look it up/.test(text))).toEqual([]);
  });

  test('says that it is blind, since when, and what to do', async () => {
    const desk = await open(main({ health: { state: 'blind', fault: 'offline', as_of_ms: NOW } }));
    expect(words('summary')).toContain('server unreachable');
    expect(words('health-line')).toContain('as of 10:42');
    expect(words('health-line')).toContain('Check the network');
    await fireEvent.click(get('try-again'));
    await desk.show(main({ health: { state: 'blind', fault: 'signed_out', as_of_ms: null } }));
    await fireEvent.click(get('sign-in-again'));
    expect(desk.asked().map(([name]) => name)).toEqual(['refresh', 'sign_out']);
  });

  test('gives each warning a next step', async () => {
    await open(main({ warnings: ['ledger_unavailable', 'tray_unavailable'] }));
    expect(words('warning-ledger-unavailable')).toContain('Check free space');
    expect(words('warning-tray-unavailable')).toContain('AppIndicator');
  });

  test('opens, pins and unpins by keyboard alone', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const desk = await open(main({ pinned: [pinned(1)], active: list([runningRow(NOW, { id: 2 })]) }));
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(get('open-1'));
    await user.keyboard('p{ArrowDown}');
    expect(document.activeElement).toBe(get('open-2'));
    await user.keyboard('P{ArrowDown}{Enter}{Home}');
    expect(document.activeElement).toBe(get('open-1'));
    await user.keyboard('/');
    expect(document.activeElement).toBe(get('search-input'));
    expect(desk.asked()).toEqual([
      ['unpin', { operation: 1 }],
      ['pin', { operation: 2 }],
      ['open_operation', { operation: 2 }],
    ]);
  });

  test('sends each change of the search at once, and again on Enter', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });
    const desk = await open(main({}));
    await user.type(get('search-input'), '#42');
    await user.keyboard('{Enter}{Escape}');
    expect(desk.asked().map(([, args]) => args)).toEqual(['#', '#4', '#42', '#42', ''].map((text) => ({ text })));
    expect(find('section-search')).toBeNull();
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

  test('lets no time pass for a search hit that nobody follows', async () => {
    const hit = foundRow(NOW, { id: 7 });
    await open(main({ search: { text: 'policy', phase: 'found', total: 1, rows: [hit] } }));
    expect([words('section-search-refresh'), find('refresh-7')]).toEqual(['as found', null]);
    expect(words('search-result-7')).not.toContain('2:14');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('says in one line what the tray says', async () => {
    const desk = await open(main({ summary: { worst: 'attention', watched: 2, attention: 1 } }));
    expect(words('summary')).toBe('1 pinned needs attention · 2 watched');
    await desk.show(main({ health: { state: 'blind', fault: 'offline', as_of_ms: NOW } }));
    expect(words('summary')).toBe('Not connected: server unreachable');
  });

  test('offers TenantAtlas’ page only where there is one', async () => {
    await open(main({ pinned: [pinned(1), { ...pinned(2), can_open: false }] }));
    expect([find('open-web-1') !== null, find('open-web-2')]).toEqual([true, null]);
  });

  test('says “Open operation” where a click opens its window', async () => {
    await open(main({ pinned: [pinned(1234)] }));
    expect(get('open-1234').title).toBe('Open operation #1234, Policy sync');
    expect(get('open-1234').getAttribute('aria-label')).toBe('Open operation #1234, Policy sync');
  });

  test('says that opening also pins where it does', async () => {
    await open(main({ active: list([runningRow(NOW, { id: 7 })]) }));
    expect([get('open-7').title, get('open-7').getAttribute('aria-label')]).toEqual([
      'Pin and open Operation #7, Policy sync',
      'Pin and open Operation #7, Policy sync',
    ]);
  });

  test('goes on to the next row when one is unpinned by keyboard, and back from the last', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await open(main({ pinned: [pinned(1), pinned(2)] }));
    get('open-1').focus();
    await user.keyboard('p');
    expect(document.activeElement).toBe(get('open-2'));
    await user.keyboard('p');
    expect(document.activeElement).toBe(get('open-1'));
  });

  test('says in one place how rows refresh', async () => {
    const refresh: RefreshSlice = { how: 'as_of', at_ms: NOW, fault: 'offline' };
    await open(main({ pinned: [{ ...pinned(1), refresh }], active: list([runningRow(NOW, { id: 2 })]) }));
    expect([words('refresh-1'), find('refresh-2'), words('section-active-refresh')]).toEqual([
      'as of 10:42',
      null,
      'every 10 s',
    ]);
  });

  test('says while notifications are paused, and resumes them', async () => {
    const settings = { while_hidden: 'watch_quietly', paused_until_ms: NOW + 3600 * SECOND } as const;
    const desk = await open(main({ settings }));
    expect(words('paused')).toBe('Notifications paused until 11:42');
    await fireEvent.click(get('resume'));
    expect(desk.asked()).toEqual([['pause_notifications', { pause: 'off' }]]);
    await desk.show(main({ settings: { ...settings, paused_until_ms: NOW } }));
    expect(find('paused')).toBeNull();
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

  test('says how many more a search would have found', async () => {
    const search = { text: 'policy', phase: 'found', total: 57, rows: [foundRow(NOW)] } as const;
    const desk = await open(main({ search: { ...search, rows: [foundRow(NOW)] } }));
    expect(words('search-more')).toBe('First 1 of 57. Narrow the search.');
    await desk.show(main({ search: { ...search, total: 1, rows: [foundRow(NOW)] } }));
    expect(find('search-more')).toBeNull();
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

  test('changes settings in a dialog', async () => {
    const desk = await open(main({ settings: { while_hidden: 'watch_quietly', paused_until_ms: null } }));
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('while-hidden-suspend')).not.toBeNull());
    expect((get('while-hidden-quiet') as HTMLInputElement).checked).toBe(true);
    await fireEvent.click(get('while-hidden-suspend'));
    await fireEvent.click(get('pause-one-hour'));
    await desk.show(main({ settings: { while_hidden: 'suspend_completely', paused_until_ms: NOW + 3600 * SECOND } }));
    expect(words('pause-state')).toBe('Paused until 11:42');
    await fireEvent.click(get('pause-off'));
    expect(words('quit')).toBe('Quit TenantAtlas Monitor');
    await fireEvent.click(get('quit'));
    await fireEvent.click(get('settings-close'));
    await vi.waitFor(() => expect(find('settings-close')).toBeNull());
    expect(desk.asked()).toEqual([
      ['set_while_hidden', { mode: 'suspend_completely' }],
      ['pause_notifications', { pause: 'one_hour' }],
      ['pause_notifications', { pause: 'off' }],
      ['quit', undefined],
    ]);
  });

  test('shows each state of a pack, and opens only what can be opened', async () => {
    const desk = await open(
      main({
        packs: [
          pack(1, { status: 'queued', since_ms: NOW, can_open: false }),
          pack(2, { status: 'generating', since_ms: NOW, can_open: true }),
          pack(3, { status: 'ready', generated_ms: NOW, expires_ms: null, size: 2048, sha256: 'ab', can_open: true }),
          pack(4, { status: 'failed', reason: 'No evidence.', can_open: false }),
          pack(5, { status: 'expired', expired_ms: null, can_open: false }),
          pack(6, { status: 'none' }),
          pack(7, { status: 'forbidden' }),
          pack(8, { status: 'unknown', raw: 'quarantined', can_open: false }),
          pack(9, { status: 'unseen' }),
          pack(10, { status: 'gone' }),
        ],
      }),
    );
    const states = [...document.querySelectorAll('[data-testid="pack-status"]')].map((badge) => badge.textContent?.trim());
    expect(states).toEqual([
      'Queued',
      'Generating',
      'Ready',
      'Failed',
      'Expired',
      'No review pack',
      'Not permitted',
      'Unknown state',
      'Not asked yet',
      'No longer available',
    ]);
    expect(words('pack-2')).toContain('every 10 s');
    expect(words('pack-3')).toContain('settled');
    expect([1, 2, 3, 4].map((id) => find(`pack-open-${id}`) !== null)).toEqual([false, true, true, false]);
    await fireEvent.click(get('pack-open-3'));
    await fireEvent.click(get('pack-ask-6'));
    expect(desk.asked()).toEqual([
      ['open_pack_in_tenantatlas', { environment: 3 }],
      ['refresh_pack', { environment: 6 }],
    ]);
  });

  test('keeps only the number of a review pack whose environment is gone, and lets go of it', async () => {
    const nameless = { environment: '', workspace: '', pinned: true };
    const desk = await open(main({ packs: [pack(3, { status: 'gone' }, nameless), pack(4, { status: 'unseen' }, nameless)] }));
    expect(get('pack-3').querySelector('h3')?.textContent).toBe('No longer available');
    expect(words('pack-3')).toContain('Environment #3');
    expect(get('pack-4').querySelector('h3')?.textContent).toBe('Environment #4');
    expect(get('unpin-pack-3').getAttribute('aria-label')).toBe('Unpin the review pack of Environment #3');
    await fireEvent.click(get('unpin-pack-3'));
    expect(desk.asked()).toEqual([['unpin_pack', { environment: 3 }]]);
    await desk.show(main({ packs: [pack(3, { status: 'gone' })] }));
    expect([find('unpin-pack-3'), find('pin-pack-3')]).toEqual([null, null]);
  });

  test('pins and unpins a review pack by keyboard, and the focus stays', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const state = { status: 'none' } as const;
    const desk = await open(main({ packs: [pack(3, state)] }));
    expect(get('pin-pack-3').getAttribute('aria-label')).toBe('Pin the review pack of Contoso Production');
    while (document.activeElement !== get('pin-pack-3')) await user.tab();
    await user.keyboard('{Enter}');
    await desk.show(main({ packs: [pack(3, state, { pinned: true })] }));
    expect(find('pin-pack-3')).toBeNull();
    expect(get('unpin-pack-3').getAttribute('aria-label')).toBe('Unpin the review pack of Contoso Production');
    expect(document.activeElement).toBe(get('unpin-pack-3'));
    await user.keyboard(' ');
    expect(desk.asked()).toEqual([
      ['pin_pack', { environment: 3 }],
      ['unpin_pack', { environment: 3 }],
    ]);
  });
});

describe('the sign-in window', () => {
  test('asks for the token again where the keyring could not be read', async () => {
    const desk = await open(signIn({ state: 'failed', problem: 'keyring_unreadable' }));
    expect(words('signin-problem')).toBe(
      'The kept token could not be read from the system keyring. Unlock the keyring and start the monitor again, or enter the token again.',
    );
    expect(find('signin-memory')).toBeNull();
    await fireEvent.input(get('signin-token'), { target: { value: 'not-a-real-token' } });
    await fireEvent.submit(get('signin-submit').closest('form') as HTMLFormElement);
    expect(desk.asked()).toEqual([['sign_in', { server: 'https://atlas.example.com', token: 'not-a-real-token' }]]);
  });

  test('sends address and token, and keeps the token until it is refused', async () => {
    const desk = await open(signIn({ state: 'idle' }, ''));
    await fireEvent.input(get('signin-server'), { target: { value: ' https://atlas.example.com ' } });
    await fireEvent.input(get('signin-token'), { target: { value: 'not-a-real-token' } });
    await fireEvent.submit(get('signin-submit').closest('form') as HTMLFormElement);
    await tick();
    expect(desk.asked()).toEqual([['sign_in', { server: 'https://atlas.example.com', token: 'not-a-real-token' }]]);
    expect(get('signin-token').getAttribute('type')).toBe('password');
    const token = get('signin-token') as HTMLInputElement;
    for (const problem of ['offline', 'address_invalid', 'throttled'] as const) {
      await desk.show(signIn({ state: 'checking' }));
      await desk.show(signIn({ state: 'failed', problem }));
      expect(token.value).toBe('not-a-real-token');
    }
    await desk.show(signIn({ state: 'failed', problem: 'token_refused' }));
    expect(token.value).toBe('');
  });

  test('leads to the field at fault, once', async () => {
    const desk = await open(signIn({ state: 'checking' }));
    const invalid = () => ['signin-server', 'signin-token'].map((field) => get(field).getAttribute('aria-invalid'));
    await desk.show(signIn({ state: 'failed', problem: 'not_a_gateway' }));
    expect([document.activeElement, invalid()]).toEqual([get('signin-server'), ['true', 'false']]);
    await desk.show(signIn({ state: 'checking' }));
    await desk.show(signIn({ state: 'failed', problem: 'token_refused' }));
    expect([document.activeElement, invalid()]).toEqual([get('signin-token'), ['false', 'true']]);
    get('signin-server').focus();
    await desk.show(signIn({ state: 'failed', problem: 'token_refused' }));
    expect(document.activeElement).toBe(get('signin-server'));
    await desk.show(signIn({ state: 'failed', problem: 'offline' }));
    expect(invalid()).toEqual(['false', 'false']);
  });

  test('cannot be sent twice while it is checked', async () => {
    await open(signIn({ state: 'checking' }));
    expect((get('signin-submit') as HTMLButtonElement).disabled).toBe(true);
    expect(words('signin-submit')).toBe('Checking…');
  });

  test('says why it failed and what to do', async () => {
    await open(signIn({ state: 'failed', problem: 'address_not_https' }));
    expect(words('signin-problem')).toBe(
      'The address must begin with https. Your token would travel readable otherwise. Ask for the gateway’s https address.',
    );
  });

  test('offers to go on in memory when the keyring fails, and the demo at any time', async () => {
    const desk = await open(signIn({ state: 'keyring_failed', problem: 'locked' }));
    expect(words('signin-problem')).toContain('The system keyring is locked.');
    await fireEvent.click(get('signin-memory'));
    await fireEvent.click(get('signin-demo'));
    expect(desk.asked()).toEqual([
      ['keep_token_in_memory', undefined],
      ['look_around', undefined],
    ]);
  });
});

function main(changes: Partial<MainSlice>): Slice {
  return { window: 'main', ...empty(), ...changes };
}

function run(changes: Partial<RunSlice> & { row: RowSlice }): Slice {
  return { window: 'run', clock_offset_ms: 0, health: { state: 'ok' }, detail: DETAIL, stay_on_top: false, ...changes };
}

function signIn(phase: SignInPhase, server = 'https://atlas.example.com'): Slice {
  return { window: 'sign_in', server, phase };
}

function pinned(id: number): RowSlice {
  return runningRow(NOW, { id, pinned: true });
}

async function setHidden(hidden: boolean): Promise<void> {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await tick();
}
