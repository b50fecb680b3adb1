// The intervals of the quiet watch that one may choose from.
import { t } from './words';

/** In seconds, within what the monitor keeps to. */
const SENSIBLE = [15, 30, 60, 120, 300, 600];

/** With the one there is, which the settings' file may have from elsewhere. */
export function intervals(chosen: number): number[] {
  return [...new Set([...SENSIBLE, chosen])].sort((one, other) => one - other);
}

export function intervalWords(seconds: number): string {
  const minutes = seconds / 60;
  if (Number.isInteger(minutes)) return t('interval-minutes', { count: minutes });
  return t('interval-seconds', { count: seconds });
}
