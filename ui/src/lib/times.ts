// Moments and spans in words. Pure: the present is an argument, in milliseconds on the server's clock.
import type { Language } from '../ipc/bindings/Language';
import { language } from './language.svelte';
import { t } from './words';

const FORMATS: Record<Language, ReturnType<typeof formatsOf>> = { de: formatsOf('de-DE'), en: formatsOf('en-GB') };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `10:42` today, `23 Nov, 10:42` on another day of this year, `23 Nov 2025, 10:42` in another year; as the language has it. */
export function moment(ms: number, now: number): string {
  return withDay(formats().clock.format(ms), ms, now);
}

/** As `moment`, to the second. */
export function preciseMoment(ms: number, now: number): string {
  return preciseParts(ms, now).join(' ');
}

/** The same, to be broken nowhere else: the day where it is another one, then the time. */
export function preciseParts(ms: number, now: number): string[] {
  const time = formats().preciseClock.format(ms);
  return isSameDay(ms, now) ? [time] : [`${date(ms, now)},`, time];
}

/** A day alone: `23 Nov`, with the year where it is another one. */
export function date(ms: number, now: number): string {
  return (sameYear(ms, now) ? formats().day : formats().dayOfYear).format(ms);
}

/** In UTC and to the second, for whoever compares with a log. */
export function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** In full: on this computer's clock, then in UTC. The title of whatever says a moment or an age in short. */
export function inFull(ms: number): string {
  const { dayOfYear, preciseClock } = formats();
  return `${dayOfYear.format(ms)}, ${preciseClock.format(ms)} · ${utc(ms)}`;
}

/** `2:14` below an hour, then `1 h 04 min`, then `2 d 3 h`. Never negative: clocks differ by a little. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}:${padded(seconds % MINUTE)}`;
  const hours = Math.floor(seconds / HOUR);
  if (seconds < DAY) return t('duration-hours', { hours, minutes: padded(Math.floor((seconds % HOUR) / MINUTE)) });
  return t('duration-days', { days: Math.floor(seconds / DAY), hours: hours % 24 });
}

/** What is left of a longer time: `3 days`, from two days on; then `1 d 5 h`, `5 h 12 min`, `12 min`. None in the last minute. */
export function remaining(ms: number): string | null {
  const seconds = Math.floor(ms / 1000);
  if (seconds < MINUTE) return null;
  if (seconds < HOUR) return t('roughly-minutes', { count: Math.floor(seconds / MINUTE) });
  return seconds < 2 * DAY ? duration(ms) : t('remaining-days', { days: Math.floor(seconds / DAY) });
}

/** A span as one would say it: `45 s`, `3 min`, `2 h`. */
export function roughly(seconds: number): string {
  if (seconds < 90) return t('roughly-seconds', { count: Math.max(1, Math.round(seconds)) });
  if (seconds < 90 * MINUTE) return t('roughly-minutes', { count: Math.round(seconds / MINUTE) });
  return t('roughly-hours', { count: Math.round(seconds / HOUR) });
}

function formats() {
  return FORMATS[language()];
}

function formatsOf(locale: string) {
  const made = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    clock: made({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    preciseClock: made({ timeStyle: 'medium', hourCycle: 'h23' }),
    day: made({ day: 'numeric', month: 'short' }),
    dayOfYear: made({ day: 'numeric', month: 'short', year: 'numeric' }),
  };
}

function withDay(time: string, ms: number, now: number): string {
  return isSameDay(ms, now) ? time : `${date(ms, now)}, ${time}`;
}

function isSameDay(ms: number, now: number): boolean {
  return new Date(ms).toDateString() === new Date(now).toDateString();
}

function sameYear(ms: number, now: number): boolean {
  return new Date(ms).getFullYear() === new Date(now).getFullYear();
}

function padded(count: number): string {
  return String(count).padStart(2, '0');
}
