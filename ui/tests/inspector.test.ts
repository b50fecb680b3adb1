// What the connection inspector says of each state, and what of it may be passed on.
import { expect, test } from 'vitest';
import type { PollerSlice } from '../src/ipc/bindings/PollerSlice';
import type { SubjectSlice } from '../src/ipc/bindings/SubjectSlice';
import { inspector, operation, poller, refused, suspended } from '../src/ipc/fake/inspector';
import { answerTitle, flightTitle, gateTitle, gateWords, nextTitle, nextWords, plainText, stateWords, subjectNames } from '../src/lib/inspector';
import { utc } from '../src/lib/times';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);
const NAMED = operation(421, 'type-policy-sync', 'Contoso Production');

test('the text that is copied has ids and no names', () => {
  const pack: SubjectSlice = { kind: 'review_pack', environment_id: 2, environment: 'Tailspin Retail' };
  const labelled = { ...NAMED, type_name: { known: 'label', text: 'Sync for Fabrikam' } } as SubjectSlice;
  const seen = inspector(NOW, {
    pollers: [
      poller(NOW, labelled, { state: 'held', next: null, requests: 1 }),
      poller(NOW, pack, { state: 'suspended_modal', quiet: true, every_seconds: null, next: null }),
    ],
  });
  expect(plainText(seen, NOW).split('\n')).toEqual([
    'Connection details',
    '2026-11-23 10:42:07 UTC',
    'Requests: allowed',
    'Held by the server: up to 50 s',
    'Pause the server asks for: none',
    'Requests in the last hour: 254',
    'Watch of open windows: held by the server since 2026-11-23 10:42:03 UTC, until 2026-11-23 10:42:13 UTC at the latest; 3 targets; 118 requests in the last hour',
    'Quiet watch: no request under way; 0 targets; every 30 s where the server does not hold requests; 12 requests in the last hour',
    'Operation #421: held by the server; every 10 s; 2026-11-23 10:42:03 UTC · no change; next –; 1 request in the last hour',
    'Review pack, Environment #2: suspended: dialog open · watched quietly; –; 2026-11-23 10:42:03 UTC · no change; next –; 61 requests in the last hour',
    '',
  ]);
});

test('no scene’s text names a customer', () => {
  const texts = [inspector, suspended, refused].map((scene) => plainText(scene(NOW), NOW));
  expect(texts.filter((text) => /Contoso|Tailspin/.test(text))).toEqual([]);
});

test('a suspended poller says why, and whether the quiet watch has it', () => {
  const words = (changes: Partial<PollerSlice>) => stateWords(poller(NOW, NAMED, changes));
  expect(words({ state: 'suspended_hidden' })).toBe('suspended: window hidden');
  expect(words({ state: 'suspended_modal', quiet: true })).toBe('suspended: dialog open · watched quietly');
});

test('what is due is said as the time that is left', () => {
  expect(nextWords({ when: 'at', at_ms: NOW + 5_100 }, NOW)).toBe('in 6 s');
  expect(nextWords({ when: 'at', at_ms: NOW }, NOW)).toBe('now');
  expect(nextWords({ when: 'now' }, NOW)).toBe('now');
  expect(nextWords(null, NOW)).toBe('–');
});

test('every moment is told on hover by both clocks', () => {
  const held = { state: 'held', since_ms: NOW, until_ms: NOW } as const;
  const titles = [
    answerTitle(poller(NOW, NAMED, { as_of_ms: NOW })),
    nextTitle({ when: 'at', at_ms: NOW }),
    flightTitle(held),
    gateTitle({ state: 'closed_until', at_ms: NOW, asked_ms: null }, NOW - 1),
  ];
  expect(titles.filter((title) => !title?.includes('23 Nov 2026, 10:42:07 · 2026-11-23 10:42:07 UTC'))).toEqual([]);
  const without = [nextTitle({ when: 'now' }), nextTitle(null), flightTitle({ state: 'off' }), gateTitle({ state: 'open' }, NOW)];
  expect(without).toEqual([undefined, undefined, undefined, undefined]);
});

test('a pause that is over is said to be felt out', () => {
  const gate = { state: 'closed_until', at_ms: NOW, asked_ms: null } as const;
  const words = (now: number, asked_ms: number | null = null) => gateWords({ ...gate, asked_ms }, now, utc);
  expect(words(NOW - 1)).toBe('after a fault, none before 2026-11-23 10:42:07 UTC');
  expect(words(NOW - 1, NOW - 7_000)).toContain('asked to wait until 2026-11-23 10:42:00 UTC');
  expect(words(NOW)).toBe('after a fault, one at a time until the server answers');
});

test('a target without a name has its number', () => {
  expect(subjectNames({ kind: 'review_pack', environment_id: 7, environment: '' })).toBe('Environment #7');
  const pending: SubjectSlice = { kind: 'operation', id: 5, type_name: { known: 'pending' }, environment: null };
  expect([subjectNames(pending), subjectNames(operation(5, 'type-policy-sync', null))]).toEqual([
    '',
    'Policy sync · Workspace-wide',
  ]);
});
