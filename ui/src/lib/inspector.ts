// What the connection inspector says, as pure functions of its slice; and its plain text, which carries no names.
import type { FlightSlice } from '../ipc/bindings/FlightSlice';
import type { GateSlice } from '../ipc/bindings/GateSlice';
import type { InspectorSlice } from '../ipc/bindings/InspectorSlice';
import type { LaneSlice } from '../ipc/bindings/LaneSlice';
import type { NextSlice } from '../ipc/bindings/NextSlice';
import type { PollerSlice } from '../ipc/bindings/PollerSlice';
import type { SubjectSlice } from '../ipc/bindings/SubjectSlice';
import { quantity } from './counts';
import { faultId, heardId, listId, pollerId } from './ids';
import { numberWords, typeWords } from './operation';
import { inFull, preciseMoment, roughly, utc } from './times';
import { t } from './words';

/** A name for keys and tests: `operation-421`. */
export function subjectKey(subject: SubjectSlice): string {
  switch (subject.kind) {
    case 'account':
      return 'account';
    case 'list':
      return `list-${subject.list}`;
    case 'operation':
      return `operation-${subject.id}`;
    case 'review_pack':
      return `pack-${subject.environment_id}`;
  }
}

/** What is asked for, by its id. */
export function subjectTitle(subject: SubjectSlice): string {
  switch (subject.kind) {
    case 'account':
      return t('account-title');
    case 'list':
      return t(listId(subject.list));
    case 'operation':
      return numberWords(subject.id);
    case 'review_pack':
      return t('pack-title');
  }
}

/** What it is called, and where. */
export function subjectNames(subject: SubjectSlice): string {
  switch (subject.kind) {
    case 'account':
    case 'list':
      return '';
    case 'operation':
      if (subject.type_name.known === 'pending') return '';
      return `${typeWords(subject.type_name)} · ${subject.environment ?? t('workspace-wide')}`;
    case 'review_pack':
      return subject.environment === '' ? environmentNumber(subject.environment_id) : subject.environment;
  }
}

/** Its state and why; and whether the quiet watch asks for it instead. */
export function stateWords(poller: PollerSlice): string {
  const state = t(pollerId(poller.state));
  return poller.quiet ? `${state} · ${t('refresh-quiet')}` : state;
}

export function cadenceWords(seconds: number | null): string {
  return seconds === null ? t('inspector-none') : t('refresh-every', { seconds });
}

/** When it was last answered, and what its last request brought. */
export function answerWords(poller: PollerSlice, time: (ms: number) => string): string {
  const { heard } = poller;
  const what = t(heardId(heard.what), { fault: heard.what === 'failed' ? t(faultId(heard.fault)) : '' });
  return poller.as_of_ms === null ? what : t('inspector-answer', { time: time(poller.as_of_ms), what });
}

/** The same in full; none where nothing was answered yet. */
export function answerTitle(poller: PollerSlice): string | undefined {
  return poller.as_of_ms === null ? undefined : answerWords(poller, inFull);
}

/** `in 8 s`, counted down by the display tick. */
export function nextWords(next: NextSlice | null, now: number): string {
  if (next === null) return t('inspector-none');
  if (next.when === 'now' || next.at_ms <= now) return t('inspector-now');
  return t('inspector-in', { span: roughly(Math.ceil((next.at_ms - now) / 1000)) });
}

/** When that is, in full; none where it has no moment. */
export function nextTitle(next: NextSlice | null): string | undefined {
  return next?.when === 'at' ? inFull(next.at_ms) : undefined;
}

/** What the lane's request does. */
export function flightWords(flight: FlightSlice, time: (ms: number) => string): string {
  switch (flight.state) {
    case 'held':
      return t('flight-held', { since: time(flight.since_ms), until: time(flight.until_ms) });
    case 'in_flight':
      return t('flight-in-flight', { since: time(flight.since_ms) });
    case 'off':
      return t('flight-off');
    case 'resting':
      return t('flight-resting');
  }
}

/** The same in full; none where nothing is under way. */
export function flightTitle(flight: FlightSlice): string | undefined {
  return flight.state === 'held' || flight.state === 'in_flight' ? flightWords(flight, inFull) : undefined;
}

/** What it carries, when the next one leaves, and how often where the server does not hold. */
export function laneFacts(lane: LaneSlice, now: number): string[] {
  const next = lane.next === null ? null : t('lane-next', { next: nextWords(lane.next, now) });
  const every = lane.every_seconds === null ? null : t('lane-every', { seconds: lane.every_seconds });
  const facts = [t('lane-targets', { count: lane.targets }), next, every, requestsWords(lane.requests)];
  return facts.filter((fact) => fact !== null);
}

export function requestsWords(count: number): string {
  return t('inspector-requests', { count });
}

/** Whether requests may leave, and what keeps them. */
export function gateWords(gate: GateSlice, now: number, time: (ms: number) => string): string {
  if (gate.state === 'closed') return t('gate-closed');
  if (gate.state === 'open') return t('gate-open');
  if (gate.at_ms <= now) return t('gate-probing');
  if (gate.asked_ms === null) return t('gate-until', { time: time(gate.at_ms) });
  return t('gate-asked', { time: time(gate.at_ms), asked: time(gate.asked_ms) });
}

/** The same in full; none where it tells no moment. */
export function gateTitle(gate: GateSlice, now: number): string | undefined {
  return gate.state === 'closed_until' ? gateWords(gate, now, inFull) : undefined;
}

/** What the server wishes and offers, each with its title. */
export function serverFacts(inspector: InspectorSlice): { title: string; text: string }[] {
  const { poll_after_seconds: wish, max_wait_seconds: wait } = inspector;
  const holds = wait === null ? t('inspector-not-told') : t(wait === 0 ? 'holds-none' : 'holds', { seconds: wait });
  return [
    { title: t('holds-title'), text: holds },
    { title: t('wish-title'), text: wish === null ? t('wish-none') : t('wish', { seconds: wish }) },
    { title: t('inspector-requests-title'), text: quantity(inspector.requests) },
  ];
}

/** First what is still asked for, then what is not. */
export function parted(pollers: PollerSlice[]): { living: PollerSlice[]; settled: PollerSlice[] } {
  const isSettled = ({ state }: PollerSlice) => state === 'settled';
  return { living: pollers.filter((one) => !isSettled(one)), settled: pollers.filter(isSettled) };
}

/** As a moment of today. */
export function onClock(now: number): (ms: number) => string {
  return (ms) => preciseMoment(ms, now);
}

/** All of it as text that may be passed on: ids alone, times in UTC, no host, no person, no customer. */
export function plainText(inspector: InspectorSlice, now: number): string {
  const facts = serverFacts(inspector).map(({ title, text }) => `${title}: ${text}`);
  const lane = (title: string, it: LaneSlice) => line(title, [flightWords(it.flight, utc), ...laneFacts(it, now)]);
  return [
    t('inspector-title'),
    utc(now),
    line(t('gate-title'), [gateWords(inspector.gate, now, utc)]),
    ...facts,
    lane(t('lane-foreground'), inspector.foreground),
    lane(t('lane-quiet'), inspector.quiet),
    ...inspector.pollers.map((poller) => pollerLine(poller, now)),
    '',
  ].join('\n');
}

function pollerLine(poller: PollerSlice, now: number): string {
  const { subject } = poller;
  const title = subjectTitle(subject);
  const named = subject.kind === 'review_pack' ? `${title}, ${environmentNumber(subject.environment_id)}` : title;
  return line(named, [
    stateWords(poller),
    cadenceWords(poller.every_seconds),
    answerWords(poller, utc),
    t('lane-next', { next: nextWords(poller.next, now) }),
    requestsWords(poller.requests),
  ]);
}

function line(title: string, facts: string[]): string {
  return `${title}: ${facts.join('; ')}`;
}

function environmentNumber(id: number): string {
  return t('environment-number', { id: String(id) });
}
