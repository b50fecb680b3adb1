// What an administrator set: which settings are locked, and what is wrong with a line of their file.
import type { LockedSetting } from '../ipc/bindings/LockedSetting';
import type { ManagedProblem } from '../ipc/bindings/ManagedProblem';
import type { ManagedSlice } from '../ipc/bindings/ManagedSlice';
import { managedExpectedId } from './ids';
import { t } from './words';

export function isLocked(managed: ManagedSlice, setting: LockedSetting): boolean {
  return managed.locked.includes(setting);
}

/** Where it is, as far as it has a place, and what was expected there. */
export function problemWords({ line, key, expected }: ManagedProblem): string {
  const wrong = t(managedExpectedId(expected));
  const what = key === '' ? wrong : t('managed-key', { key, what: wrong });
  return line === null ? what : t('managed-line', { line: String(line), what });
}
