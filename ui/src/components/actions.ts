// What a row, a card or a part of the settings can ask for; the window decides what becomes of it.
import type { Pause } from '../ipc/bindings/Pause';
import type { ProxySlice } from '../ipc/bindings/ProxySlice';

export interface RowActions {
  mute(operation: number, on: boolean): void;
  open(operation: number): void;
  openInTenantAtlas(operation: number): void;
  pin(operation: number): void;
  snooze(operation: number, pause: Pause): void;
  unpin(operation: number): void;
}

/** What a card asks for in the window of an operation: the environment is the operation's. */
export type OwnPackActions = Pick<PackActions, 'check' | 'closeCheck' | 'open'>;

/** What the row of a pinned review pack asks for. */
export interface PackRowActions extends Pick<PackActions, 'mute' | 'open' | 'unpin'> {
  /** Brings its card into sight. */
  show(environment: number): void;
}

export interface AccountActions {
  /** To one of the other accounts, or to one that is added. */
  signIn(account: string | null): void;
  signOutOf(account: string): void;
  switchTo(account: string): void;
}

export interface DiagnosticsActions {
  /** Answers whether the clipboard took it. */
  copy(text: string): Promise<boolean>;
  /** The text is shown, or no more. */
  look(on: boolean): void;
  setDetailed(on: boolean): void;
  showLogs(): void;
}

export interface NetworkActions {
  /** Asks for a file of certificates, in the place of the one before. */
  chooseCaFile(): void;
  forgetCaFile(): void;
  /** Without a password the kept one stays. */
  setProxy(proxy: ProxySlice, password: string | null): void;
}

export interface PackActions {
  ask(environment: number): void;
  /** Asks for a downloaded file, in the place of the one before. */
  check(environment: number): void;
  closeCheck(): void;
  mute(environment: number, on: boolean): void;
  /** All of the environment, pinned or not. */
  muteAll(environment: number, on: boolean): void;
  open(environment: number): void;
  pin(environment: number): void;
  snooze(environment: number, pause: Pause): void;
  /** All of the environment, pinned or not. */
  snoozeAll(environment: number, pause: Pause): void;
  unpin(environment: number): void;
}
