// The notification check of the stand-in, in the states worth looking at. The present is an argument.
import type { DoctorSlice } from '../bindings/DoctorSlice';
import type { FindingSlice } from '../bindings/FindingSlice';
import type { StepSlice } from '../bindings/StepSlice';
import type { StepState } from '../bindings/StepState';
import type { StepWord } from '../bindings/StepWord';
import { HOUR } from './rows';

/** The error of a session bus that nobody answers on. */
const UNKNOWN = 'org.freedesktop.DBus.Error.ServiceUnknown';

export function step(word: StepWord, state: StepState, finding: FindingSlice): StepSlice {
  return { step: word, state, finding };
}

/** As in the demo; the rehearsal waits for its click. */
export function doctor(...changes: StepSlice[]): DoctorSlice {
  const steps = [
    step('tray', 'fine', { found: 'tray_shown' }),
    step('daemon', 'fine', daemon({})),
    step('rehearsal', 'fine', { found: 'rehearsal_taken', id: 12 }),
    step('click', 'waiting', { found: 'click_awaited' }),
    step('announcing', 'fine', { found: 'announced', nameless: false }),
    step('keyring', 'fine', { found: 'keyring_kept' }),
    step('server', 'fine', { found: 'server_answered', user: 'Ada Brandt', took_ms: 14, clock_ms: 3 }),
    step('tls', 'fine', { found: 'tls_local' }),
    step('proxy', 'not_applicable', { found: 'proxy_local' }),
  ];
  return { steps: steps.map((one) => changes.find((change) => change.step === one.step) ?? one) };
}

/** The whole way works, and the click came back. */
export function clicked(): DoctorSlice {
  return doctor(step('click', 'fine', { found: 'click_came' }));
}

export function asking(): DoctorSlice {
  const { steps } = doctor();
  const isKnown = ({ step: word }: StepSlice) => word === 'tray' || word === 'announcing';
  return { steps: steps.map((one) => (isKnown(one) ? one : step(one.step, 'asking', { found: 'asking' }))) };
}

export function withoutDaemon(): DoctorSlice {
  return doctor(
    step('daemon', 'broken', { found: 'daemon_missing', error: UNKNOWN }),
    step('rehearsal', 'broken', { found: 'rehearsal_refused', error: UNKNOWN }),
    step('click', 'not_applicable', { found: 'click_impossible' }),
  );
}

export function keyringLocked(): DoctorSlice {
  return doctor(step('click', 'fine', { found: 'click_came' }), step('keyring', 'broken', { found: 'keyring_locked' }));
}

/** Everything that can be found of each step besides, one check after the other. */
export function others(now: number): DoctorSlice[] {
  const off = silenced({ paused_until_ms: now + HOUR, rules_off: true, suspended: true });
  const held = silenced({
    quiet_hours: [
      { environments: null, until_ms: now + 8 * HOUR, failures_break_through: true },
      { environments: 2, until_ms: now + 9 * HOUR, failures_break_through: false },
    ],
    snoozes: 2,
    snoozed_until_ms: now + HOUR,
    muted: 1,
    muted_environments: 3,
    nameless: true,
  });
  const clock_ms = -4 * HOUR;
  const found: Partial<Record<StepWord, [StepState, FindingSlice][]>> = {
    tray: [
      ['warning', { found: 'tray_absent' }],
      ['warning', { found: 'tray_gone' }],
    ],
    daemon: [
      ['warning', daemon({ actions: false, body: false, persistence: false })],
      ['broken', { found: 'daemon_silent' }],
      ['not_applicable', { found: 'daemon_of_system' }],
      ['broken', { found: 'daemon_missing', error: null }],
    ],
    rehearsal: [
      ['broken', { found: 'rehearsal_refused', error: 'org.freedesktop.Notifications.Error.ExcessNotifications' }],
      ['broken', { found: 'rehearsal_silent' }],
      ['fine', { found: 'rehearsal_handed_over' }],
      ['broken', { found: 'rehearsal_refused', error: null }],
    ],
    click: [
      ['warning', { found: 'click_dismissed' }],
      ['warning', { found: 'click_expired' }],
      ['warning', { found: 'click_lost' }],
      ['warning', { found: 'click_withdrawn' }],
    ],
    announcing: [
      ['warning', off],
      ['warning', held],
      ['warning', quietNight(now)],
      ['fine', { found: 'announced', nameless: true }],
    ],
    keyring: [
      ['broken', { found: 'keyring_absent' }],
      ['broken', { found: 'keyring_changed' }],
      ['broken', { found: 'keyring_denied' }],
      ['broken', { found: 'keyring_slow' }],
    ],
    server: [
      ['warning', { found: 'server_answered', user: 'Ada Brandt', took_ms: 1240, clock_ms }],
      ['broken', { found: 'server_failed', fault: 'unreached' }],
      ['broken', { found: 'server_failed', fault: 'signed_out' }],
    ],
    tls: [
      ['fine', { found: 'tls_verified' }],
      ['warning', { found: 'tls_cut' }],
      ['broken', { found: 'tls_untrusted', fault: 'untrusted' }],
    ],
    proxy: [
      ['fine', { found: 'proxy_used', host: 'proxy.contoso.example:3128' }],
      ['fine', { found: 'proxy_none' }],
      ['broken', { found: 'proxy_failed', host: 'proxy.contoso.example:3128', fault: 'proxy_authentication' }],
    ],
  };
  const most = Math.max(...Object.values(found).map((all) => all.length));
  return Array.from({ length: most }, (_, index) => {
    const changes = Object.entries(found).flatMap(([word, all]) => {
      const [state, finding] = all[index] ?? [];
      return state && finding ? [step(word as StepWord, state, finding)] : [];
    });
    return doctor(...changes);
  });
}

/** Quiet hours of everything, and nothing else. */
function quietNight(now: number): FindingSlice {
  return silenced({ quiet_hours: [{ environments: null, until_ms: now + 8 * HOUR, failures_break_through: false }] });
}

export function silenced(changes: Partial<Extract<FindingSlice, { found: 'silenced' }>>): FindingSlice {
  return {
    found: 'silenced',
    paused_until_ms: null,
    quiet_hours: [],
    rules_off: false,
    suspended: false,
    snoozes: 0,
    snoozed_until_ms: null,
    muted: 0,
    muted_environments: 0,
    nameless: false,
    ...changes,
  };
}

function daemon(changes: Partial<Extract<FindingSlice, { found: 'daemon' }>>): FindingSlice {
  return { found: 'daemon', name: 'dunst', version: '1.9.0', actions: true, body: true, persistence: true, ...changes };
}
