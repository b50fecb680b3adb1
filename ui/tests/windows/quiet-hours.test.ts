// Quiet hours in the settings.
import { fireEvent, render } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import QuietHours from '../../src/components/QuietHours.svelte';
import type { QuietHours as Hours } from '../../src/ipc/bindings/QuietHours';
import { clockOf, DAYS, minuteOf, newHours, withDay } from '../../src/lib/quiet-hours';
import { find, get, open } from '../desk';
import { atNow, main } from './slices';

atNow();

const NIGHTS: Hours = { ...newHours('Europe/Berlin'), environments: [3] };
const OTHER: Hours = { ...newHours('Asia/Kolkata'), failures_break_through: false };

function shown(hours: Hours[]): Hours[][] {
  const chosen: Hours[][] = [];
  const environments = [{ id: 3, name: 'Contoso' }, { id: 4, name: 'Tailspin' }];
  render(QuietHours, { hours, environments, zone: 'Europe/Berlin', onhours: (next: Hours[]) => chosen.push(next) });
  return chosen;
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
    const places = get('quiet-places-0') as HTMLSelectElement;
    const options = [...places.options].map(({ text, selected }) => [text, selected]);
    expect(options).toEqual([['Everything of the account', false], ['Contoso', true], ['Tailspin', false], ['Environment #9', true]]);
    for (const option of places.options) option.selected = option.value === '4';
    await fireEvent.change(places);
    for (const option of places.options) option.selected = option.value === '';
    await fireEvent.change(places);
    expect(chosen.map(([one]) => one?.environments)).toEqual([[4], null]);
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
