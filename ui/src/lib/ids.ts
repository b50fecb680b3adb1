// From a word of the contract to the id of its message. A test walks every word of every family.
import type { AlertWord } from '../ipc/bindings/AlertWord';
import type { Appearance } from '../ipc/bindings/Appearance';
import type { CaProblem } from '../ipc/bindings/CaProblem';
import type { CheckProblem } from '../ipc/bindings/CheckProblem';
import type { Day } from '../ipc/bindings/Day';
import type { ExportWord } from '../ipc/bindings/ExportWord';
import type { FateWord } from '../ipc/bindings/FateWord';
import type { FaultWord } from '../ipc/bindings/FaultWord';
import type { FindingSlice } from '../ipc/bindings/FindingSlice';
import type { FreshnessWord } from '../ipc/bindings/FreshnessWord';
import type { HeardSlice } from '../ipc/bindings/HeardSlice';
import type { HeardWord } from '../ipc/bindings/HeardWord';
import type { KeyringProblem } from '../ipc/bindings/KeyringProblem';
import type { LanguageChoice } from '../ipc/bindings/LanguageChoice';
import type { ListWord } from '../ipc/bindings/ListWord';
import type { ManagedExpected } from '../ipc/bindings/ManagedExpected';
import type { OutcomeWord } from '../ipc/bindings/OutcomeWord';
import type { PackState } from '../ipc/bindings/PackState';
import type { Parting } from '../ipc/bindings/Parting';
import type { PasswordState } from '../ipc/bindings/PasswordState';
import type { Pause } from '../ipc/bindings/Pause';
import type { PollerWord } from '../ipc/bindings/PollerWord';
import type { ProxyMode } from '../ipc/bindings/ProxyMode';
import type { ProxyProblem } from '../ipc/bindings/ProxyProblem';
import type { SignInProblem } from '../ipc/bindings/SignInProblem';
import type { Standing } from '../ipc/bindings/Standing';
import type { StatusWord } from '../ipc/bindings/StatusWord';
import type { StepState } from '../ipc/bindings/StepState';
import type { StepWord } from '../ipc/bindings/StepWord';
import type { WaitWord } from '../ipc/bindings/WaitWord';
import type { Warning } from '../ipc/bindings/Warning';
import type { WhileHidden } from '../ipc/bindings/WhileHidden';

export const appearanceId = (word: Appearance) => of('appearance', word);
export const caProblemId = (problem: CaProblem) => of('ca-problem', problem);
export const checkProblemId = (problem: CheckProblem) => of('check-problem', problem);
export const dayId = (day: Day) => of('day', day);
export const exportId = (word: ExportWord) => of('export', word);
export const fateId = (word: FateWord) => of('fate', word);
export const faultId = (word: FaultWord) => of('fault', word);
export const findingId = (word: FindingSlice['found']) => of('found', word);
export const freshnessId = (word: FreshnessWord) => of('freshness', word);
export const healthNextId = (word: FaultWord) => of('health-next', word);
export const heardId = (word: HeardSlice['what']) => of('heard', word);
export const keyringProblemId = (word: KeyringProblem) => of('keyring-problem', word);
export const keyringUnkeptId = (word: KeyringProblem) => of('keyring-unkept', word);
export const keyringUnreadId = (word: KeyringProblem) => of('keyring-unread', word);
export const languageId = (choice: LanguageChoice) => of('language', choice);
export const listId = (word: ListWord) => of('list', word);
export const managedExpectedId = (word: ManagedExpected) => of('managed-expected', word);
export const notedHeardId = (word: HeardWord) => of('noted-heard', word);
export const notedId = (word: AlertWord) => of('noted', word);
export const outcomeId = (word: OutcomeWord) => of('outcome', word);
export const packId = (word: PackState['status']) => of('pack', word);
export const partingId = (word: Parting) => of('signed-out', word);
export const passwordId = (state: PasswordState) => of('proxy-password', state);
export const pauseId = (word: Pause) => of('pause', word);
export const pollerId = (word: PollerWord) => of('poller', word);
export const proxyModeId = (mode: ProxyMode) => of('proxy', mode);
export const proxyProblemId = (problem: ProxyProblem) => of('proxy-problem', problem);
export const signInProblemId = (word: SignInProblem) => of('sign-in-problem', word);
/** The end of three: of an operation, a review pack and an environment. */
export const snoozeId = (word: Pause) => of('snooze', word);
export const standingId = (word: Standing) => of('standing', word);
export const statusId = (word: StatusWord) => of('status', word);
export const stepId = (word: StepWord) => of('step', word);
export const stepStateId = (word: StepState) => of('step-state', word);
export const waitedId = (word: WaitWord) => of('history-waited', word);
export const warningId = (word: Warning) => of('warning', word);
export const whileHiddenId = (word: WhileHidden) => of('while-hidden', word);

/** Where a message says what is wrong, its twin says what to do. */
export const nextOf = (id: string) => `${id}-next`;

function of(family: string, word: string): string {
  return `${family}-${word.replaceAll('_', '-')}`;
}
