// Which operations of the overview are shown: workspace, environment, type and state, each chosen or not. Pure, and over
// what the webview already has; text is searched for on the server.
import type { PackSlice } from '../ipc/bindings/PackSlice';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import type { TypeName } from '../ipc/bindings/TypeName';
import { freshnessBadge } from './badges';
import { freshnessId, outcomeId, statusId } from './ids';
import { language } from './language.svelte';
import { isKnown, typeWords } from './operation';
import { has, t } from './words';

export type Dimension = 'environment' | 'state' | 'type' | 'workspace';

/** What is chosen in each dimension; none is everything. */
export type Filters = Record<Dimension, string | null>;

export interface Choice {
  value: string;
  label: string;
}

export const NO_FILTERS: Filters = { environment: null, state: null, type: null, workspace: null };

const NAMED: Dimension[] = ['workspace', 'environment', 'type'];

/** The environment of what happens in a whole workspace. No environment has an empty name. */
const WORKSPACE_WIDE = '';

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** Chooses in one dimension. An environment is one of a workspace: another workspace has others. */
export function chosen(filters: Filters, dimension: Dimension, value: string | null): Filters {
  const next = { ...filters, [dimension]: value };
  return dimension === 'workspace' && value !== null ? { ...next, environment: null } : next;
}

export function matching(rows: RowSlice[], filters: Filters): RowSlice[] {
  return isFiltered(filters) ? rows.filter((row) => matches(row, filters)) : rows;
}

/** A pack has a place; it is no operation, so type and state do not sort it out. */
export function matchingPacks(packs: PackSlice[], { environment, workspace }: Filters): PackSlice[] {
  const isThere = (pack: PackSlice) => pack.environment !== WORKSPACE_WIDE && isChosen(environment, pack.environment);
  return packs.filter((pack) => isChosen(workspace, pack.workspace) && (environment === null || isThere(pack)));
}

/** Without names that nothing has any more: they may be of what the user lost. States are our own words, and come and go. */
export function held(rows: RowSlice[], packs: PackSlice[], filters: Filters): Filters {
  if (!isFiltered(filters)) return filters;
  // A workspace first: without it there are more environments to choose from.
  return NAMED.reduce((left, dimension) => {
    const isThere = choices(rows, packs, left)[dimension].some(({ value }) => value === left[dimension]);
    const value = left[dimension];
    return value === null || isThere || isOurs(dimension, value) ? left : { ...left, [dimension]: null };
  }, filters);
}

/** Our own words: they name nothing that the user could lose. */
function isOurs(dimension: Dimension, value: string): boolean {
  return dimension === 'type' ? has(value) : dimension === 'environment' && value === WORKSPACE_WIDE;
}

/** What can be chosen: what the rows and packs have, and the chosen state although nothing has it at present. */
export function choices(rows: RowSlice[], packs: PackSlice[], filters: Filters): Record<Dimension, Choice[]> {
  const here = ({ workspace }: { workspace: string | null }) => isChosen(filters.workspace, workspace);
  const [environments, workspaces, state, types] = [new Set<string>(), new Set<string>(), new Set<string>(), new Map<string, string>()];
  // One way through them all: there may be a thousand, and most say what another one said.
  for (const row of rows) {
    if (!isKnown(row)) continue;
    if (here(row)) environments.add(row.environment ?? WORKSPACE_WIDE);
    workspaces.add(row.workspace ?? '');
    for (const id of states(row)) state.add(id);
    const key = typeKey(row.type_name);
    if (!types.has(key)) types.set(key, typeLabel(row.type_name));
  }
  for (const pack of packs) {
    if (here(pack) && pack.environment !== '') environments.add(pack.environment);
    workspaces.add(pack.workspace);
  }
  workspaces.delete('');
  // What is chosen can still be read when its last operation has just moved on.
  if (filters.type !== null && has(filters.type) && !types.has(filters.type)) types.set(filters.type, t(filters.type));
  if (filters.environment === WORKSPACE_WIDE) environments.add(WORKSPACE_WIDE);
  if (filters.state !== null) state.add(filters.state);
  return {
    environment: sorted(environments, environmentLabel),
    state: sorted(state, (id) => t(id)),
    type: sorted(types.keys(), (key) => types.get(key) ?? key),
    workspace: sorted(workspaces, (name) => name),
  };
}

function matches(row: RowSlice, filters: Filters): boolean {
  return (
    isKnown(row) &&
    isChosen(filters.workspace, row.workspace) &&
    isChosen(filters.environment, row.environment ?? WORKSPACE_WIDE) &&
    isChosen(filters.type, typeKey(row.type_name)) &&
    (filters.state === null || states(row).includes(filters.state))
  );
}

function isChosen(choice: string | null, value: string | null): boolean {
  return choice === null || choice === value;
}

/** As its badges say: how it ended or how far it is, and whether that is stale. Each is the id of its message. */
function states(row: RowSlice): string[] {
  const axis = row.terminal ? outcomeId(row.outcome) : statusId(row.status);
  return freshnessBadge(row.freshness) === null ? [axis] : [axis, freshnessId(row.freshness)];
}

function typeKey(name: TypeName): string {
  switch (name.known) {
    case 'catalogue':
      return name.id;
    case 'label':
      return name.text;
    case 'pending':
      return '';
    case 'unknown':
      return name.raw;
  }
}

/** Of an unknown type its own word: “Unknown operation” would be many. */
function typeLabel(name: TypeName): string {
  return name.known === 'unknown' ? name.raw : typeWords(name);
}

function environmentLabel(name: string): string {
  return name === WORKSPACE_WIDE ? t('workspace-wide') : name;
}

function sorted(values: Iterable<string>, label: (value: string) => string): Choice[] {
  return [...values]
    .map((value) => ({ value, label: label(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, language()));
}
