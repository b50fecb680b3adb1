// What the notification check says of each finding, and what of it may be passed on.
import { expect, test } from 'vitest';
import type { FindingSlice } from '../src/ipc/bindings/FindingSlice';
import type { StepState } from '../src/ipc/bindings/StepState';
import { asking, clicked, doctor, keyringLocked, others, step, withoutDaemon } from '../src/ipc/fake/doctor';
import { factWords, nextWords, plainText, stateBadge, summaryWords } from '../src/lib/doctor';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);
const HOUR = 3_600_000;
const STATES: StepState[] = ['asking', 'broken', 'fine', 'not_applicable', 'waiting', 'warning'];

const every = (now: number) => [asking(), clicked(), doctor(), keyringLocked(), withoutDaemon(), ...others(now)];

test('the text that is copied says each step in a line, without a name', () => {
  expect(plainText(clicked(), NOW).split('\n')).toEqual([
    'Notification check',
    '2026-11-23 10:42:07 UTC',
    'Tray icon: works · A tray shows the icon.',
    'Notification service: works · dunst 1.9.0. It keeps what you missed.',
    'Rehearsal: works · The notification service took it as number 12.',
    'Click: works · The click came back.',
    'Announcements: works · Ends are announced.',
    'System keyring: works · A trial entry was written, read and deleted.',
    'Server: works · Answered in 14 ms. The clocks agree.',
    'Encryption: works · Not encrypted, and not needed: the server is on this computer.',
    'Proxy: does not apply · The server is on this computer, so no proxy is used.',
    '',
  ]);
});

test('no text that is copied names a person, a customer or a host', () => {
  const texts = every(NOW).map((one) => plainText(one, NOW));
  expect(texts.join()).toContain('Requests go through a proxy.');
  expect(texts.filter((text) => /Ada|Brandt|contoso/i.test(text))).toEqual([]);
});

test('what is not fine has a next step, and what is fine has none', () => {
  const steps = every(NOW).flatMap(({ steps }) => steps);
  const wants = ({ state }: { state: StepState }) => ['broken', 'waiting', 'warning'].includes(state);
  expect(steps.filter((one) => wants(one) !== (nextWords(one) !== null))).toEqual([]);
});

test('no two states share a shape', () => {
  expect(new Set(STATES.map((state) => stateBadge(state).shape)).size).toBe(STATES.length);
});

test('the summary tells the worst', () => {
  const warned = step('tray', 'warning', { found: 'tray_absent' });
  const click = step('click', 'fine', { found: 'click_came' });
  const all = [null, asking(), clicked(), doctor(), doctor(click, warned), keyringLocked(), withoutDaemon()];
  expect(all.map(summaryWords)).toEqual([
    'Checking…',
    'Checking…',
    'Everything works.',
    'Everything that could be checked works. Now click the rehearsal.',
    '1 step needs a look.',
    '1 step does not work.',
    '2 steps do not work.',
  ]);
});

test('a wrong clock is this computer’s, by as much as it is wrong', () => {
  const words = (clock_ms: number) => factWords({ found: 'server_answered', user: 'Ann', took_ms: 9, clock_ms }, NOW);
  expect([0, -60_000, 60_001, -2 * HOUR].map(words)).toEqual([
    'Answered in 9 ms, signed in as Ann. The clocks agree.',
    'Answered in 9 ms, signed in as Ann. The clocks agree.',
    'Answered in 9 ms, signed in as Ann. This computer’s clock is 60 s behind.',
    'Answered in 9 ms, signed in as Ann. This computer’s clock is 2 h ahead.',
  ]);
});

test('everything that keeps an end from being announced is named', () => {
  const silenced = { found: 'silenced', paused_until_ms: null, rules_off: false, suspended: true } as const;
  const words = (changes: Partial<Extract<FindingSlice, { found: 'silenced' }>>) => factWords({ ...silenced, ...changes }, NOW);
  const suspended = 'Ends are not announced as usual. While every window is hidden, nothing is watched.';
  expect(words({})).toBe(suspended);
  expect(words({ paused_until_ms: NOW + HOUR, rules_off: true, suspended: false })).toMatch(
    /^Ends are not announced as usual\. Notifications are paused until \d\d:42\. Every kind of end is switched off\.$/,
  );
});
