// What is said of a token that the keyring does not have, or did not give.
import type { KeyringProblem } from '../ipc/bindings/KeyringProblem';
import type { MemorySlice } from '../ipc/bindings/MemorySlice';
import { keyringUnkeptId, nextOf, warningId } from './ids';
import { t } from './words';

/** Whether it may answer otherwise when it is asked again. One that has not answered yet will by itself. */
export function isWorthAsking(problem: KeyringProblem): boolean {
  return problem !== 'broken' && problem !== 'slow';
}

/** What the token in memory means for the user, and what to do: nothing while the keyring is being asked. */
export function memoryWords({ asking, problem }: MemorySlice): string {
  const means = t(nextOf(warningId('keyring_unavailable')));
  return asking ? means : `${means} ${t(keyringUnkeptId(problem))}`;
}

/** What is news of it; null where nothing is. */
export function memoryNews(before: MemorySlice | null, after: MemorySlice | null): string | null {
  if (before === null) return null;
  if (after === null) return t('announced-token-kept');
  return before.asking && !after.asking ? t(keyringUnkeptId(after.problem)) : null;
}
