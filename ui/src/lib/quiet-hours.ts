// Quiet hours as the settings edit them: times of the day as the field writes them, and each change as a new list.
import type { Day } from '../ipc/bindings/Day';
import type { QuietHours } from '../ipc/bindings/QuietHours';
import type { NamedEnvironment } from './environments';

/** One that is signed in to. */
export interface NamedAccount {
  id: string;
  server: string;
  user: string | null;
}

export const DAYS: Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `22:05` of the 1325th minute. */
export function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** None while a field is empty or half typed. */
export function minuteOf(clock: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(clock);
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** Every night from ten to seven, of everything in every account: what most want of it. */
export function newHours(time_zone: string): QuietHours {
  return { account: null, days: DAYS, from: 22 * 60, to: 7 * 60, time_zone, environments: null, failures_break_through: true };
}

/** In the week's order, whatever was chosen last. */
export function withDay({ days }: QuietHours, day: Day, on: boolean): Day[] {
  return DAYS.filter((one) => (one === day ? on : days.includes(one)));
}

export function replaced(all: QuietHours[], at: number, changes: Partial<QuietHours>): QuietHours[] {
  return all.map((hours, index) => (index === at ? { ...hours, ...changes } : hours));
}

export function without(all: QuietHours[], at: number): QuietHours[] {
  return all.filter((_, index) => index !== at);
}

/** The zones of this system by name, and one that it does not have where it is chosen. */
export function zonesWith(chosen: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(chosen) ? zones : [chosen, ...zones];
}

/** Whose they may be: of those that are signed in to, and of the chosen one where nobody is any more. */
export function ownersWith(accounts: NamedAccount[], { account: chosen }: QuietHours): { id: string; account: NamedAccount | null }[] {
  const owners = accounts.map((account) => ({ id: account.id, account }));
  const isThere = chosen === null || owners.some(({ id }) => id === chosen);
  return isThere ? owners : [...owners, { id: chosen, account: null }];
}

/** Environments are one account's: what was of every account is of this one from there on. */
export function withPlaces({ account }: QuietHours, ids: number[], own: string): Partial<QuietHours> {
  return ids.length === 0 ? { environments: null } : { account: account ?? own, environments: ids };
}

/** Those that may be chosen: the user's, and chosen ones that are out of sight. */
export function choosable(environments: NamedEnvironment[], { environments: chosen }: QuietHours): { id: number; name: string | null }[] {
  const unseen = (chosen ?? []).filter((id) => !environments.some((one) => one.id === id));
  return [...environments, ...unseen.map((id) => ({ id, name: null }))];
}
