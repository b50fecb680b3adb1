// What the windows may ask of the desktop app, and how it answers: by the next slice. Two things implement it: the
// desktop app (tauri.ts) and, for work on the looks, a stand-in that only the development server loads (fake.ts).
import type { Appearance } from './bindings/Appearance';
import type { ExportFormat } from './bindings/ExportFormat';
import type { FilterSlice } from './bindings/FilterSlice';
import type { LanguageChoice } from './bindings/LanguageChoice';
import type { Pause } from './bindings/Pause';
import type { PinSlice } from './bindings/PinSlice';
import type { ProxySlice } from './bindings/ProxySlice';
import type { QuietHours } from './bindings/QuietHours';
import type { RulesSlice } from './bindings/RulesSlice';
import type { Slice } from './bindings/Slice';
import type { WhileHidden } from './bindings/WhileHidden';

/** The commands and their arguments, as Rust declares them. */
export interface Commands {
  /** Asks the keyring once more for the kept token. */
  ask_keyring: undefined;
  /** Asks for a file in the system's dialog, to be compared with the environment's latest pack. */
  check_pack: { environment: number };
  /** The same for the environment of the window's operation. */
  check_related_pack: undefined;
  /** Asks for a file in the system's dialog, whose certificates are trusted from then on. */
  choose_ca_file: undefined;
  close_doctor: undefined;
  close_history: undefined;
  close_pack_check: undefined;
  close_related_pack_check: undefined;
  /** Makes the text of the diagnostics, or forgets it. */
  diagnose: { on: boolean };
  /** Begins the notification check, or begins it again. */
  examine: undefined;
  /** Asks for a file in the system's dialog, and writes the whole history to it. */
  export_history: { format: ExportFormat };
  /** What is chosen of the lists, and which choice it is. */
  filter_lists: { filter: FilterSlice; turn: number };
  forget_ca_file: undefined;
  inspect: { on: boolean };
  /** Asks the keyring once more to take the token that is in memory. */
  keep_token: undefined;
  keep_token_in_memory: undefined;
  load_details: undefined;
  look_around: undefined;
  /** Reads on where the history that is shown ends. */
  more_history: undefined;
  /** In front of something else that is pinned, or behind all of it. */
  move_pin: { pin: PinSlice; before: PinSlice | null };
  /** The end of what is pinned raises a notification, or not. */
  mute: { operation: number; on: boolean };
  /** Ends of its operations and review packs raise notifications, or not. */
  mute_environment: { environment: number; on: boolean };
  mute_operation: { on: boolean };
  mute_pack: { environment: number; on: boolean };
  open_in_tenantatlas: { operation: number };
  open_operation: { operation: number };
  open_operation_in_tenantatlas: undefined;
  open_pack_in_tenantatlas: { environment: number };
  open_related_pack_in_tenantatlas: undefined;
  /** For one of the other accounts, or for one that is added. */
  open_sign_in: { account: string | null };
  pause_notifications: { pause: Pause };
  pin: { operation: number };
  pin_pack: { environment: number };
  quit: undefined;
  refresh: undefined;
  refresh_operation: undefined;
  refresh_pack: { environment: number };
  report_page: { modalOpen: boolean; hidden: boolean };
  search: { text: string };
  set_appearance: { appearance: Appearance };
  set_autostart: { on: boolean };
  set_detailed_logs: { on: boolean };
  set_language: { language: LanguageChoice };
  /** Whether notifications, tray and titles name nobody. */
  set_privacy: { on: boolean };
  /** Without a password the kept one stays, as long as address and user do. */
  set_proxy: { proxy: ProxySlice; password: string | null };
  /** All of them, in place of those before. */
  set_quiet_hours: { hours: QuietHours[] };
  /** From 15 to 600. */
  set_quiet_seconds: { seconds: number };
  set_rules: { rules: RulesSlice };
  set_single_keys: { on: boolean };
  set_stay_on_top: { on: boolean };
  set_while_hidden: { mode: WhileHidden };
  /** Opens their folder in the desktop’s own window. */
  show_logs: undefined;
  /** From the newest on; of this operation, pack or environment alone where there is one. */
  show_history: { id: number | null };
  sign_in: { server: string; token: string };
  sign_out: undefined;
  /** Of one of the other accounts. */
  sign_out_of: { account: string };
  /** The end of what is pinned is kept back for a time, and told then. */
  snooze: { operation: number; pause: Pause };
  snooze_environment: { environment: number; pause: Pause };
  snooze_pack: { environment: number; pause: Pause };
  /** The overview shows one of the other accounts from then on. */
  switch_account: { account: string };
  unpin: { operation: number };
  unpin_operation: undefined;
  unpin_pack: { environment: number };
}

export type CommandName = keyof Commands;

export interface Ipc {
  /** Which window this is, where that is known before its first slice. */
  readonly window?: Slice['window'] | undefined;
  /** Asks for this window's slice, now and after every change. */
  subscribe(onSlice: (slice: Slice) => void): Promise<void>;
  /** Hears that some view changed: a number only. */
  onRevision(heard: () => void): Promise<void>;
  call<Name extends CommandName>(name: Name, args: Commands[Name]): Promise<void>;
}

/** What a refused command carries. */
export interface CommandFault {
  code: string;
}

export function codeOf(refusal: unknown): string | null {
  if (typeof refusal !== 'object' || refusal === null || !('code' in refusal)) return null;
  return typeof refusal.code === 'string' ? refusal.code : null;
}
