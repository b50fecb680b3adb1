// Whether notifications are paused at present.
import type { SettingsSlice } from '../ipc/bindings/SettingsSlice';

/** Until when, on this computer's own clock; none where they are not. */
export function pausedUntil({ paused_until_ms: until }: SettingsSlice, now: number): number | null {
  return until !== null && until > now ? until : null;
}
