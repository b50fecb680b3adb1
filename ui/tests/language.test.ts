// Words, numbers, dates and durations in the other language, and what a theme is made of.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Appearance } from '../src/ipc/bindings/Appearance';
import { DAY, HOUR, MINUTE, runningRow } from '../src/ipc/fake/rows';
import { quantity } from '../src/lib/counts';
import { speak } from '../src/lib/language.svelte';
import * as operation from '../src/lib/operation';
import { packFacts } from '../src/lib/pack';
import { refreshWords } from '../src/lib/refresh';
import { size } from '../src/lib/sizes';
import { type Preferences, themeOf } from '../src/lib/theme';
import * as times from '../src/lib/times';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);

describe('in German', () => {
  beforeEach(() => speak('de'));
  afterEach(() => speak('en'));

  test('an operation is a Vorgang, and its number has no separators', () => {
    expect(operation.numberWords(1_234_567)).toBe('Vorgang #1234567');
  });

  test('numbers have German separators', () => {
    expect([quantity(1_204), size(1_500_000), size(3 * 1024 ** 4)]).toEqual(['1.204', '1,4 MiB', '3.072 GiB']);
  });

  test.each([
    [NOW, '10:42'],
    [NOW - DAY, '22. Nov., 10:42'],
    [Date.UTC(2025, 10, 23, 10, 42), '23. Nov. 2025, 10:42'],
  ])('%i reads %s', (ms, words) => expect(times.moment(ms, NOW)).toBe(words));

  test('a moment to the second has 24 hours', () => {
    expect(times.preciseMoment(NOW + 4 * HOUR, NOW)).toBe('14:42:07');
  });

  test('durations keep the symbols of their units', () => {
    expect([times.duration(2 * DAY + 3 * HOUR), times.roughly(180)]).toEqual(['2 d 3 h', '3 min']);
  });

  test('what expires is counted down', () => {
    const state = { status: 'ready', created_ms: NOW, generated_ms: null, size: null, sha256: null, can_open: true } as const;
    const words = (left: number) => packFacts({ ...state, expires_ms: NOW + left }, NOW).map(({ text }) => text);
    expect([3 * DAY, 5 * HOUR + 12 * MINUTE, 0].flatMap(words)).toEqual([
      'Läuft in 3 Tagen ab',
      'Läuft in 5 h 12 min ab',
      'Läuft in weniger als einer Minute ab',
    ]);
  });

  test('one second is no plural', () => {
    const every = (seconds: number) => refreshWords({ how: 'every', seconds }, NOW);
    expect([every(1), every(5)]).toEqual(['jede Sekunde', 'alle 5 s']);
  });

  test('the expectation is a sentence', () => {
    const began = NOW - 4 * MINUTE;
    const row = runningRow(NOW, { times: { created_ms: began, started_ms: began, ended_ms: null } });
    expect(operation.expectedWords(row, NOW)).toBe('länger als üblich (3 min), in 9 von 10 Fällen binnen 5 min');
  });

  test('the counts that everybody knows have words, and others keep their own', () => {
    expect(['succeeded', 'policies_checked'].map(operation.countWords)).toEqual(['Erfolgreich', 'Policies checked']);
  });
});

const LIGHT: Preferences = { dark: false, contrast: false };
const DARK: Preferences = { dark: true, contrast: false };
const MORE: Preferences = { dark: true, contrast: true };
const THEMES: [Appearance, Preferences, string][] = [
  ['system', LIGHT, 'light'],
  ['system', DARK, 'dark'],
  ['system', MORE, 'dark contrast'],
  ['light', DARK, 'light'],
  ['light', MORE, 'light contrast'],
  ['dark', LIGHT, 'dark'],
  ['high_contrast', LIGHT, 'light contrast'],
  ['high_contrast', DARK, 'dark contrast'],
];
test.each(THEMES)('“%s” where the system prefers %o is the theme “%s”', (appearance, system, theme) => {
  expect(themeOf(appearance, system)).toBe(theme);
});
