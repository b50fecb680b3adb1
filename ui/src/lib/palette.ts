// What the command palette offers for what was typed: a number's own entries, operations, environments, actions. Pure; the
// window does what is chosen. Operations that no list shows come from the server's search.
import type { MainSlice } from '../ipc/bindings/MainSlice';
import type { PackSlice } from '../ipc/bindings/PackSlice';
import type { Pause } from '../ipc/bindings/Pause';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { type BadgeLook, outcomeBadge, packBadge, statusBadge } from './badges';
import { pauseId } from './ids';
import { isKnown, numberWords, placeWords, titleWords, typedNumber } from './operation';
import { environmentWords } from './pack';
import { pausedUntil } from './pause';
import { t } from './words';

/** What the overview itself does, where the palette was. */
export type Errand =
  | { do: 'clear-filters' | 'connection' | 'doctor' | 'filter' | 'search' | 'settings' }
  | { do: 'show-pack'; environment: number };

export type Deed =
  | Errand
  | { do: 'open' | 'pin' | 'unpin'; operation: number }
  | { do: 'pause'; pause: Pause }
  | { do: 'pin-pack' | 'unpin-pack'; environment: number }
  | { do: 'quit' | 'refresh' | 'sign-out' };

const ERRANDS: Record<Errand['do'], true> = {
  'clear-filters': true,
  connection: true,
  doctor: true,
  filter: true,
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
  deed: Deed;
}

export interface Group {
  name: 'actions' | 'environments' | 'number' | 'operations';
  entries: Entry[];
}

/** So many operations before anything is typed, and so many of them and of what can be done with environments after. */
const FEW = 5;
const MANY = 20;

/** `now` is on this computer's clock. Groups without an entry are left out. */
export function offers(slice: MainSlice, typed: string, filtered: boolean, now: number): Group[] {
  const rows = candidates(slice, typed);
  const groups: Group[] = [
    { name: 'number', entries: ofNumber(typedNumber(typed), rows) },
    { name: 'operations', entries: ofOperations(rows, slice, typed) },
    { name: 'environments', entries: typed.trim() === '' ? [] : slice.packs.flatMap(ofEnvironment).filter(says(typed)).slice(0, MANY) },
    { name: 'actions', entries: ofActions(slice, filtered, now).filter(says(typed)) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/** Every operation there is a row of, once; what the search found for another text is left out. */
function candidates({ pinned, attention, active, recent, search }: MainSlice, typed: string): RowSlice[] {
  const found = search?.text === typed.trim() ? search.rows : [];
  const once = new Map<number, RowSlice>();
  for (const row of [...pinned, ...attention.rows, ...active.rows, ...recent.rows, ...found]) {
    if (!once.has(row.id)) once.set(row.id, row);
  }
  return [...once.values()];
}

function ofNumber(id: number | null, rows: RowSlice[]): Entry[] {
  if (id === null) return [];
  const row = rows.find((one) => one.id === id);
  const detail = row === undefined ? '' : [titleWords(row), ...placeWords(row)].join(' · ');
  const args = { id: String(id) };
  // Whatever is opened is pinned.
  const opens = row?.pinned ? t('palette-open', args) : t('palette-pin-and-open', args);
  const open = entry(`open-${id}`, opens, { do: 'open', operation: id }, detail);
  if (row?.pinned) return [open, entry(`unpin-${id}`, t('palette-unpin', args), { do: 'unpin', operation: id }, detail)];
  return [entry(`pin-${id}`, t('palette-pin', args), { do: 'pin', operation: id }, detail), open];
}

/** Without the one whose number was typed: it has entries of its own. */
function ofOperations(rows: RowSlice[], { search }: MainSlice, typed: string): Entry[] {
  const number = typedNumber(typed);
  const found = new Set(search?.text === typed.trim() ? search.rows.map(({ id }) => id) : []);
  const matches = says(typed);
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

function ofEnvironment(pack: PackSlice): Entry[] {
  const { environment_id: environment, workspace, pinned, state } = pack;
  const args = { environment: environmentWords(pack) };
  const shown: Deed = { do: 'show-pack', environment };
  const show = entry(`show-pack-${environment}`, t('palette-pack', args), shown, workspace, packBadge(state.status));
  if (state.status === 'gone' && !pinned) return [show];
  const pinning: Deed = { do: pinned ? 'unpin-pack' : 'pin-pack', environment };
  return [show, entry(`pin-pack-${environment}`, t(pinned ? 'pack-unpin-of' : 'pack-pin-of', args), pinning, workspace)];
}

function ofActions({ account, settings }: MainSlice, filtered: boolean, now: number): Entry[] {
  const pauses: Pause[] = pausedUntil(settings, now) === null ? ['one_hour', 'until_tomorrow'] : ['off'];
  return [
    entry('refresh', t('refresh-now'), { do: 'refresh' }),
    entry('search', t('search-label'), { do: 'search' }),
    entry('filter', t('palette-filter'), { do: 'filter' }),
    ...(filtered ? [entry('clear-filters', t('palette-clear-filters'), { do: 'clear-filters' })] : []),
    ...pauses.map((pause) => entry(pauseId(pause), t(pauseId(pause)), { do: 'pause', pause }, t('pause-title'))),
    entry('connection', t('inspector-title'), { do: 'connection' }),
    entry('doctor', t('doctor-title'), { do: 'doctor' }),
    entry('settings', t('settings-open'), { do: 'settings' }),
    entry('sign-out', t(account.demo ? 'sign-out-demo' : 'sign-out'), { do: 'sign-out' }),
    entry('quit', t('quit'), { do: 'quit' }),
  ];
}

function entry(id: string, label: string, deed: Deed, detail = '', badge: BadgeLook | null = null): Entry {
  return { id, label, detail, badge, deed };
}

/** Whether an entry has every word that was typed, in whatever order, case or accents. */
function says(typed: string): (entry: Entry) => boolean {
  const wanted = folded(typed).split(/\s+/).filter((word) => word !== '');
  return ({ label, detail, badge }) => {
    const text = folded([label, detail, badge === null ? '' : t(badge.words)].join(' '));
    return wanted.every((word) => text.includes(word));
  };
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
