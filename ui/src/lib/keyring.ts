// What is said of a token that the keyring does not have, did not give, or did not let go.
import type { KeyringProblem } from '../ipc/bindings/KeyringProblem';
import type { MemorySlice } from '../ipc/bindings/MemorySlice';
import type { PartedSlice } from '../ipc/bindings/PartedSlice';
import type { Parting } from '../ipc/bindings/Parting';
import { accountLine } from './accounts';
import { keyringUnkeptId, nextOf, partingId, warningId } from './ids';
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

/** Whether the keyring still has a token that was to be removed. */
export function isKept(parting: Parting): boolean {
  return parting.startsWith('kept');
}

/** What is news of a token that is to be removed; null where nothing is. */
export function partedNews(before: PartedSlice | null, after: PartedSlice | null): string | null {
  if (after === null || after.parting === 'removing' || after.parting === before?.parting) return null;
  return `${t('account-signed-out', { account: accountLine(after) })} ${t(partingId(after.parting))}`;
}
