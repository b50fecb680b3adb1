// A stand-in for the desktop app, so that the windows can be worked on in a plain browser: `npm run dev`, then
// `?scenario=` with a name from fake/scenarios.ts; and the gallery's. It never ends up in the app's build.
import type { ContextSlice } from './bindings/ContextSlice';
import type { DoctorSlice } from './bindings/DoctorSlice';
import type { HistorySlice } from './bindings/HistorySlice';
import type { ListSlice } from './bindings/ListSlice';
import type { LookSlice } from './bindings/LookSlice';
import type { MainSlice } from './bindings/MainSlice';
import type { MemorySlice } from './bindings/MemorySlice';
import type { MutedEnvironment } from './bindings/MutedEnvironment';
import type { PackSlice } from './bindings/PackSlice';
import type { PartedSlice } from './bindings/PartedSlice';
import type { PinSlice } from './bindings/PinSlice';
import type { RowSlice } from './bindings/RowSlice';
import type { SettingsSlice } from './bindings/SettingsSlice';
import type { SignInPhase } from './bindings/SignInPhase';
import type { Slice } from './bindings/Slice';
import { doctor } from './fake/doctor';
import { history } from './fake/history';
import { inspector } from './fake/inspector';
import { DIAGNOSTICS } from './fake/managed';
import { networkAfter } from './fake/network';
import { DETAIL } from './fake/operation';
import { orderOf } from './fake/overview';
import { SCENARIOS } from './fake/scenarios';
import type { Commands, Ipc } from './ipc';

const CONTEXT: ContextSlice = {
  state: 'text',
  json: JSON.stringify({ provider_connection_id: 12, selection: { policies: 900 } }, null, 2),
};

const READING: PackSlice['check'] = {
  file: 'review-pack-contoso-2026-11-23.zip',
  state: { found: 'reading', read: 1_924_920, total: 4_812_300 },
};

export function fakeIpc(name: string): Ipc {
  const scenario = SCENARIOS[name] ?? SCENARIOS['busy'];
  if (!scenario) throw new Error(`no scenario “${name}”`);
  return standIn(scenario(Date.now()));
}

/** Shows a slice, then what each command makes of it. Without one it never answers. */
export function standIn(first: Slice | null): Ipc {
  let slice = first;
  let show: (slice: Slice) => void = () => undefined;
  return {
    subscribe: async (onSlice) => {
      show = onSlice;
      if (slice !== null) show(slice);
    },
    onRevision: async () => undefined,
    call: async (command, args) => {
      if (slice === null) return;
      slice = answered(slice, { [command]: args });
      show(slice);
    },
  };
}

/** What the desktop app would show next, for the few commands whose effect is worth seeing here. */
function answered(before: Slice, command: Partial<Commands>): Slice {
  const slice = { ...before, look: lookAfter(before.look, command) };
  if (slice.window === 'run') {
    const detail = 'load_details' in command ? { ...DETAIL, ...slice.detail, context: CONTEXT } : slice.detail;
    const row = { ...slice.row, muted: command.mute_operation?.on ?? slice.row.muted };
    const pack = slice.pack && { ...slice.pack, card: { ...slice.pack.card, check: ownCheckAfter(slice.pack.card.check, command) } };
    return { ...slice, row, detail, pack, stay_on_top: command.set_stay_on_top?.on ?? slice.stay_on_top };
  }
  if (slice.window === 'sign_in') {
    const network = networkAfter(slice.network, command);
    return { ...slice, network, phase: phaseAfter(slice.phase, command) };
  }
  const unpinned = command.unpin?.operation;
  const pinned = slice.pinned.filter((row) => row.id !== unpinned).map((row) => mutedAfter(row, command));
  const packs = slice.packs.map((pack) => packAfter(pack, command));
  const found = command.search && searched(slice, command.search.text);
  return {
    ...slice,
    account: { ...slice.account, in_memory: memoryAfter(slice.account.in_memory, command) },
    other_accounts: slice.other_accounts.filter(({ id }) => id !== command.sign_out_of?.account),
    parted: partedAfter(slice, command),
    settings: settingsAfter(slice.settings, command, slice.packs),
    pinned,
    active: listAfter(slice.active, command),
    attention: listAfter(slice.attention, command),
    recent: listAfter(slice.recent, command),
    packs,
    order: reordered(stillPinned(slice.order, orderOf({ pinned, packs })), command.move_pin),
    search: found === undefined ? slice.search : found,
    doctor: doctorAfter(slice.doctor, command),
    history: historyAfter(slice.history, command),
    inspector: command.inspect ? (command.inspect.on ? inspector(Date.now()) : null) : slice.inspector,
  };
}

/** What a list holds ready is the answer to whatever is chosen. */
function listAfter(list: ListSlice, { filter_lists: choice }: Partial<Commands>): ListSlice {
  return choice && list.filtered ? { ...list, filtered: { ...list.filtered, turn: choice.turn } } : list;
}

function phaseAfter(phase: SignInPhase, command: Partial<Commands>): SignInPhase {
  if ('ask_keyring' in command) return { state: 'asking_keyring' };
  return command.sign_in ? { state: 'checking' } : phase;
}

function memoryAfter(memory: MemorySlice | null, command: Partial<Commands>): MemorySlice | null {
  return memory !== null && 'keep_token' in command ? { ...memory, asking: true } : memory;
}

function partedAfter({ other_accounts, parted }: MainSlice, command: Partial<Commands>): PartedSlice | null {
  const gone = other_accounts.find(({ id }) => id === command.sign_out_of?.account);
  return gone === undefined ? parted : { user: gone.user, server: gone.server, parting: 'removed' };
}

/** In the order there was; what is pinned since stands behind it. */
function stillPinned(order: PinSlice[], pinned: PinSlice[]): PinSlice[] {
  const keys = pinned.map(nameOf);
  const before = order.filter((pin) => keys.includes(nameOf(pin)));
  const known = before.map(nameOf);
  return [...before, ...pinned.filter((pin) => !known.includes(nameOf(pin)))];
}

function nameOf(pin: PinSlice): string {
  return pin.kind === 'operation' ? `operation ${pin.id}` : `pack ${pin.environment_id}`;
}

function reordered(order: PinSlice[], move: Commands['move_pin'] | undefined): PinSlice[] {
  if (move === undefined) return order;
  const others = order.filter((pin) => nameOf(pin) !== nameOf(move.pin));
  const before = move.before === null ? null : nameOf(move.before);
  const place = others.findIndex((pin) => nameOf(pin) === before);
  others.splice(place < 0 ? others.length : place, 0, move.pin);
  return others;
}

function lookAfter(look: LookSlice, command: Partial<Commands>): LookSlice {
  const choice = command.set_language?.language ?? look.language_choice;
  return {
    appearance: command.set_appearance?.appearance ?? look.appearance,
    language: choice === 'system' ? 'en' : choice,
    language_choice: choice,
    single_keys: command.set_single_keys?.on ?? look.single_keys,
  };
}

function settingsAfter(settings: SettingsSlice, command: Partial<Commands>, packs: PackSlice[]): SettingsSlice {
  return {
    ...settings,
    while_hidden: command.set_while_hidden?.mode ?? settings.while_hidden,
    quiet_seconds: command.set_quiet_seconds?.seconds ?? settings.quiet_seconds,
    autostart: command.set_autostart?.on ?? settings.autostart,
    rules: command.set_rules?.rules ?? settings.rules,
    muted_environments: environmentsAfter(settings.muted_environments, command, packs),
    quiet_hours: command.set_quiet_hours?.hours ?? settings.quiet_hours,
    privacy: command.set_privacy?.on ?? settings.privacy,
    logs: {
      ...settings.logs,
      detailed: command.set_detailed_logs?.on ?? settings.logs.detailed,
      diagnostics: command.diagnose ? (command.diagnose.on ? DIAGNOSTICS : null) : settings.logs.diagnostics,
    },
    network: settings.network && networkAfter(settings.network, command),
  };
}

function environmentsAfter(
  muted: MutedEnvironment[],
  { mute_environment: mute }: Partial<Commands>,
  packs: PackSlice[],
): MutedEnvironment[] {
  if (mute === undefined) return muted;
  const others = muted.filter(({ id }) => id !== mute.environment);
  const name = packs.find(({ environment_id: id }) => id === mute.environment)?.environment ?? null;
  return mute.on ? [...others, { id: mute.environment, name }] : others;
}

function mutedAfter(row: RowSlice, { mute }: Partial<Commands>): RowSlice {
  return mute?.operation === row.id ? { ...row, muted: mute.on } : row;
}

function packAfter(pack: PackSlice, command: Partial<Commands>): PackSlice {
  const pinned = pinnedAfter(pack, command);
  const on = command.mute_pack?.environment === pack.environment_id ? command.mute_pack.on : pack.muted;
  const { mute_environment: all } = command;
  const environment_muted = all?.environment === pack.environment_id ? all.on : pack.environment_muted;
  return { ...pack, pinned, muted: pinned && on, environment_muted, check: checkAfter(pack, command) };
}

function pinnedAfter(pack: PackSlice, command: Partial<Commands>): boolean {
  if (command.pin_pack?.environment === pack.environment_id) return true;
  return pack.pinned && command.unpin_pack?.environment !== pack.environment_id;
}

/** The one file at a time, in the middle of being read. */
function checkAfter(pack: PackSlice, command: Partial<Commands>): PackSlice['check'] {
  if ('close_pack_check' in command) return null;
  if (command.check_pack === undefined) return pack.check;
  if (command.check_pack.environment !== pack.environment_id) return null;
  return READING;
}

function ownCheckAfter(check: PackSlice['check'], command: Partial<Commands>): PackSlice['check'] {
  if ('close_related_pack_check' in command) return null;
  return 'check_related_pack' in command ? READING : check;
}

/** A scene's own stays as it is. */
function doctorAfter(shown: DoctorSlice | null, command: Partial<Commands>): DoctorSlice | null {
  if ('close_doctor' in command) return null;
  return 'examine' in command ? (shown ?? doctor()) : shown;
}

/** A scene's own stays as it is; whatever is exported is written. */
function historyAfter(shown: HistorySlice | null, command: Partial<Commands>): HistorySlice | null {
  if ('close_history' in command) return null;
  if (command.show_history !== undefined) return shown ?? history(Date.now());
  return shown && command.export_history ? { ...shown, export: 'written' } : shown;
}

function searched(slice: Extract<Slice, { window: 'main' }>, text: string) {
  if (text === '') return null;
  const rows = [...slice.attention.rows, ...slice.pinned].filter((row) => String(row.id) === text.replace('#', ''));
  return { text, phase: 'found' as const, total: rows.length, rows };
}
