// What the notification check says of each step, as pure functions of its slice; and its plain text, which carries no names.
import type { DoctorSlice } from '../ipc/bindings/DoctorSlice';
import type { FaultWord } from '../ipc/bindings/FaultWord';
import type { FindingSlice } from '../ipc/bindings/FindingSlice';
import type { QuietNowSlice } from '../ipc/bindings/QuietNowSlice';
import type { StepSlice } from '../ipc/bindings/StepSlice';
import type { StepState } from '../ipc/bindings/StepState';
import type { BadgeLook, Shape, Tone } from './badges';
import { faultId, findingId, healthNextId, stepId, stepStateId } from './ids';
import { inFull, moment, roughly, utc } from './times';
import { t } from './words';

const LOOKS: Record<StepState, [Shape, Tone]> = {
  asking: ['hourglass', 'neutral'],
  broken: ['cross', 'danger'],
  fine: ['check', 'success'],
  not_applicable: ['minus', 'neutral'],
  waiting: ['dot', 'info'],
  warning: ['alarm', 'warning'],
};

/** What to do where a step is not fine. */
const NEXT: Partial<Record<FindingSlice['found'], string>> = {
  click_awaited: 'doctor-next-click',
  click_dismissed: 'doctor-next-click-again',
  click_expired: 'doctor-next-click-again',
  click_lost: 'doctor-next-again',
  click_withdrawn: 'doctor-next-click-again',
  daemon: 'doctor-next-daemon-other',
  daemon_missing: 'doctor-next-daemon-missing',
  daemon_silent: 'doctor-next-daemon-silent',
  keyring_absent: 'doctor-next-keyring-absent',
  keyring_changed: 'doctor-next-keyring-changed',
  keyring_denied: 'doctor-next-keyring-denied',
  keyring_locked: 'doctor-next-keyring-locked',
  keyring_slow: 'doctor-next-keyring-slow',
  rehearsal_handed_over: 'doctor-next-look',
  rehearsal_refused: 'doctor-next-daemon-missing',
  rehearsal_silent: 'doctor-next-daemon-silent',
  server_answered: 'doctor-next-clock',
  silenced: 'doctor-next-silenced',
  tls_cut: 'doctor-next-tls-cut',
  tray_absent: 'doctor-next-tray-absent',
  tray_gone: 'doctor-next-tray-gone',
};

/** As the app has it: what is off by less is nothing to speak of. */
const CLOCKS_AGREE = 60_000;

/** How facts are worded: for the screen with its names, or to be passed on without. */
interface Telling {
  time: (ms: number) => string;
  names: boolean;
}

export function stateBadge(state: StepState): BadgeLook {
  const [shape, tone] = LOOKS[state];
  return { shape, tone, words: stepStateId(state) };
}

/** `now` is on this computer's clock. */
export function factWords(finding: FindingSlice, now: number): string {
  return fact(finding, { time: (ms) => moment(ms, now), names: true });
}

/** The same with its moments in full; none where it tells no moment. */
export function factTitle(finding: FindingSlice): string | undefined {
  return finding.found === 'silenced' ? fact(finding, { time: inFull, names: true }) : undefined;
}

/** What to do; null where there is nothing to do. */
export function nextWords({ state, finding }: StepSlice): string | null {
  if (state === 'asking' || state === 'fine' || state === 'not_applicable') return null;
  if (isOfAFault(finding)) return t(healthNextId(finding.fault));
  const id = NEXT[finding.found];
  return id === undefined ? null : t(id);
}

/** What a fault stands for has its next step. */
function isOfAFault(finding: FindingSlice): finding is Extract<FindingSlice, { fault: FaultWord }> {
  return finding.found === 'proxy_failed' || finding.found === 'server_failed' || finding.found === 'tls_untrusted';
}

export function isAsking({ steps }: DoctorSlice): boolean {
  return steps.some(({ state }) => state === 'asking');
}

/** All of it in one line, the worst first. */
export function summaryWords(doctor: DoctorSlice | null): string {
  if (doctor === null || isAsking(doctor)) return t('doctor-asking');
  const count = (wanted: StepState) => doctor.steps.filter(({ state }) => state === wanted).length;
  const [broken, warning] = [count('broken'), count('warning')];
  if (broken > 0) return t('doctor-broken', { count: broken });
  const waiting = count('waiting') > 0;
  if (warning > 0) return t(waiting ? 'doctor-warning-waiting' : 'doctor-warning', { count: warning });
  return t(waiting ? 'doctor-waiting' : 'doctor-fine');
}

/** As text that may be passed on: no host, no person, no proxy, times in UTC. */
export function plainText(doctor: DoctorSlice, now: number): string {
  const telling = { time: utc, names: false };
  const line = (step: StepSlice) => {
    const said = [t(stepStateId(step.state)), fact(step.finding, telling), nextWords(step)];
    return `${t(stepId(step.step))}: ${said.filter((words) => words !== null).join(' · ')}`;
  };
  return [t('doctor-title'), utc(now), ...doctor.steps.map(line), ''].join('\n');
}

function fact(finding: FindingSlice, { time, names }: Telling): string {
  const id = findingId(finding.found);
  switch (finding.found) {
    case 'announced':
      return sentences([t(id), ...discretion(finding)]);
    case 'daemon':
      return sentences([t(id, { name: finding.name, version: finding.version }), ...abilities(finding)]);
    case 'daemon_missing':
      return finding.error === null ? t('doctor-no-bus') : t(id, { error: finding.error });
    case 'proxy_failed': {
      const fault = t(faultId(finding.fault));
      return names ? t(id, { host: finding.host, fault }) : t('doctor-proxy-failed-unnamed', { fault });
    }
    case 'proxy_used':
      return names ? t(id, { host: finding.host }) : t('doctor-proxy-unnamed');
    case 'rehearsal_refused':
      return finding.error === null ? t(id) : sentences([t(id), t('doctor-error', { error: finding.error })]);
    case 'rehearsal_taken':
      return t(id, { id: String(finding.id) });
    case 'server_answered':
      return sentences([answered(finding, names), clocks(finding.clock_ms)]);
    case 'server_failed':
    case 'tls_untrusted':
      return t(id, { fault: t(faultId(finding.fault)) });
    case 'silenced':
      return sentences([t(id), ...silences(finding, time)]);
    default:
      return t(id);
  }
}

function abilities({ actions, body, persistence }: Extract<FindingSlice, { found: 'daemon' }>): string[] {
  const lacks = [actions ? null : t('doctor-daemon-no-clicks'), body ? null : t('doctor-daemon-no-body')];
  return [...lacks.filter((words) => words !== null), t(persistence ? 'doctor-daemon-keeps' : 'doctor-daemon-forgets')];
}

function answered({ user, took_ms }: Extract<FindingSlice, { found: 'server_answered' }>, names: boolean): string {
  return names ? t('found-server-answered', { user, took: took_ms }) : t('doctor-server-unnamed', { took: took_ms });
}

function clocks(ahead: number): string {
  if (Math.abs(ahead) <= CLOCKS_AGREE) return t('doctor-clocks-agree');
  const span = roughly(Math.abs(ahead) / 1000);
  return ahead > 0 ? t('doctor-clock-behind', { span }) : t('doctor-clock-ahead', { span });
}

function silences(finding: Extract<FindingSlice, { found: 'silenced' }>, time: Telling['time']): string[] {
  const { paused_until_ms, snoozed_until_ms, snoozes, muted, muted_environments } = finding;
  const all = [
    paused_until_ms === null ? null : t('doctor-paused', { time: time(paused_until_ms) }),
    ...finding.quiet_hours.map((quiet) => quietHours(quiet, time)),
    finding.rules_off ? t('doctor-rules-off') : null,
    finding.suspended ? t('doctor-suspended') : null,
    snoozed_until_ms === null ? null : t('doctor-snoozes', { count: snoozes, time: time(snoozed_until_ms) }),
    muted === 0 ? null : t('doctor-muted', { count: muted }),
    muted_environments === 0 ? null : t('doctor-muted-environments', { count: muted_environments }),
    ...discretion(finding),
  ];
  return all.filter((words) => words !== null);
}

function quietHours({ environments, until_ms, failures_break_through }: QuietNowSlice, time: Telling['time']): string {
  const until = { time: time(until_ms), failures: failures_break_through ? 'told' : 'kept' };
  return environments === null ? t('doctor-quiet', until) : t('doctor-quiet-environments', { ...until, count: environments });
}

function discretion({ nameless }: { nameless: boolean }): string[] {
  return nameless ? [t('doctor-nameless')] : [];
}

function sentences(all: string[]): string {
  return all.join(' ');
}
