// What the notification check says of each finding, and what of it may be passed on.
import { expect, test } from 'vitest';
import type { FindingSlice } from '../src/ipc/bindings/FindingSlice';
import type { StepState } from '../src/ipc/bindings/StepState';
import { asking, clicked, doctor, keyringLocked, others, silenced, step, withoutDaemon } from '../src/ipc/fake/doctor';
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

const QUIET = { environments: null, until_ms: NOW + 8 * HOUR, failures_break_through: true };

test.each<[string, Partial<Extract<FindingSlice, { found: 'silenced' }>>, RegExp]>([
  ['a suspension', { suspended: true }, /^While every window is hidden, nothing is watched\.$/],
  [
    'a pause, and rules',
    { paused_until_ms: NOW + HOUR, rules_off: true },
    /^Notifications are paused until \d\d:42\. Every kind of end is switched off\.$/,
  ],
  [
    'quiet hours',
    { quiet_hours: [QUIET] },
    /^Quiet hours until \d\d:42: what failed or is blocked is told all the same\.$/,
  ],
  ['quiet hours that hold failures, too', { quiet_hours: [{ ...QUIET, failures_break_through: false }] }, /^Quiet hours until \d\d:42\.$/],
  [
    'quiet hours of environments',
    { quiet_hours: [{ ...QUIET, environments: 2 }] },
    /^Quiet hours of 2 environments, the last until \d\d:42: what failed or is blocked is told all the same\.$/,
  ],
  ['a snooze', { snoozes: 1, snoozed_until_ms: NOW + HOUR }, /^1 snooze until \d\d:42\.$/],
  [
    'mutes',
    { muted: 1, muted_environments: 2 },
    /^1 pinned operation or review pack is muted\. 2 environments are muted\.$/,
  ],
  [
    'a mute, and what is told names nobody',
    { muted: 2, nameless: true },
    /^2 pinned operations or review packs are muted\. Notifications name no customer\.$/,
  ],
])('%s that keeps an end from being announced is named', (_, changes, expected) => {
  const words = factWords(silenced(changes), NOW);
  const lead = 'Ends are not announced as usual. ';
  expect(words.slice(0, lead.length)).toBe(lead);
  expect(words.slice(lead.length)).toMatch(expected);
});

test('that notifications name nobody is said where ends are announced, too', () => {
  const words = (nameless: boolean) => factWords({ found: 'announced', nameless }, NOW);
  expect([false, true].map(words)).toEqual(['Ends are announced.', 'Ends are announced. Notifications name no customer.']);
});

test('the text that is copied has the end of quiet hours in UTC', () => {
  const quiet = step('announcing', 'warning', silenced({ quiet_hours: [QUIET] }));
  expect(plainText(doctor(quiet), NOW)).toContain('Quiet hours until 2026-11-23 18:42:07 UTC: what failed');
});
