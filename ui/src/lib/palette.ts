// What the command palette offers for what was typed: a number's own entries, operations, environments, actions, what
// can be done with pinned operations. Pure; the window does what is chosen. Operations that no list shows come from the
// server's search.
import type { Appearance } from '../ipc/bindings/Appearance';
import type { LanguageChoice } from '../ipc/bindings/LanguageChoice';
import type { LookSlice } from '../ipc/bindings/LookSlice';
import type { MainSlice } from '../ipc/bindings/MainSlice';
import type { OtherAccountSlice } from '../ipc/bindings/OtherAccountSlice';
import type { PackSlice } from '../ipc/bindings/PackSlice';
import type { Pause } from '../ipc/bindings/Pause';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import type { SnoozedEnvironment } from '../ipc/bindings/SnoozedEnvironment';
import type { Warning } from '../ipc/bindings/Warning';
import { accountLine, standingBadge } from './accounts';
import { type BadgeLook, outcomeBadge, packBadge, statusBadge } from './badges';
import { rowsBeside } from './filtered';
import { appearanceId, languageId, pauseId, snoozeId, warningId } from './ids';
import { isKnown, isWithheld, numberWords, placeWords, titleWords, typedNumber } from './operation';
import { environmentWords } from './pack';
import { pausedUntil } from './pause';
import { keyOf } from './pins';
import { says } from './saying';
import { t } from './words';

/** What the overview itself does, where the palette was. */
export type Errand =
  | { do: 'clear-filters' | 'connection' | 'doctor' | 'filter' | 'history' | 'search' | 'settings' }
  | { do: 'check-pack' | 'show-pack'; environment: number };

export type Deed =
  | Errand
  | { do: 'mute' | 'open' | 'open-web' | 'pin' | 'unmute' | 'unpin'; operation: number }
  | { do: 'appearance'; appearance: Appearance }
  | { do: 'sign-in' | 'switch'; account: string }
  | { do: 'language'; language: LanguageChoice }
  | { do: 'pause'; pause: Pause }
  | { do: 'snooze'; operation: number; pause: Pause }
  | { do: 'snooze-all' | 'snooze-pack'; environment: number; pause: Pause }
  | { do: 'mute-all' | 'pin-pack' | 'unmute-all' | 'unpin-pack'; environment: number }
  | { do: 'quit' | 'refresh' | 'sign-out' };

const ERRANDS: Record<Errand['do'], true> = {
  'check-pack': true,
  'clear-filters': true,
  connection: true,
  doctor: true,
  filter: true,
  history: true,
  search: true,
  settings: true,
  'show-pack': true,
};

export function isErrand(deed: Deed): deed is Errand {
  return deed.do in ERRANDS;
}

export interface Entry {
  /** Unique among them all. */
  id: string;
  label: string;
  detail: string;
  badge: BadgeLook | null;
  /** What is wrong with the account that it leads to. */
  warnings: Warning[];
  deed: Deed;
}

export interface Group {
  name: 'actions' | 'chosen' | 'environments' | 'number' | 'operations' | 'pinned';
  entries: Entry[];
}

/** So many operations before anything is typed, and so many of them and of what can be done with environments after. */
const FEW = 5;
const MANY = 20;

const APPEARANCES: Appearance[] = ['system', 'light', 'dark', 'high_contrast'];
const LANGUAGES: LanguageChoice[] = ['system', 'de', 'en'];

/**
 * `now` is on this computer's clock, `chosen` the number of the row that had the focus before. Groups without an entry are left out.
 */
export function offers(slice: MainSlice, typed: string, filtered: boolean, now: number, chosen: number | null = null): Group[] {
  const rows = candidates(slice, typed);
  const blank = typed.trim() === '';
  const number = typedNumber(typed);
  const matching = (entry: Entry) => says(wordsOf(entry), typed);
  const groups: Group[] = [
    { name: 'number', entries: number === null ? [] : ofNumber(number, rows) },
    { name: 'chosen', entries: blank ? ofChosen(chosen, rows, slice) : [] },
    { name: 'operations', entries: ofOperations(rows, slice, typed, matching) },
    { name: 'environments', entries: blank ? [] : slice.packs.flatMap((pack) => ofEnvironment(pack, slice.settings.snoozed_environments)).filter(matching).slice(0, MANY) },
    { name: 'actions', entries: ofActions(slice, filtered, now).filter(matching) },
    { name: 'pinned', entries: blank ? [] : ofPinned(slice.pinned, number).filter(matching).slice(0, MANY) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function wordsOf({ label, detail, badge, warnings }: Entry): string[] {
  return [label, detail, badge === null ? '' : t(badge.words), ...warnings.map((warning) => t(warningId(warning)))];
}

function ofChosen(chosen: number | null, rows: RowSlice[], { packs, settings }: MainSlice): Entry[] {
  const ofPacks = packs.filter((pack) => keyOf(pack) === chosen);
  return [
    ...rows.filter(({ id }) => id === chosen).flatMap(ofRow),
    ...ofPacks.flatMap((pack) => ofEnvironment(pack, settings.snoozed_environments)),
  ];
}

/** Every operation there is a row of, once; what the search found for another text is left out. */
function candidates(slice: MainSlice, typed: string): RowSlice[] {
  const { pinned, attention, active, recent, search } = slice;
  const found = search?.text === typed.trim() ? search.rows : [];
  const once = new Map<number, RowSlice>();
  for (const row of [...pinned, ...attention.rows, ...active.rows, ...recent.rows, ...rowsBeside(slice), ...found]) {
    if (!once.has(row.id)) once.set(row.id, row);
  }
  return [...once.values()];
}

function ofNumber(id: number, rows: RowSlice[]): Entry[] {
  const row = rows.find((one) => one.id === id);
  if (row !== undefined) return ofRow(row);
  const args = { id: String(id) };
  return [
    entry(`pin-${id}`, t('palette-pin', args), { do: 'pin', operation: id }),
    entry(`open-${id}`, t('palette-pin-and-open', args), { do: 'open', operation: id }),
  ];
}

/** All that can be done with an operation. Whatever is opened is pinned. */
function ofRow(row: RowSlice): Entry[] {
  const { id, pinned } = row;
  const args = { id: String(id) };
  const detail = detailOf(row);
  const open = entry(`open-${id}`, t(pinned ? 'palette-open' : 'palette-pin-and-open', args), { do: 'open', operation: id }, detail);
  if (pinned) return [open, ...withPinned(row)];
  return [entry(`pin-${id}`, t('palette-pin', args), { do: 'pin', operation: id }, detail), open, ...onTheWeb(row)];
}

/** Without the one whose number was typed: it has these among its own. */
function ofPinned(rows: RowSlice[], number: number | null): Entry[] {
  return rows.filter(({ id }) => id !== number).flatMap(withPinned);
}

/** What can be done with a pinned operation beside opening it. */
function withPinned(row: RowSlice): Entry[] {
  const { id, muted } = row;
  const mute: Deed = { do: muted ? 'unmute' : 'mute', operation: id };
  const silence = entry(`mute-${id}`, t(muted ? 'row-unmute' : 'row-mute', { operation: numberWords(id) }), mute, detailOf(row));
  return [
    entry(`unpin-${id}`, t('palette-unpin', { id: String(id) }), { do: 'unpin', operation: id }, detailOf(row)),
    ...(isWithheld(row) ? [] : [silence]),
    ...onTheWeb(row),
    ...(isWithheld(row) ? [] : snoozesOf(row)),
  ];
}

/** For a while, or no more; none of what is muted, which is not told later either. */
function snoozesOf(row: RowSlice): Entry[] {
  if (row.muted || row.environment_muted) return [];
  const args = { operation: numberWords(row.id) };
  return snoozes(row.snoozed_until_ms !== null).map((pause) => {
    const deed: Deed = { do: 'snooze', operation: row.id, pause };
    return entry(`${snoozeId(pause)}-${row.id}`, t(`row-${snoozeId(pause)}`, args), deed, detailOf(row));
  });
}

function snoozesOfPack(pack: PackSlice, all: SnoozedEnvironment[]): Entry[] {
  const { environment_id: environment, workspace } = pack;
  if (pack.environment_muted) return [];
  const args = { environment: environmentWords(pack) };
  const ofAll = snoozes(all.some(({ id }) => id === environment)).map((pause) => {
    const deed: Deed = { do: 'snooze-all', environment, pause };
    return entry(`all-${snoozeId(pause)}-${environment}`, t(`environment-${snoozeId(pause)}`, args), deed, workspace);
  });
  if (!pack.pinned || pack.muted) return ofAll;
  const ofIt = snoozes(pack.snoozed_until_ms !== null).map((pause) => {
    const deed: Deed = { do: 'snooze-pack', environment, pause };
    return entry(`pack-${snoozeId(pause)}-${environment}`, t(`pack-${snoozeId(pause)}`, args), deed, workspace);
  });
  return [...ofIt, ...ofAll];
}

function snoozes(asleep: boolean): Pause[] {
  return asleep ? ['off'] : ['one_hour', 'until_tomorrow'];
}

function onTheWeb(row: RowSlice): Entry[] {
  if (!row.can_open) return [];
  const label = t('row-in-tenantatlas', { operation: numberWords(row.id) });
  return [entry(`open-web-${row.id}`, label, { do: 'open-web', operation: row.id }, detailOf(row))];
}

function detailOf(row: RowSlice): string {
  return [titleWords(row), ...placeWords(row)].join(' · ');
}

/** Without the one whose number was typed: it has entries of its own. */
function ofOperations(rows: RowSlice[], { search }: MainSlice, typed: string, matches: (entry: Entry) => boolean): Entry[] {
  const number = typedNumber(typed);
  const found = new Set(search?.text === typed.trim() ? search.rows.map(({ id }) => id) : []);
  return rows
    .filter((row) => row.id !== number && (found.has(row.id) || matches(ofOperation(row))))
    .slice(0, typed.trim() === '' ? FEW : MANY)
    .map(ofOperation);
}

function ofOperation(row: RowSlice): Entry {
  const detail = [numberWords(row.id), ...placeWords(row)].join(' · ');
  const badge = row.terminal ? outcomeBadge(row.outcome) : statusBadge(row.status);
  const deed: Deed = { do: 'open', operation: row.id };
  return entry(`operation-${row.id}`, titleWords(row), deed, detail, isKnown(row) ? badge : null);
}

function ofEnvironment(pack: PackSlice, snoozed: SnoozedEnvironment[]): Entry[] {
  const { environment_id: environment, environment_muted: muted, workspace, pinned, state } = pack;
  const args = { environment: environmentWords(pack) };
  const shown: Deed = { do: 'show-pack', environment };
  const show = entry(`show-pack-${environment}`, t('palette-pack', args), shown, workspace, packBadge(state.status));
  const muting: Deed = { do: muted ? 'unmute-all' : 'mute-all', environment };
  const mute = entry(`mute-all-${environment}`, t(muted ? 'environment-unmute' : 'environment-mute', args), muting, workspace);
  if (state.status === 'gone' && !pinned) return muted ? [show, mute] : [show];
  const pinning: Deed = { do: pinned ? 'unpin-pack' : 'pin-pack', environment };
  const pin = entry(`pin-pack-${environment}`, t(pinned ? 'pack-unpin-of' : 'pack-pin-of', args), pinning, workspace);
  if (state.status !== 'ready' || state.sha256 === null) return [show, pin, mute, ...snoozesOfPack(pack, snoozed)];
  const check: Deed = { do: 'check-pack', environment };
  const compare = entry(`check-pack-${environment}`, t('pack-check-of', args), check, workspace);
  return [show, pin, compare, mute, ...snoozesOfPack(pack, snoozed)];
}

function ofActions({ account, look, other_accounts: others, settings }: MainSlice, filtered: boolean, now: number): Entry[] {
  const pauses: Pause[] = pausedUntil(settings, now) === null ? ['one_hour', 'until_tomorrow'] : ['off'];
  return [
    entry('refresh', t('refresh-now'), { do: 'refresh' }),
    entry('search', t('search-label'), { do: 'search' }),
    entry('filter', t('palette-filter'), { do: 'filter' }),
    ...(filtered ? [entry('clear-filters', t('palette-clear-filters'), { do: 'clear-filters' })] : []),
    ...pauses.map((pause) => entry(pauseId(pause), t(pauseId(pause)), { do: 'pause', pause }, t('pause-title'))),
    entry('connection', t('inspector-title'), { do: 'connection' }),
    entry('doctor', t('doctor-title'), { do: 'doctor' }),
    entry('history', t('history-title'), { do: 'history' }),
    entry('settings', t('settings-open'), { do: 'settings' }),
    ...ofLook(look),
    ...others.map(ofAccount),
    entry('sign-out', t(account.demo ? 'sign-out-demo' : 'sign-out'), { do: 'sign-out' }),
    entry('quit', t('quit'), { do: 'quit' }),
  ];
}

function ofAccount(account: OtherAccountSlice): Entry {
  const out = account.standing === 'signed_out';
  const deed: Deed = { do: out ? 'sign-in' : 'switch', account: account.id };
  const label = t(out ? 'account-sign-in' : 'account-switch', { account: accountLine(account) });
  return { ...entry(`account-${account.id}`, label, deed, '', standingBadge(account.standing)), warnings: account.warnings };
}

/** Every theme and language but those that are chosen. */
function ofLook({ appearance: theme, language_choice: choice }: LookSlice): Entry[] {
  return [
    ...APPEARANCES.filter((appearance) => appearance !== theme).map((appearance) =>
      entry(appearanceId(appearance), t(appearanceId(appearance)), { do: 'appearance', appearance }, t('appearance-title')),
    ),
    ...LANGUAGES.filter((language) => language !== choice).map((language) =>
      entry(languageId(language), t(languageId(language)), { do: 'language', language }, t('language-title')),
    ),
  ];
}

function entry(id: string, label: string, deed: Deed, detail = '', badge: BadgeLook | null = null): Entry {
  return { id, label, detail, badge, warnings: [], deed };
}
