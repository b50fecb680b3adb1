// The overview: its lists and its header. Search, review packs and settings have files of their own.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { RefreshSlice } from '../../src/ipc/bindings/RefreshSlice';
import { empty } from '../../src/ipc/fake/overview';
import { endedRow, list, runningRow, SECOND } from '../../src/ipc/fake/rows';
import { MOST_COUNTED } from '../../src/lib/counts';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW, pinned } from './slices';

atNow();

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
    await desk.show(main({ attention: list([], { as_of_ms: NOW }) }));
    expect(words('section-attention')).toContain('Nothing needs attention, as of 10:42');
    expect(words('section-pinned')).toContain('Nothing pinned');
    expect(words('section-active')).toContain('No active operations');
    expect(words('section-packs')).toContain('No environments');
  });

  const LISTS = ['active', 'attention'] as const;
  test.each(LISTS)('says how many more the %s list has, and where the server stopped counting', async (name) => {
    const rows = [runningRow(NOW)];
    const desk = await open(main({ [name]: list(rows, { total: MOST_COUNTED - 1 }) }));
    expect(words(`section-${name}`)).toContain('1 of 199 shown.');
    expect(words(`section-${name}-count`)).toBe('199');
    await desk.show(main({ [name]: list(rows, { total: MOST_COUNTED }) }));
    expect(words(`section-${name}`)).toContain('1 of 200+ shown.');
    expect(words(`section-${name}-count`)).toBe('200+');
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
    const desk = await open(main({ health: { state: 'blind', fault: 'unreached', as_of_ms: NOW } }));
    expect(words('summary')).toContain('server unreachable');
    expect(words('health-line')).toContain('as of 10:42');
    expect(words('health-line')).toContain('Check the network');
    await fireEvent.click(get('try-again'));
    await desk.show(main({ health: { state: 'blind', fault: 'signed_out', as_of_ms: null } }));
    await fireEvent.click(get('sign-in-again'));
    expect(desk.asked().map(([name]) => name)).toEqual(['refresh', 'sign_out']);
  });

  test('blames no server where this computer has no network, and says what helps', async () => {
    await open(main({ health: { state: 'blind', fault: 'offline', as_of_ms: NOW } }));
    expect(words('summary')).toBe('Not connected: no network');
    expect(words('health-line')).toContain('as of 10:42');
    expect(words('health-line')).toContain('This computer has no network. Connect it');
    expect(words('health-line')).not.toContain('server');
  });

  test('says that this computer’s clock is off, by how much and what to do, also while it is blind', async () => {
    const desk = await open(main({ clock_off: { ahead: false, minutes: 7 } }));
    expect(words('clock-off')).toContain('This computer’s clock is 7 minutes behind the server’s.');
    expect(words('clock-off')).toContain('Set this computer’s clock.');
    await desk.show(main({ clock_off: { ahead: true, minutes: 180 }, health: { state: 'blind', fault: 'unreached', as_of_ms: NOW } }));
    expect(words('clock-off')).toContain('3 hours ahead');
    expect(find('health-line')).not.toBeNull();
    await desk.show(main({}));
    expect(find('clock-off')).toBeNull();
  });

  test('gives each warning a next step', async () => {
    await open(main({ warnings: ['ledger_unavailable', 'link_elsewhere', 'tray_unavailable'] }));
    expect(words('warning-ledger-unavailable')).toContain('Check free space');
    expect(words('warning-link-elsewhere')).toContain('sign in there');
    expect(words('warning-tray-unavailable')).toContain('AppIndicator');
  });

  test('says what became of the settings, and what of it is kept', async () => {
    await open(main({ warnings: ['settings_out_of_reach', 'settings_replaced', 'settings_unsaved'] }));
    expect(words('warning-settings-out-of-reach')).toContain('keeps no change');
    expect(words('warning-settings-replaced')).toContain('settings.unreadable');
    expect(words('warning-settings-unsaved')).toContain('holds until the monitor ends');
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

  test('says in one line what the tray says', async () => {
    const desk = await open(main({ summary: { worst: 'attention', watched: 2, attention: 1 } }));
    expect(words('summary')).toBe('1 pinned needs attention · 2 watched');
    await desk.show(main({ health: { state: 'blind', fault: 'unreached', as_of_ms: NOW } }));
    expect(words('summary')).toBe('Not connected: server unreachable');
  });

  test('offers TenantAtlas’ page only where there is one', async () => {
    await open(main({ pinned: [pinned(1), { ...pinned(2), can_open: false }] }));
    expect([find('open-web-1') !== null, find('open-web-2')]).toEqual([true, null]);
  });

  test('says “Open Operation” with its number where a click opens its window', async () => {
    await open(main({ pinned: [pinned(1234)] }));
    expect(get('open-1234').title).toBe('Open Operation #1234, Policy sync');
    expect(get('open-1234').getAttribute('aria-label')).toBe('Open Operation #1234, Policy sync');
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
    const refresh: RefreshSlice = { how: 'as_of', at_ms: NOW, fault: 'unreached' };
    await open(main({ pinned: [{ ...pinned(1), refresh }], active: list([runningRow(NOW, { id: 2 })]) }));
    expect([words('refresh-1'), find('refresh-2'), words('section-active-refresh')]).toEqual([
      'as of 10:42',
      null,
      'every 10 s',
    ]);
  });

  test('says while notifications are paused, and resumes them', async () => {
    const settings = { ...empty().settings, paused_until_ms: NOW + 3600 * SECOND };
    const desk = await open(main({ settings }));
    expect(words('paused')).toBe('Notifications paused until 11:42');
    await fireEvent.click(get('resume'));
    expect(desk.asked()).toEqual([['pause_notifications', { pause: 'off' }]]);
    await desk.show(main({ settings: { ...settings, paused_until_ms: NOW } }));
    expect(find('paused')).toBeNull();
  });
});
