// Why the end of a row or a card raises no notification, or none for now.
import { moment } from './times';
import { t } from './words';

export interface Hushed {
  muted: boolean;
  environment_muted: boolean;
  snoozed_until_ms: number | null;
}

/** None where it is told. What lasts longer is said first. */
export function hushWords({ muted, environment_muted: wholly, snoozed_until_ms: until }: Hushed, now: number): string | null {
  if (wholly) return t('muted-environment');
  if (muted) return t('muted');
  return until === null ? null : t('snoozed', { time: moment(until, now) });
}
