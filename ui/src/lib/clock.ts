// That this computer's clock is off, in the words of the tray: src-tauri/src/shell/clock.rs follows the same rules.
import type { ClockOffSlice } from '../ipc/bindings/ClockOffSlice';
import { t } from './words';

const HOUR = 60;
const DAY = 24 * HOUR;

export function clockOffWords({ ahead, minutes }: ClockOffSlice): string {
  return t(ahead ? 'clock-ahead' : 'clock-behind', { span: span(minutes) });
}

/** In the one unit that says enough. */
function span(minutes: number): string {
  if (minutes < 2 * HOUR) return t('clock-minutes', { count: minutes });
  if (minutes < 2 * DAY) return t('clock-hours', { count: Math.round(minutes / HOUR) });
  return t('clock-days', { count: Math.round(minutes / DAY) });
}
