import { describe, expect, test } from 'vitest';
import { DAY, endedRow, forbiddenRow, foundRow, goneRow, HOUR, MINUTE, pendingRow, queuedRow, runningRow, SECOND } from '../src/ipc/fake/rows';
import type { FaultWord } from '../src/ipc/bindings/FaultWord';
import type { HealthSlice } from '../src/ipc/bindings/HealthSlice';
import type { PackState } from '../src/ipc/bindings/PackState';
import type { RefreshSlice } from '../src/ipc/bindings/RefreshSlice';
import type { SummarySlice } from '../src/ipc/bindings/SummarySlice';
import { freshnessBadge, outcomeBadge, packBadge, statusBadge } from '../src/lib/badges';
import * as operation from '../src/lib/operation';
import { type PackAction, packAction, packFacts } from '../src/lib/pack';
import { refreshTitle, refreshWords } from '../src/lib/refresh';
import { size } from '../src/lib/sizes';
import { summaryLine } from '../src/lib/summary';
import { packStrip, timeline } from '../src/lib/timeline';
import * as times from '../src/lib/times';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);

describe('durations', () => {
  test.each([
    [-5 * SECOND, '0:00'],
    [999, '0:00'],
    [59 * SECOND, '0:59'],
    [134 * SECOND, '2:14'],
    [HOUR - 1, '59:59'],
    [HOUR + 4 * MINUTE, '1 h 04 min'],
    [DAY - 1, '23 h 59 min'],
    [2 * DAY + 3 * HOUR, '2 d 3 h'],
  ])('%i ms reads %s', (ms, words) => expect(times.duration(ms)).toBe(words));

  test.each([
    [0, '1 s'],
    [89, '89 s'],
    [180, '3 min'],
    [90 * 60, '2 h'],
  ])('roughly %i s reads %s', (seconds, words) => expect(times.roughly(seconds)).toBe(words));
});

describe('moments', () => {
  test.each([
    [NOW, '10:42'],
    [NOW - DAY, '22 Nov, 10:42'],
    [Date.UTC(2025, 10, 23, 10, 42), '23 Nov 2025, 10:42'],
  ])('%i reads %s', (ms, words) => expect(times.moment(ms, NOW)).toBe(words));

  test('in UTC it is what a log has', () => expect(times.utc(NOW)).toBe('2026-11-23 10:42:07 UTC'));

  const FULL = '23 Nov 2026, 10:42:07 · 2026-11-23 10:42:07 UTC';
  const blindSince: RefreshSlice = { how: 'as_of', at_ms: NOW, fault: 'unreached' };
  const begun = { created_ms: NOW, started_ms: NOW, ended_ms: null };
  test.each([
    ['a moment', times.inFull(NOW)],
    ['how it refreshes', refreshTitle(blindSince, NOW)],
    ['since when it is what it is', operation.sinceTitle(runningRow(NOW, { times: begun }))],
    ['when it ended', operation.sinceTitle(endedRow(NOW, { times: { ...begun, ended_ms: NOW } }))],
    ['how long it takes', operation.elapsedTitle(runningRow(NOW, { times: begun }))],
  ])('%s is told on hover by both clocks', (_, title) => expect(title).toContain(FULL));

  test('what has no moment has none on hover', () => {
    expect([refreshTitle({ how: 'settled' }, NOW), operation.sinceTitle(goneRow())]).toEqual(['settled', '']);
  });
});

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1024, '1 KiB'],
  [1_500_000, '1.4 MiB'],
  [48_000_000, '46 MiB'],
  [3 * 1024 ** 4, '3,072 GiB'],
])('%i bytes read %s', (bytes, words) => expect(size(bytes)).toBe(words));

const LINES: [RefreshSlice, string][] = [
  [{ how: 'as_found' }, 'as found'],
  [{ how: 'as_of', at_ms: NOW, fault: 'offline' }, 'as of 10:42, no network'],
  [{ how: 'as_of', at_ms: NOW, fault: 'unreached' }, 'as of 10:42, server unreachable'],
  [{ how: 'as_of', at_ms: null, fault: 'signed_out' }, 'not answered yet, signed out'],
  [{ how: 'asking' }, 'asking…'],
  [{ how: 'every', seconds: 5 }, 'every 5 s'],
  [{ how: 'paused_hidden' }, 'paused: window hidden'],
  [{ how: 'paused_modal' }, 'paused: dialog open'],
  [{ how: 'quiet' }, 'watched quietly'],
  [{ how: 'settled' }, 'settled'],
];
test.each(LINES)('refreshing as %o is said honestly', (refresh, words) => {
  expect(refreshWords(refresh, NOW)).toBe(words);
});

const OK: HealthSlice = { state: 'ok' };
const blind = (fault: FaultWord): HealthSlice => ({ state: 'blind', fault, as_of_ms: NOW });
const SUMMARIES: [SummarySlice, HealthSlice, string][] = [
  [{ worst: 'idle', watched: 0, attention: 0 }, OK, 'Nothing watched'],
  [{ worst: 'idle', watched: 0, attention: 0 }, { state: 'connecting' }, 'Nothing watched'],
  [{ worst: 'active', watched: 1, attention: 0 }, OK, '1 watched'],
  [{ worst: 'active', watched: 2, attention: 0 }, OK, '2 watched'],
  [{ worst: 'attention', watched: 0, attention: 1 }, OK, '1 pinned needs attention'],
  [{ worst: 'attention', watched: 0, attention: 3 }, OK, '3 pinned need attention'],
  [{ worst: 'attention', watched: 2, attention: 1 }, OK, '1 pinned needs attention · 2 watched'],
  [{ worst: 'blind', watched: 2, attention: 1 }, blind('offline'), 'Not connected: no network'],
  [{ worst: 'blind', watched: 2, attention: 1 }, blind('unreached'), 'Not connected: server unreachable'],
  [{ worst: 'active', watched: 2, attention: 0 }, blind('signed_out'), 'Not signed in'],
];
test.each(SUMMARIES)('the summary of %o with %o is one line', (summary, health, line) => {
  expect(summaryLine(summary, health)).toBe(line);
});

describe('elapsed', () => {
  test('a waiting operation counts from its creation', () => {
    expect(operation.elapsedMs(queuedRow(NOW), NOW)).toBe(7 * SECOND);
  });
  test('a running operation counts from its start', () => {
    expect(operation.elapsedWords(runningRow(NOW), NOW)).toBe('2:14');
  });
  test('an ended operation counts to its end', () => {
    expect(operation.elapsedWords(endedRow(NOW), NOW)).toBe('4:00');
  });
  test('an operation that ended at an unknown time has no elapsed time', () => {
    const row = endedRow(NOW, { times: { created_ms: NOW, started_ms: NOW, ended_ms: null } });
    expect(operation.elapsedWords(row, NOW)).toBe('–');
  });
  test('nobody knows whether an operation went on while the server was away', () => {
    const row = runningRow(NOW, { refresh: { how: 'as_of', at_ms: NOW - MINUTE, fault: 'unreached' } });
    expect(operation.elapsedWords(row, NOW)).toBe('1:14');
    expect(operation.isTicking(row)).toBe(false);
  });
  test('nobody knows how long an operation went on after it was found', () => {
    const row = foundRow(NOW);
    expect([operation.elapsedWords(row, NOW), operation.isTicking(row), timeline(row, NOW)]).toEqual(['–', false, null]);
    expect(operation.elapsedWords(endedRow(NOW, { refresh: { how: 'as_found' } }), NOW)).toBe('4:00');
  });
});

test.each([
  [0, 'usually about 3 min, 9 of 10 within 5 min'],
  [180, 'usually about 3 min, 9 of 10 within 5 min'],
  [181, 'longer than usual (3 min), 9 of 10 within 5 min'],
  [320, 'longer than usual (3 min), 9 of 10 within 5 min'],
  [321, 'longer than 9 of 10 (5 min)'],
])('after %i s the expectation is “%s”', (seconds, words) => {
  const began = NOW - seconds * SECOND;
  const row = runningRow(NOW, { times: { created_ms: began, started_ms: began, ended_ms: null } });
  expect(operation.expectedWords(row, NOW)).toBe(words);
});

test.each([
  [180_900, 'usually about 3 min'],
  [200_000, null],
  [320_900, null],
  [321_000, 'longer than 9 of 10 (5 min)'],
])('what went well in %i ms compares as “%s”', (ms, words) => {
  const row = endedRow(NOW, { times: { created_ms: NOW - ms, started_ms: NOW - ms, ended_ms: NOW } });
  expect(operation.expectedWords(row, NOW)).toBe(words);
});

test.each([
  ['within', 134, 'usually done by 10:46'],
  ['past the half of its kind', 300, 'usually done by 10:43'],
  ['at nine of ten', 320, 'usually done by 10:43'],
  ['beyond', 321, 'longer than 9 of 10 (5 min)'],
])('a row says when its operation is expected to be over: %s', (_, seconds, words) => {
  const began = NOW - seconds * SECOND;
  const row = runningRow(NOW, { times: { created_ms: began, started_ms: began, ended_ms: null } });
  expect(operation.expectedEnd(row, NOW)?.text).toBe(words);
});

test('a row says by both clocks when nine of ten had ended', () => {
  expect(operation.expectedEnd(runningRow(NOW), NOW)?.title).toBe(
    'usually about 3 min, 9 of 10 within 5 min · 23 Nov 2026, 10:45:13 · 2026-11-23 10:45:13 UTC',
  );
});

test('no end is expected of what is over, waits, is not followed, or has no equal', () => {
  const refresh: RefreshSlice = { how: 'as_of', at_ms: NOW, fault: 'unreached' };
  const rows = [endedRow(NOW), queuedRow(NOW), runningRow(NOW, { refresh }), foundRow(NOW), runningRow(NOW, { expected: null })];
  expect(rows.filter((row) => operation.expectedEnd(row, NOW) !== null)).toEqual([]);
});

test('one figure is said once where both sound alike', () => {
  const expected = { median_seconds: 180, p90_seconds: 200 };
  expect(operation.expectedWords(runningRow(NOW, { expected }), NOW)).toBe('usually about 3 min');
});

test('what waits is not measured against what works, and nothing against what nobody knows', () => {
  expect([operation.expectedWords(queuedRow(NOW), NOW), operation.expectedWords(runningRow(NOW, { expected: null }), NOW)]).toEqual([
    null,
    null,
  ]);
});

test('an ended operation that never started waited', () => {
  const times = { created_ms: NOW - MINUTE, started_ms: null, ended_ms: NOW };
  expect([operation.elapsedCaption(endedRow(NOW, { times })), operation.elapsedCaption(endedRow(NOW))]).toEqual([
    'waited',
    'working time',
  ]);
});

test('the counts stand in one order, without what the bar says', () => {
  const counts = ['zeta', 'skipped', 'total', 'alpha', 'failed', 'processed', 'succeeded'].map((key) => ({ key, value: 1 }));
  const keys = (progress: Parameters<typeof operation.orderedCounts>[1]) =>
    operation.orderedCounts(counts, progress).map(({ key }) => key);
  const others = ['succeeded', 'failed', 'skipped', 'alpha', 'zeta'];
  expect(keys({ mode: 'none' })).toEqual(['total', 'processed', ...others]);
  expect(keys({ mode: 'counted', processed: 1, total: 2 })).toEqual(others);
});

test('an unknown type borrows no other label', () => {
  expect(operation.typeWords({ known: 'unknown', raw: 'policy.synchronise' })).toBe('Unknown operation');
  expect(operation.typeWords({ known: 'catalogue', id: 'type-not-in-this-version' })).toBe('Unknown operation');
});

test('an operation number has no thousands separator', () => {
  expect(operation.numberWords(1_234_567)).toBe('Operation #1234567');
});

test('an operation without environment is workspace-wide', () => {
  expect(operation.placeWords(runningRow(NOW, { environment: null }))).toEqual(['Workspace-wide', 'Northwind IT']);
  expect(operation.placeWords(goneRow())).toEqual([]);
  expect(operation.placeWords(pendingRow())).toEqual([]);
  expect(operation.placeWords(forbiddenRow())).toEqual([]);
});

test.each([
  ['421', 421],
  [' #421 ', 421],
  ['0', null],
  ['#', null],
  ['4.2', null],
  ['policy', null],
  ['9'.repeat(16), null],
])('“%s” is the number %s', (text, id) => expect(operation.typedNumber(text)).toBe(id));

describe('badges', () => {
  test('no two words of an axis share a shape', () => {
    const outcomes = ['blocked', 'cancelled', 'failed', 'partially_succeeded', 'pending', 'succeeded', 'unknown'] as const;
    const statuses = ['completed', 'queued', 'running', 'unknown'] as const;
    expect(new Set(outcomes.map((word) => outcomeBadge(word).shape)).size).toBe(outcomes.length);
    expect(new Set(statuses.map((word) => statusBadge(word).shape)).size).toBe(statuses.length);
  });
  test('an unknown word never looks like success', () => {
    const tones = [outcomeBadge('unknown'), statusBadge('unknown'), packBadge('unknown')].map(({ tone }) => tone);
    expect(tones).toEqual(['neutral', 'neutral', 'neutral']);
  });
  test('only a surprising freshness has a badge', () => {
    const words = ['fresh_active', 'likely_stale', 'reconciled_failed', 'terminal_normal', 'unknown'] as const;
    expect(words.filter((word) => freshnessBadge(word) !== null)).toEqual(['likely_stale', 'reconciled_failed']);
  });
});

describe('the strip of a review pack', () => {
  const made = { created_ms: NOW - 2 * HOUR, generated_ms: NOW - HOUR };
  const line = (queued: number, reached: number, open = false) => ({ queued, reached, median: null, p90: null, open });
  const file = { size: null, sha256: null, can_open: true };

  test.each<[string, PackState, ReturnType<typeof line>]>([
    ['queued', { status: 'queued', since_ms: NOW - HOUR, can_open: true }, line(1, 1, true)],
    ['generating', { status: 'generating', since_ms: NOW - HOUR, can_open: true }, line(1, 1, true)],
    ['ready', { status: 'ready', ...made, expires_ms: NOW + 2 * HOUR, ...file }, line(0.25, 0.5)],
    ['ready for good', { status: 'ready', ...made, expires_ms: null, ...file }, line(0.5, 1, true)],
    ['expired', { status: 'expired', ...made, expired_ms: NOW - HOUR / 2, can_open: true }, line(2 / 3, 1)],
  ])('is thin until it was made, then full, then ahead: %s', (_, state, expected) => {
    expect(packStrip(state, NOW)?.line).toEqual(expected);
  });

  test.each<PackState>([
    { status: 'ready', ...made, generated_ms: null, expires_ms: null, ...file },
    { status: 'expired', ...made, expired_ms: null, can_open: true },
    { status: 'failed', reason: null, can_open: true },
    { status: 'unknown', raw: 'quarantined', can_open: true },
    { status: 'none' },
  ])('is none where the server has no time: $status', (state) => {
    expect(packStrip(state, NOW)).toBeNull();
  });
});

describe('the timeline', () => {
  test('of an ended operation ends with it', () => {
    const row = endedRow(NOW, { expected: { median_seconds: 120, p90_seconds: 600 } });
    expect(timeline(row, NOW)).toEqual({ queued: 0.2, reached: 1, median: 0.6, p90: null, open: false });
  });
  test('of an active operation reaches to where nine of ten ended', () => {
    const row = runningRow(NOW, {
      times: { created_ms: NOW - 100 * SECOND, started_ms: NOW - 100 * SECOND, ended_ms: null },
      expected: { median_seconds: 200, p90_seconds: 400 },
    });
    expect(timeline(row, NOW)).toEqual({ queued: 0, reached: 0.25, median: 0.5, p90: 1, open: false });
  });
  test('of an active operation is open where nothing is expected of it, or no longer', () => {
    const began = { created_ms: NOW - 100 * SECOND, started_ms: NOW - 100 * SECOND, ended_ms: null };
    const unexpected = runningRow(NOW, { times: began, expected: null });
    const late = runningRow(NOW, { times: began, expected: { median_seconds: 25, p90_seconds: 50 } });
    expect([timeline(unexpected, NOW), timeline(late, NOW)]).toEqual([
      { queued: 0, reached: 1, median: null, p90: null, open: true },
      { queued: 0, reached: 1, median: 0.25, p90: 0.5, open: true },
    ]);
  });
  test('of a waiting operation is all waiting', () => {
    const line = timeline(queuedRow(NOW), NOW);
    expect(line?.queued).toBe(line?.reached);
  });
  test('is missing where no time is known', () => {
    expect([timeline(goneRow(), NOW), timeline(pendingRow(), NOW)]).toEqual([null, null]);
  });
});

test.each([
  [3 * DAY + 23 * HOUR, 'Expires in 3 days'],
  [2 * DAY, 'Expires in 2 days'],
  [2 * DAY - SECOND, 'Expires in 1 d 23 h'],
  [5 * HOUR + 12 * MINUTE, 'Expires in 5 h 12 min'],
  [HOUR - SECOND, 'Expires in 59 min'],
  [MINUTE - 1, 'Expires in less than a minute'],
  // Only the server's state says that it is over.
  [-HOUR, 'Expires in less than a minute'],
])('a pack with %i ms left says “%s”', (left, words) => {
  const state = { status: 'ready', created_ms: NOW, generated_ms: null, expires_ms: NOW + left, size: null, sha256: null, can_open: true } as const;
  expect(packFacts(state, NOW).map(({ text }) => text)).toEqual([words]);
});

const READY = { status: 'ready', created_ms: NOW, generated_ms: null, expires_ms: null, size: null, sha256: 'ab', can_open: true } as const;
const ACTIONS: [PackState, PackAction | null, PackAction | null][] = [
  [READY, 'check', 'open'],
  [{ ...READY, sha256: null }, 'open', 'open'],
  [{ ...READY, can_open: false }, 'check', null],
  [{ status: 'failed', reason: null, can_open: true }, 'open', 'open'],
  [{ status: 'failed', reason: null, can_open: false }, null, null],
  [{ status: 'expired', created_ms: NOW, generated_ms: null, expired_ms: null, can_open: true }, 'open', 'open'],
  [{ status: 'unknown', raw: 'quarantined', can_open: true }, 'open', 'open'],
  [{ status: 'queued', since_ms: NOW, can_open: true }, null, null],
  [{ status: 'generating', since_ms: NOW, can_open: true }, null, null],
  [{ status: 'none' }, null, null],
  [{ status: 'gone' }, null, null],
];
test.each(ACTIONS)('of %o there is one thing to do in words, at most', (state, onCard, inWindow) => {
  expect([packAction(state, true), packAction(state, false)]).toEqual([onCard, inWindow]);
});

test('a ready pack says its size, its age and its expiry', () => {
  const state = {
    status: 'ready',
    created_ms: NOW,
    generated_ms: NOW,
    expires_ms: NOW + 27 * DAY,
    size: 4_812_300,
    sha256: null,
    can_open: true,
  } as const;
  expect(packFacts(state, NOW)).toEqual([
    { text: '4.6 MiB', title: null },
    { text: 'Generated 10:42', title: '23 Nov 2026, 10:42:07 · 2026-11-23 10:42:07 UTC' },
    { text: 'Expires in 27 days', title: '20 Dec 2026, 10:42:07 · 2026-12-20 10:42:07 UTC' },
  ]);
});
