// Every scene of the gallery: a window or a sheet of components in one state. To add one is to add an entry here; what
// `npm run dev` shows by name (src/ipc/fake/scenarios.ts) is a scene by itself.
import type { Slice } from '../src/ipc/bindings/Slice';
import { asking, clicked, doctor, keyringLocked, withoutDaemon } from '../src/ipc/fake/doctor';
import { history, unreadable } from '../src/ipc/fake/history';
import { SCENARIOS } from '../src/ipc/fake/scenarios';
import * as accounts from './accounts';
import * as filtering from './filtering';
import * as managing from './managing';
import * as quieting from './quieting';
import { nameOf } from './names';
import * as networks from './networks';
import * as signingIn from './signing-in';
import * as subjects from './subjects';

export interface Scene {
  id: string;
  title: string;
  /** As the window opens. */
  width: number;
  height: number;
  /** How narrow it may get: 320 px, or what the window allows below that. */
  narrowest: number;
  shows: { sheet: SheetName } | { slice: SliceAt | null };
  /** What is done before it is looked at. */
  steps?: Step[];
  /** The code that every command is refused with. */
  refuses?: string;
  /** Its rows are measured where one comes by, and move then: each key waits for that. */
  moves?: boolean;
}

export interface Step {
  /** What is clicked, as a selector. */
  press: string;
  /** What is then written into it. */
  write?: string;
  /** What is there afterwards. */
  then: string;
}

export type SheetName = 'badges' | 'buttons' | 'faulty' | 'notices' | 'packs' | 'rows' | 'times' | 'tray';

type SliceAt = (now: number) => Slice;
type More = Partial<Pick<Scene, 'height' | 'moves' | 'refuses' | 'steps' | 'title' | 'width'>>;

/** As src-tauri/src/shell/windows.rs opens them. */
const SIZES: Record<Slice['window'], Pick<Scene, 'height' | 'narrowest' | 'width'>> = {
  main: { width: 1100, height: 760, narrowest: 320 },
  run: { width: 340, height: 420, narrowest: 280 },
  sign_in: { width: 460, height: 560, narrowest: 320 },
};

const SETTINGS: Step = { press: '[data-testid="settings-open"]', then: '[data-testid="settings-close"]' };
const TABS = ['notifications', 'watching', 'look', 'start', 'network', 'diagnostics', 'account'] as const;
const tabStep = (tab: (typeof TABS)[number]): Step => {
  const press = `[data-testid="settings-tab-${tab}"]`;
  return { press, then: `${press}[aria-selected="true"]` };
};
const COPIED: Step = { press: '[data-testid="diagnostics-copy"]:enabled', then: '[data-testid="diagnostics-copied"] span' };
const NO_LETTERS: Step = { press: '[data-testid="single-keys"]', then: '[data-testid="single-keys"]:not(:checked)' };
const PRIVATE: Step = { press: '[data-testid="privacy"]', then: '[data-testid="privacy"]:checked' };
const CHECK: Step = { press: '[data-testid="palette-doctor"]', then: '[data-testid="doctor-summary"]' };
const HISTORY: Step = { press: '[data-testid="palette-history"]', then: '[data-testid="history-close"]' };
const UNFOLD: Step = { press: '[data-testid="run-details"] summary', then: '[data-testid="run-details"][open]' };
const UNFOLD_PACK: Step = { press: '[data-testid="run-latest-pack"] summary', then: '[data-testid="run-latest-pack"][open]' };
const CHECK_OWN: Step = { press: '[data-testid="pack-check-1"]', then: '[data-testid="check-reading"]' };
const COPY: Step = { press: '[data-testid="run-copy"]', then: '[data-testid="run-copied"] span' };
const UNPIN: Step = { press: '[data-testid="run-unpin"]', then: '[data-testid="run-unpin-confirm"]' };
const PALETTE: Step = { press: '[data-testid="palette-open"]', then: '[data-testid="palette-input"]' };
const ASK: Step = { press: '[data-testid="palette-input"]', write: 'o', then: '[data-testid="palette-input"]' };
const askFor = (name: string): Step => ({ ...ASK, write: [...name].slice(0, 4).join('') });
const CHOICES: Step = { press: '[data-testid="filter-state"]', then: '[role="option"]:nth-of-type(2)' };
const PLACES: Step = { press: '[data-testid="filter-environment"]', then: '[role="option"]:nth-of-type(2)' };
const CHOOSE: Step = { press: '[role="option"]:nth-of-type(2)', then: '[data-testid="filter-clear"]' };
const SETTLED: Step = { press: '[data-testid="pollers-settled"] summary', then: '[data-testid="pollers-settled"] li' };
const REFUSED: Step = { press: '[data-testid="refresh"]', then: '[data-testid="command-failed"]' };
const LARGE: More = { width: 680, height: 840 };

/** The scenarios whose long lists are their point. */
const WHOLE = ['busy', 'many'];

export const SCENES: Scene[] = [
  { ...SIZES.main, id: 'waiting', title: 'Waiting for the first slice', shows: { slice: null } },
  ...Object.entries(SCENARIOS).map(([name, slice]) => window(name, WHOLE.includes(name) ? slice : subjects.shortened(slice))),

  window('one', subjects.rows(1)),
  window('500', subjects.rows(500), { moves: true }),
  window('500-listed', subjects.lists(500), { moves: true }),
  ...each(subjects.NAMES, (name) => window(`names-${name}`, subjects.named(name, subjects.checked))),
  window('found-names', subjects.named('right-to-left', subjects.found)),
  ...each(subjects.FAULTS, (fault) => window(`blind-${fault}`, subjects.blind(fault))),
  window('clock-behind', subjects.clockOff),
  window('every-end', subjects.everyEnd),
  window('every-refresh', subjects.everyRefresh),
  window('every-pack', subjects.everyPack),
  window('every-check', subjects.everyCheck),
  window('pinned-packs', subjects.pinnedPacks),
  window('pinned-packs-names', subjects.named('german', subjects.pinnedPacks)),
  window('search-failed', subjects.searchFailed),
  window('calm-active', subjects.calmActive),
  window('new-since', subjects.sinceLooked),
  ...each(TABS, (tab) => window(`settings-${tab}`, subjects.overview, { steps: [SETTINGS, tabStep(tab)] })),
  window('settings-paused', subjects.paused, { steps: [SETTINGS] }),
  window('settings-suspended', subjects.paused, { steps: [SETTINGS, tabStep('watching')] }),
  window('settings-switched', subjects.switched, { steps: [SETTINGS, tabStep('start')] }),
  window('settings-no-letters', subjects.overview, { steps: [SETTINGS, tabStep('look'), NO_LETTERS] }),
  window('hushed', quieting.hushed),
  window('settings-environments', quieting.hushed, { steps: [SETTINGS] }),
  window('settings-quiet-hours', quieting.quietHours, { steps: [SETTINGS] }),
  window('settings-quiet-hours-accounts', quieting.quietHoursOfTwo, { height: 2400, steps: [SETTINGS] }),
  window('settings-quiet-hours-names', subjects.named('compound', quieting.quietHoursOfTwo), { height: 2400, steps: [SETTINGS] }),
  window('settings-private', subjects.overview, { steps: [SETTINGS, PRIVATE] }),
  window('settings-managed-notifications', managing.everything, { steps: [SETTINGS, tabStep('notifications')] }),
  window('settings-managed-watching', managing.everything, { steps: [SETTINGS, tabStep('watching')] }),
  window('settings-managed-network', managing.proxy, { steps: [SETTINGS, tabStep('network')] }),
  window('settings-managed-mistakes', managing.mistakes, { steps: [SETTINGS, tabStep('diagnostics')] }),
  window('settings-managed-unreadable', managing.nothing('readable'), { steps: [SETTINGS, tabStep('diagnostics')] }),
  window('settings-managed-no-toml', managing.nothing('toml'), { steps: [SETTINGS, tabStep('diagnostics')] }),
  window('settings-diagnostics-copied', subjects.overview, { steps: [SETTINGS, tabStep('diagnostics'), COPIED] }),
  window('accounts', accounts.several),
  window('accounts-two', accounts.two),
  window('accounts-warned', accounts.warned),
  window('settings-accounts-warned', accounts.warned, { steps: [SETTINGS, tabStep('account')] }),
  window('accounts-parted', accounts.parted('kept_locked')),
  window('settings-accounts', accounts.several, { steps: [SETTINGS, tabStep('account')] }),
  ...each(subjects.NAMES, (name) =>
    window(`settings-accounts-names-${name}`, subjects.named(name, accounts.two), { steps: [SETTINGS, tabStep('account')] }),
  ),
  window('settings-accounts-parted', accounts.parted('removed'), { steps: [SETTINGS, tabStep('account')] }),
  window('accounts-parted-names', subjects.named('compound', accounts.parted('kept_slow'))),
  window('palette-accounts', accounts.several, { steps: [PALETTE, { ...ASK, write: 'atlas' }] }),
  window('palette-accounts-warned', accounts.warned, { steps: [PALETTE, { ...ASK, write: 'atlas' }] }),
  window('settings-names', subjects.named('german', subjects.plainWatches), { steps: [SETTINGS, tabStep('account')] }),
  ...each(signingIn.KEYRINGS, (problem) => window(`in-memory-${problem}`, signingIn.inMemory(problem))),
  window('in-memory-asking', signingIn.inMemory('locked', true)),
  window('settings-in-memory', signingIn.inMemory('locked'), { steps: [SETTINGS, tabStep('account')] }),
  ...each(networks.NAMES, (name) =>
    window(`settings-network-${name}`, networks.network(name), { steps: [SETTINGS, tabStep('network')] }),
  ),
  window('palette', subjects.overview, { steps: [PALETTE] }),
  window('palette-found', subjects.overview, { steps: [PALETTE, ASK] }),
  ...each(subjects.NAMES, (name) =>
    window(`palette-names-${name}`, subjects.named(name, subjects.found), { steps: [PALETTE, askFor(nameOf(name))] }),
  ),
  window('filters', subjects.overview, { steps: [CHOICES] }),
  window('filtered', subjects.overview, { steps: [CHOICES, CHOOSE] }),
  ...each(filtering.ANSWERS, (answer) => window(`filtered-${answer}`, filtering.filtered(answer), { steps: [PLACES, CHOOSE] })),
  window('doctor', subjects.examined(clicked), { steps: [PALETTE, CHECK] }),
  ...each(subjects.NAMES, (name) =>
    window(`doctor-names-${name}`, subjects.named(name, subjects.examined(clicked)), { steps: [PALETTE, CHECK] }),
  ),
  window('doctor-asking', subjects.examined(asking), { steps: [PALETTE, CHECK] }),
  window('doctor-waiting', subjects.examined(() => doctor()), { steps: [PALETTE, CHECK] }),
  window('doctor-no-daemon', subjects.examined(withoutDaemon), { steps: [PALETTE, CHECK] }),
  window('doctor-keyring-locked', subjects.examined(keyringLocked), { steps: [PALETTE, CHECK] }),
  ...subjects.OTHER_EXAMINATIONS.map((slice, index) => window(`doctor-other-${index + 1}`, slice, { steps: [PALETTE, CHECK] })),
  window('history', subjects.remembered((now) => history(now)), { steps: [PALETTE, HISTORY] }),
  ...each(subjects.NAMES, (name) =>
    window(`history-names-${name}`, subjects.named(name, subjects.remembered((now) => history(now))), { steps: [PALETTE, HISTORY] }),
  ),
  window('history-asked', subjects.asked((now) => history(now))),
  window('history-written', subjects.remembered((now) => history(now, { more: false, export: 'written' })), { steps: [PALETTE, HISTORY] }),
  window('history-failed', subjects.remembered((now) => history(now, { export: 'failed' })), { steps: [PALETTE, HISTORY] }),
  window('history-empty', subjects.remembered((now) => history(now, { entries: [], alerts: [], more: false })), { steps: [PALETTE, HISTORY] }),
  window('history-unreadable', subjects.remembered(unreadable), { steps: [PALETTE, HISTORY] }),
  window('inspector-every', subjects.everyPoller),
  window('inspector-settled', subjects.inspected, { steps: [SETTLED] }),
  window('refused', subjects.overview, { steps: [REFUSED], refuses: 'throttled' }),

  ...each(subjects.ENDS, (end) => window(`run-end-${end}`, subjects.ended(end))),
  ...each(subjects.NAMES, (name) => window(`run-names-${name}`, subjects.named(name, subjects.failed))),
  ...each(subjects.FAULTS, (fault) => window(`run-blind-${fault}`, subjects.blindRun(fault))),
  window('run-clock-ahead', subjects.runClockOff),
  window('run-reconciled', subjects.reconciled),
  ...each(subjects.MADE, (status) => window(`run-pack-${status}`, subjects.madePack(status))),
  window('run-pack-latest', subjects.latestPack),
  window('run-pack-unfolded', subjects.latestPack, { ...LARGE, steps: [UNFOLD_PACK] }),
  window('run-pack-newer', subjects.newerPack, { steps: [UNFOLD_PACK] }),
  window('run-pack-checking', subjects.made, { steps: [CHECK_OWN] }),
  window('run-pack-names', subjects.named('german', subjects.newerPack), { steps: [UNFOLD_PACK] }),
  window('run-last-year', subjects.lastYear),
  window('run-much', subjects.much),
  window('run-much-large', subjects.much, LARGE),
  window('run-running-large', subjects.running, LARGE),
  window('run-quiet', subjects.quiet),
  window('run-unfolded', subjects.failed, { steps: [UNFOLD] }),
  window('run-unfolding', subjects.notAsked, { steps: [UNFOLD] }),
  window('run-copied', subjects.running, { steps: [COPY] }),
  window('run-unpin', subjects.running, { steps: [UNPIN] }),
  window('run-unpin-ended', subjects.failed, { steps: [UNPIN] }),

  ...each(signingIn.PROBLEMS, (problem) => window(`sign-in-${problem}`, signingIn.signInProblem(problem))),
  window('sign-in-network', networks.signingIn),
  window('sign-in-managed-network', managing.signingIn),
  ...each(signingIn.KEYRINGS, (problem) => window(`keyring-${problem}`, signingIn.keyringProblem(problem))),
  ...each(signingIn.KEYRINGS, (problem) => window(`keyring-unread-${problem}`, signingIn.unread(problem))),
  ...each(signingIn.PARTINGS, (parting) => window(`signed-out-${parting}`, signingIn.signedOut(parting))),

  sheet('badges', 'Badges', 460),
  sheet('buttons', 'Buttons and fields', 460),
  sheet('notices', 'Notices', 560),
  sheet('times', 'Timeline strips and progress', 560),
  sheet('rows', 'Operations', 900),
  sheet('rows', 'Operations, narrow', 400, 'rows-narrow'),
  sheet('packs', 'Review packs', 320),
  sheet('tray', 'Tray icons', 460),
];

/** Whose controls are laid out by their words: the walk takes the way of the Tab key through them in every language. */
export const BY_WORDS = [
  'overview-calm-active',
  'overview-blind-offline',
  'overview-filtered',
  'overview-settings-notifications',
  'overview-settings-look',
  'overview-settings-network-manual',
  'overview-palette',
  'overview-doctor',
  'overview-history',
  'run-running-large',
  'run-unpin',
  'sign-in',
];

/** With a fault of each kind that the walk looks for; it is none of the gallery's own. */
const FAULTY = sheet('faulty', 'Faulty', 400);

export function sceneOf(id: string): Scene {
  const found = [...SCENES, FAULTY].find((scene) => scene.id === id);
  if (found === undefined) throw new Error(`no scene “${id}”`);
  return found;
}

/** Named by its window, unless its name begins with it. */
function window(name: string, slice: SliceAt, more: More = {}): Scene {
  const kind = slice(0).window;
  const id = (kind === 'main' ? `overview-${name}` : name).replaceAll('_', '-');
  return { ...SIZES[kind], id, title: titleOf(id), shows: { slice }, ...more };
}

function sheet(name: SheetName, title: string, width: number, id: string = name): Scene {
  return { id: `sheet-${id}`, title, width, height: 600, narrowest: 320, shows: { sheet: name } };
}

function each<Word extends string>(words: readonly Word[], scene: (word: Word) => Scene): Scene[] {
  return words.map(scene);
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
