// The settings: a tab for each matter, each change asked for at once and shown as the app answers. Which
// ends are told is in muting.test.ts.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { SettingsSlice } from '../../src/ipc/bindings/SettingsSlice';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { LOOK } from '../../src/ipc/fake/look';
import { empty } from '../../src/ipc/fake/overview';
import { list, runningRow, SECOND } from '../../src/ipc/fake/rows';
import { type Desk, find, get, open, openSettings, openTab, words } from '../desk';
import { atNow, main, NOW, pinned, run } from './slices';

atNow();

const TABS = ['notifications', 'watching', 'look', 'start', 'network', 'diagnostics', 'account'];

function set(changes: Partial<SettingsSlice>): Slice {
  return main({ settings: { ...empty().settings, ...changes } });
}

const withoutLetters = (slice: Slice): Slice => ({ ...slice, look: { ...LOOK, single_keys: false } });
const isChecked = (testid: string) => (get(testid) as HTMLInputElement).checked;
const chosen = () => TABS.filter((tab) => find(`settings-tab-${tab}`)?.getAttribute('aria-selected') === 'true');

async function closeSettings(): Promise<void> {
  await fireEvent.click(get('settings-close'));
  await vi.waitFor(() => expect(find('settings-close')).toBeNull());
}

describe('the settings', () => {
  test('open once for each time that the tray asks for them', async () => {
    const desk = await open(set({ asked: 1 }));
    await vi.waitFor(() => expect(find('settings-close')).not.toBeNull());
    await closeSettings();
    await desk.show(set({ asked: 1, quiet_seconds: 45 }));
    expect(find('settings-close')).toBeNull();
    await desk.show(set({ asked: 2 }));
    await vi.waitFor(() => expect(find('settings-close')).not.toBeNull());
  });

  test('give the focus to the tab that is clicked', async () => {
    await open(main({}));
    await openSettings('look');
    get('settings-tab-look').focus();
    await fireEvent.click(get('settings-tab-notifications'));
    expect([chosen(), document.activeElement]).toEqual([['notifications'], get('settings-tab-notifications')]);
  });

  test('pause notifications and resume them', async () => {
    const desk = await open(main({}));
    await openSettings('notifications');
    expect(words('pause-state')).toBe('You are told once when a pinned operation ends.');
    await fireEvent.click(get('pause-one-hour'));
    await desk.show(set({ paused_until_ms: NOW + 3600 * SECOND }));
    expect(words('pause-state')).toBe('Paused until 11:42');
    await fireEvent.click(get('pause-off'));
    expect(desk.asked()).toEqual([
      ['pause_notifications', { pause: 'one_hour' }],
      ['pause_notifications', { pause: 'off' }],
    ]);
  });

  test('hide names outside the windows, and show what came of it', async () => {
    const desk = await open(main({}));
    await openSettings('notifications');
    await fireEvent.click(get('privacy'));
    expect(isChecked('privacy')).toBe(false);
    await desk.show(set({ privacy: true }));
    expect(isChecked('privacy')).toBe(true);
    expect(desk.asked()).toEqual([['set_privacy', { on: true }]]);
  });

  test('choose what happens while hidden, and how often it is asked', async () => {
    const desk = await open(set({ quiet_seconds: 45 }));
    await openSettings('watching');
    const interval = get('quiet-seconds') as HTMLSelectElement;
    const offered = [...interval.options].map(({ text }) => text.trim());
    expect(offered).toEqual(['15 seconds', '30 seconds', '45 seconds', '1 minute', '2 minutes', '5 minutes', '10 minutes']);
    expect([interval.value, isChecked('while-hidden-quiet')]).toEqual(['45', true]);
    await fireEvent.change(interval, { target: { value: '120' } });
    await fireEvent.click(get('while-hidden-suspend'));
    await desk.show(set({ quiet_seconds: 120, while_hidden: 'suspend_completely' }));
    expect([interval.value, interval.disabled]).toEqual(['120', true]);
    expect(desk.asked()).toEqual([
      ['set_quiet_seconds', { seconds: 120 }],
      ['set_while_hidden', { mode: 'suspend_completely' }],
    ]);
  });

  test('start the app at login, and show what came of it', async () => {
    const desk = await open(main({}));
    await openSettings('start');
    await fireEvent.click(get('autostart'));
    expect(isChecked('autostart')).toBe(false);
    await desk.show(set({ autostart: true }));
    expect(isChecked('autostart')).toBe(true);
    await fireEvent.click(get('autostart'));
    expect(desk.asked()).toEqual([
      ['set_autostart', { on: true }],
      ['set_autostart', { on: false }],
    ]);
  });

  test('have no tab for a start at login where that cannot be switched', async () => {
    const desk = await open(main({}));
    await openSettings('start');
    await desk.show(set({ autostart: null }));
    expect([find('settings-tab-start'), chosen()]).toEqual([null, ['notifications']]);
  });

  test('lead out of the account and out of the app', async () => {
    const desk = await open(main({}));
    await openSettings('account');
    expect(words('sign-out')).toBe(empty().account.demo ? 'Leave the demo' : 'Sign out');
    await fireEvent.click(get('sign-out'));
    expect(words('quit')).toBe('Quit TenantAtlas Monitor');
    await fireEvent.click(get('quit'));
    expect(desk.asked()).toEqual([
      ['sign_out', undefined],
      ['quit', undefined],
    ]);
  });

  test('are gone through with the arrow keys, and open where they were left', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await open(main({}));
    await openSettings('notifications');
    get('settings-tab-notifications').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect([chosen(), document.activeElement]).toEqual([['look'], get('settings-tab-look')]);
    await user.keyboard('{ArrowUp}');
    expect(find('quiet-seconds')).not.toBeNull();
    await user.keyboard('{End}{ArrowDown}{End}');
    expect(chosen()).toEqual(['account']);
    await closeSettings();
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(chosen()).toEqual(['account']));
    expect(find('sign-out')).not.toBeNull();
  });

  test('have each tab name what it holds', async () => {
    await open(main({}));
    await openSettings('account');
    for (const tab of TABS) {
      await openTab(tab);
      const held = document.querySelector('[role="tabpanel"]:not([hidden])');
      const name = document.getElementById(held?.getAttribute('aria-labelledby') ?? '');
      expect(name).toBe(get(`settings-tab-${tab}`));
      expect(get(`settings-tab-${tab}`).getAttribute('aria-controls')).toBe(held?.id);
    }
  });
});

describe('single letters', () => {
  test('are switched off in the settings', async () => {
    const desk = await open(main({}));
    await openSettings('look');
    await fireEvent.click(get('single-keys'));
    expect(desk.asked()).toEqual([['set_single_keys', { on: false }]]);
  });

  test('do nothing in the overview where they are off, and are not promised', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const slice = main({ pinned: [pinned(1)], active: list([runningRow(NOW, { id: 2 })]) });
    const desk = await open(slice);
    const promised = () => [...document.querySelectorAll('kbd')].map((key) => key.textContent);
    expect(promised()).toContain('P');
    await desk.show(withoutLetters(slice));
    expect(promised()).toEqual(['↑ ↓', 'Enter', 'Alt ↑ ↓', 'Ctrl K']);
    await user.keyboard('{ArrowDown}p/f');
    expect([document.activeElement, desk.asked()]).toEqual([get('open-1'), []]);
    await user.keyboard('{Control>}k{/Control}');
    await vi.waitFor(() => expect(find('palette-input')).not.toBeNull());
  });

  test('do nothing in a pinned window where they are off, and are not promised', async () => {
    const desk = await open(run({ row: pinned(1) }));
    expect(shortcuts()).not.toEqual([]);
    await asked(desk, ['refresh_operation']);
    await desk.show(withoutLetters(run({ row: pinned(1) })));
    expect(shortcuts()).toEqual([]);
    await asked(desk, ['refresh_operation']);
  });
});

const shortcuts = () => [...document.querySelectorAll('[aria-keyshortcuts]')];

/** What was asked, once each letter was pressed. */
async function asked(desk: Desk, names: string[]): Promise<void> {
  await fireEvent.keyDown(document.body, { key: 'r' });
  await tick();
  expect(desk.asked().map(([name]) => name)).toEqual(names);
}
