// The connection inspector of the stand-in, seen and suspended. The present is an argument.
import type { InspectorSlice } from '../bindings/InspectorSlice';
import type { PollerSlice } from '../bindings/PollerSlice';
import type { SubjectSlice } from '../bindings/SubjectSlice';
import { MINUTE, SECOND } from './rows';

export function operation(id: number, type: string, environment: string | null): SubjectSlice {
  return { kind: 'operation', id, type_name: { known: 'catalogue', id: type }, environment };
}

/** Waiting for its next turn; `changes` makes it any other. */
export function poller(now: number, subject: SubjectSlice, changes: Partial<PollerSlice> = {}): PollerSlice {
  return {
    subject,
    state: 'waiting',
    quiet: false,
    every_seconds: 10,
    as_of_ms: now - 4 * SECOND,
    heard: { what: 'unchanged' },
    next: { when: 'at', at_ms: now + 6 * SECOND },
    requests: 61,
    ...changes,
  };
}

/** The overview is shown, and the server holds a watch of what it shows. */
export function inspector(now: number, changes: Partial<InspectorSlice> = {}): InspectorSlice {
  const answered = { what: 'answered' } as const;
  const held = { state: 'held', next: null } as const;
  const settled = { state: 'settled', next: null, every_seconds: null } as const;
  const pack = (environment_id: number, environment: string): SubjectSlice => ({
    kind: 'review_pack',
    environment_id,
    environment,
  });
  return {
    gate: { state: 'open' },
    poll_after_seconds: null,
    max_wait_seconds: 50,
    foreground: {
      flight: { state: 'held', since_ms: now - 4 * SECOND, until_ms: now + 6 * SECOND },
      targets: 3,
      every_seconds: null,
      next: null,
      requests: 118,
    },
    quiet: { flight: { state: 'resting' }, targets: 0, every_seconds: 30, next: null, requests: 12 },
    pollers: [
      poller(now, { kind: 'account' }, { every_seconds: 300, heard: answered, next: null, requests: 12 }),
      poller(now, { kind: 'list', list: 'active' }, { heard: answered }),
      poller(now, { kind: 'list', list: 'attention' }, { every_seconds: 60, heard: answered, requests: 31 }),
      poller(now, { kind: 'list', list: 'recent' }, { state: 'in_flight', next: null, every_seconds: 60, heard: answered, requests: 30 }),
      poller(now, operation(421, 'type-policy-sync', 'Contoso Production'), { ...held, heard: { what: 'changed' } }),
      poller(now, operation(425, 'type-restore-execute', null), { ...held, every_seconds: 1 }),
      poller(now, operation(398, 'type-backup-schedule-execute', 'Contoso Production'), { ...settled, requests: 3 }),
      poller(now, pack(1, 'Contoso Production'), { ...settled, requests: 1 }),
      poller(now, pack(2, 'Tailspin Retail'), { ...held }),
    ],
    requests: 254,
    ...changes,
  };
}

/** A dialog is open over it: what is pinned is watched quietly, and nothing else is asked for. */
export function suspended(now: number): InspectorSlice {
  const shown = inspector(now);
  return inspector(now, {
    foreground: { ...shown.foreground, flight: { state: 'resting' }, targets: 0 },
    quiet: {
      ...shown.quiet,
      flight: { state: 'held', since_ms: now - 8 * SECOND, until_ms: now + 42 * SECOND },
      targets: 2,
    },
    pollers: shown.pollers.map((one) => (one.state === 'settled' ? one : { ...one, ...pausedBy(one) })),
  });
}

function pausedBy({ subject }: PollerSlice): Partial<PollerSlice> {
  return { state: 'suspended_modal', quiet: subject.kind === 'operation', every_seconds: null, next: null };
}

/** The server asked for a pause. */
export function refused(now: number): InspectorSlice {
  const shown = inspector(now);
  const asked_ms = now + MINUTE;
  const next = { when: 'at', at_ms: asked_ms + 12 * SECOND } as const;
  const heard = { what: 'failed', fault: 'server' } as const;
  return inspector(now, {
    gate: { state: 'closed_until', at_ms: next.at_ms, asked_ms },
    poll_after_seconds: 25,
    foreground: { ...shown.foreground, flight: { state: 'resting' }, next },
    quiet: { ...shown.quiet, flight: { state: 'off' }, every_seconds: 30 },
    pollers: shown.pollers.map((one) => (one.state === 'settled' ? one : { ...one, state: 'waiting', heard, next })),
  });
}
