// What is kept from whoever looks at the desktop: muted and snoozed environments, and quiet hours.
import type { Slice } from '../src/ipc/bindings/Slice';
import { busy, main } from '../src/ipc/fake/overview';
import { HOUR } from '../src/ipc/fake/rows';
import { DAYS, newHours } from '../src/lib/quiet-hours';
import { two } from './accounts';
import { nameOf } from './names';

/** Nothing of one environment is told, and of one that is out of sight. */
export const hushed = (now: number): Slice => {
  const shown = busy(now);
  const [first] = shown.packs;
  const isOf = (environment: string | null) => environment === first?.environment;
  const muted = [{ id: first?.environment_id ?? 1, name: first?.environment ?? null }, { id: 77, name: null }];
  return main({
    ...shown,
    pinned: shown.pinned.map((one) => ({ ...one, environment_muted: isOf(one.environment) })),
    attention: { ...shown.attention, rows: shown.attention.rows.map((one) => ({ ...one, snoozed_until_ms: now + HOUR })) },
    packs: shown.packs.map((one, index) => ({
      ...one,
      environment_muted: one === first,
      snoozed_until_ms: index === 1 ? now + HOUR : null,
    })),
    settings: {
      ...shown.settings,
      muted_environments: muted,
      snoozed_environments: [{ id: 78, name: nameOf('german'), until_ms: now + HOUR }],
    },
  });
};

export const quietHours = (now: number): Slice => {
  const shown = busy(now);
  const nights = { ...newHours('Europe/Berlin'), days: DAYS.slice(0, 5) };
  const weekend = { ...newHours('Pacific/Auckland'), account: shown.account.id, days: DAYS.slice(5), from: 0, to: 0, environments: [77], failures_break_through: false };
  return main({ ...shown, settings: { ...shown.settings, quiet_hours: [nights, weekend] } });
};

/** Of every account, of an environment of the one that is shown, and of another account, whose environments have numbers. */
export const quietHoursOfTwo = (now: number): Slice => {
  const shown = two(now);
  if (shown.window !== 'main') return shown;
  const nights = newHours('Europe/Berlin');
  const own = { ...nights, account: shown.account.id, environments: [shown.packs[0]?.environment_id ?? 1] };
  const another = { ...nights, account: shown.other_accounts[0]?.id ?? null, environments: [3, 4] };
  const left = { ...nights, account: 'left' };
  return { ...shown, settings: { ...shown.settings, quiet_hours: [nights, own, another, left] } };
};
