// Quiet hours in the settings.
import { fireEvent, render } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import QuietHours from '../../src/components/QuietHours.svelte';
import type { OtherAccountSlice } from '../../src/ipc/bindings/OtherAccountSlice';
import type { QuietHours as Hours } from '../../src/ipc/bindings/QuietHours';
import { empty } from '../../src/ipc/fake/overview';
import { clockOf, DAYS, minuteOf, type NamedAccount, newHours, withDay } from '../../src/lib/quiet-hours';
import { find, get, open, openSettings, words } from '../desk';
import { atNow, main } from './slices';

atNow();

const NIGHTS: Hours = { ...newHours('Europe/Berlin'), account: 'own', environments: [3] };
const OTHER: Hours = { ...newHours('Asia/Kolkata'), failures_break_through: false };

const OWN = { id: 'own', user: 'Ada Brandt', server: 'atlas.example.com' };
const BESIDE = { id: 'b2', user: null, server: 'atlas.contoso.com' };

function shown(hours: Hours[], others: NamedAccount[] = []): Hours[][] {
  const chosen: Hours[][] = [];
  const environments = [{ id: 3, name: 'Contoso' }, { id: 4, name: 'Tailspin' }];
  const onhours = (next: Hours[]) => chosen.push(next);
  render(QuietHours, { hours, account: OWN, others, environments, zone: 'Europe/Berlin', onhours });
  return chosen;
}

const optionsOf = (testid: string) => [...(get(testid) as HTMLSelectElement).options].map(({ text, selected }) => [text, selected]);

/** Chooses these and nothing else. */
async function place(testid: string, values: string[]): Promise<void> {
  const places = get(testid) as HTMLSelectElement;
  for (const option of places.options) option.selected = values.includes(option.value);
  await fireEvent.change(places);
}

describe('quiet hours', () => {
  test('are added as nights in the zone where the user is, and removed', async () => {
    const chosen = shown([OTHER]);
    await fireEvent.click(get('quiet-add'));
    await fireEvent.click(get('quiet-remove-0'));
    expect(chosen).toEqual([[OTHER, newHours('Europe/Berlin')], []]);
  });

  test('change their own days, times and zone, and leave the others', async () => {
    const chosen = shown([NIGHTS, OTHER]);
    await fireEvent.click(get('quiet-saturday-1'));
    await fireEvent.change(get('quiet-from-1'), { target: { value: '23:15' } });
    await fireEvent.change(get('quiet-to-1'), { target: { value: '' } });
    await fireEvent.change(get('quiet-to-1'), { target: { value: '06:30' } });
    await fireEvent.change(get('quiet-zone-1'), { target: { value: 'Europe/Berlin' } });
    await fireEvent.click(get('quiet-failures-1'));
    expect(chosen).toEqual(
      [
        { days: DAYS.filter((day) => day !== 'saturday') },
        { from: 23 * 60 + 15 },
        { to: 6 * 60 + 30 },
        { time_zone: 'Europe/Berlin' },
        { failures_break_through: true },
      ].map((changes) => [NIGHTS, { ...OTHER, ...changes }]),
    );
  });

  test('are of everything or of environments, also of one that is out of sight', async () => {
    const chosen = shown([{ ...NIGHTS, environments: [3, 9] }]);
    const options = optionsOf('quiet-places-0');
    expect(options).toEqual([['Everything of the account', false], ['Contoso', true], ['Tailspin', false], ['Environment #9', true]]);
    await place('quiet-places-0', ['4']);
    await place('quiet-places-0', ['']);
    expect(chosen.map(([one]) => one?.environments)).toEqual([[4], null]);
  });

  test('of environments are the account’s, which is not asked for where there is one alone', async () => {
    const chosen = shown([OTHER, NIGHTS]);
    expect([find('quiet-account-0'), find('quiet-account-1')]).toEqual([null, null]);
    await place('quiet-places-0', ['3']);
    await place('quiet-places-1', ['']);
    expect(chosen).toEqual([
      [{ ...OTHER, account: 'own', environments: [3] }, NIGHTS],
      [OTHER, { ...NIGHTS, environments: null }],
    ]);
  });

  test('are of every account or of one of several, and name environments of the shown one alone', async () => {
    const beside = { ...NIGHTS, account: 'b2' };
    const chosen = shown([OTHER, NIGHTS, beside], [BESIDE]);
    expect(optionsOf('quiet-account-0')).toEqual([['All accounts', true], ['Ada Brandt · atlas.example.com', false], ['atlas.contoso.com', false]]);
    expect(find('quiet-places-0')).toBeNull();
    expect(optionsOf('quiet-places-1')).toEqual([['Everything of the account', false], ['Contoso', true], ['Tailspin', false]]);
    // The number is another environment's there.
    expect(optionsOf('quiet-places-2')).toEqual([['Everything of the account', false], ['Environment #3', true]]);
    expect([find('quiet-elsewhere-1'), words('quiet-elsewhere-2')]).toEqual([
      null,
      'Its environments can be chosen while the overview shows this account.',
    ]);
    await fireEvent.change(get('quiet-account-0'), { target: { value: 'b2' } });
    await fireEvent.change(get('quiet-account-1'), { target: { value: 'b2' } });
    await fireEvent.change(get('quiet-account-2'), { target: { value: '' } });
    expect(chosen).toEqual([
      [{ ...OTHER, account: 'b2' }, NIGHTS, beside],
      [OTHER, { ...beside, environments: null }, beside],
      [OTHER, NIGHTS, { ...beside, account: null, environments: null }],
    ]);
  });

  test('of an account that was signed out of are told, and can be given to another', async () => {
    const left = { ...NIGHTS, account: 'left' };
    const chosen = shown([left]);
    expect(optionsOf('quiet-account-0').at(-1)).toEqual(['An account that was signed out of', true]);
    expect(optionsOf('quiet-places-0')).toEqual([['Everything of the account', false], ['Environment #3', true]]);
    await fireEvent.change(get('quiet-account-0'), { target: { value: 'own' } });
    expect(chosen).toEqual([[{ ...left, account: 'own', environments: null }]]);
  });

  test('are shown for each of the accounts in the settings', async () => {
    const account = { ...empty().account, ...OWN, demo: false };
    const other_accounts: OtherAccountSlice[] = [{ ...BESIDE, standing: 'connected', warnings: [] }];
    const settings = { ...empty().settings, quiet_hours: [{ ...NIGHTS, account: 'b2' }] };
    await open(main({ account, other_accounts, settings }));
    await openSettings('notifications');
    expect(optionsOf('quiet-account-0').map(([, selected]) => selected)).toEqual([false, false, true]);
    expect(find('quiet-elsewhere-0')).not.toBeNull();
  });

  test('are sent whole from the settings', async () => {
    const desk = await open(main({}));
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('quiet-add')).not.toBeNull());
    await fireEvent.click(get('quiet-add'));
    const hours = [newHours(Intl.DateTimeFormat().resolvedOptions().timeZone)];
    expect(desk.asked()).toEqual([['set_quiet_hours', { hours }]]);
  });

  test('read a time as it is written, and none where it is none', () => {
    for (const minute of [0, 9, 605, 1439]) expect(minuteOf(clockOf(minute))).toBe(minute);
    expect(['', '24:00', '7:5', '12:60'].map(minuteOf)).toEqual([null, null, null, null]);
    expect(withDay({ ...NIGHTS, days: ['sunday'] }, 'monday', true)).toEqual(['monday', 'sunday']);
  });
});
