// What one review pack says about itself, as pure functions of its card.
import type { CheckSlice } from '../ipc/bindings/CheckSlice';
import type { CheckState } from '../ipc/bindings/CheckState';
import type { PackSlice } from '../ipc/bindings/PackSlice';
import type { PackState } from '../ipc/bindings/PackState';
import type { Shape } from './badges';
import { checkProblemId, nextOf } from './ids';
import { size } from './sizes';
import { date, inFull, moment, remaining } from './times';
import { t } from './words';

/** Whose pack it is. A name may be unknown: not answered yet, or erased with everything else of its environment. */
export function packTitle(pack: PackSlice): string {
  if (pack.environment !== '') return pack.environment;
  return pack.state.status === 'gone' ? t('pack-gone') : environmentNumber(pack);
}

/** What stands under the title: the workspace; the environment's number where the title has no name. */
export function packPlace(pack: PackSlice): string {
  if (pack.environment === '' && pack.state.status === 'gone') return environmentNumber(pack);
  return pack.workspace;
}

/** The environment in a sentence. */
export function environmentWords(pack: PackSlice): string {
  return pack.environment === '' ? environmentNumber(pack) : pack.environment;
}

/** What stands under its badge, with its moment in full where it has one. */
export interface PackFact {
  text: string;
  title: string | null;
}

/** The facts under its badge, most important first. */
export function packFacts(state: PackState, now: number): PackFact[] {
  switch (state.status) {
    case 'queued':
    case 'generating':
      return [timed(state.since_ms, t('pack-since', { time: moment(state.since_ms, now) }))];
    case 'ready':
      return [
        state.size === null ? null : plain(t('pack-size', { size: size(state.size) })),
        state.generated_ms === null
          ? null
          : timed(state.generated_ms, t('pack-generated', { time: moment(state.generated_ms, now) })),
        state.expires_ms === null ? null : timed(state.expires_ms, expiryWords(state.expires_ms - now)),
      ].filter((fact) => fact !== null);
    case 'failed':
      return state.reason === null ? [] : [plain(state.reason)];
    case 'expired':
      return state.expired_ms === null
        ? []
        : [timed(state.expired_ms, t('pack-expired-on', { time: date(state.expired_ms, now) }))];
    case 'unknown':
      return [plain(state.raw)];
    case 'forbidden':
    case 'gone':
    case 'none':
    case 'unseen':
      return [];
  }
}

/** Of its facts the one that is a matter of time: since when it is made, or until when it is there. */
export function packTime(state: PackState, now: number): PackFact | null {
  const timed = packFacts(state, now).filter(({ title }) => title !== null);
  return timed.at(-1) ?? null;
}

/** Whether what it says changes with time alone: while the time to its expiry is counted down. */
export function isCountingDown(state: PackState): boolean {
  return state.status === 'ready' && state.expires_ms !== null;
}

/** What to do about it: none where there is nothing to do. */
export function packNext(state: PackState, pinned: boolean): string | null {
  switch (state.status) {
    case 'failed':
      return t('pack-failed-next');
    case 'expired':
      return t('pack-expired-next');
    case 'forbidden':
      return t('pack-forbidden-next');
    case 'gone':
      return t(pinned ? 'pack-gone-unpin-next' : 'pack-gone-next');
    case 'none':
      return t('pack-none-next');
    case 'generating':
    case 'queued':
    case 'ready':
    case 'unknown':
    case 'unseen':
      return null;
  }
}

export function packCanOpen(state: PackState): boolean {
  return 'can_open' in state && state.can_open;
}

/** The one thing to do with it, which is said in words: to check a file, where its surface can, before to open it. */
export type PackAction = 'check' | 'open';

export function packAction(state: PackState, checks: boolean): PackAction | null {
  switch (state.status) {
    case 'ready':
      if (checks && state.sha256 !== null) return 'check';
      return state.can_open ? 'open' : null;
    case 'expired':
    case 'failed':
    case 'unknown':
      return state.can_open ? 'open' : null;
    case 'forbidden':
    case 'generating':
    case 'gone':
    case 'none':
    case 'queued':
    case 'unseen':
      return null;
  }
}

/** How much of a file is read; null where it is not being read. */
export function percentRead(state: CheckState): number | null {
  if (state.found !== 'reading') return null;
  return Math.floor((state.read / Math.max(state.total, 1)) * 100);
}

interface CheckLook {
  tone: 'danger' | 'plain' | 'warning';
  shape: Shape;
  title: string;
  next: string;
}

/** What came of a file; null while it is being read. */
export function checkLook({ file, state }: CheckSlice): CheckLook | null {
  switch (state.found) {
    case 'failed': {
      const id = checkProblemId(state.problem);
      return { tone: 'warning', shape: 'alarm', title: t(id), next: `${file} · ${t(nextOf(id))}` };
    }
    case 'other':
      return { tone: 'danger', shape: 'cross', title: t('check-other'), next: t('check-other-next', { file }) };
    case 'reading':
      return null;
    case 'same':
      return { tone: 'plain', shape: 'check', title: t('check-same'), next: t('check-same-next', { file }) };
  }
}

/** That it is over is for the server's state to say, not for this. */
function expiryWords(left: number): string {
  const span = remaining(left);
  return span === null ? t('pack-expires-soon') : t('pack-expires-in', { span });
}

function plain(text: string): PackFact {
  return { text, title: null };
}

function timed(ms: number, text: string): PackFact {
  return { text, title: inFull(ms) };
}

function environmentNumber(pack: PackSlice): string {
  return t('environment-number', { id: String(pack.environment_id) });
}
