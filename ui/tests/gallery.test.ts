// The gallery shows every word of the contract, and the app knows nothing of the gallery.
import { expect, test } from 'vitest';
import { NAMES, nameOf } from '../gallery/names';
import { SCENES } from '../gallery/scenes';
import { INKS } from '../gallery/tray';
import { read, sources, wordsOf } from './sources';

/** Each union of the contract, and the field that carries its words; none where a list does. */
const UNIONS: [string, string | null][] = [
  ['AlertWord', 'alert'],
  ['CaProblem', 'ca_problem'],
  ['CheckProblem', 'problem'],
  ['CheckState', 'found'],
  ['ExportWord', 'export'],
  ['FateWord', 'fate'],
  ['FaultWord', 'fault'],
  ['FindingSlice', 'found'],
  ['FlightSlice', 'state'],
  ['FreshnessWord', 'freshness'],
  ['GateSlice', 'state'],
  ['HeardSlice', 'what'],
  ['HeardWord', 'heard'],
  ['HistoryState', 'state'],
  ['KeyringProblem', 'problem'],
  ['ListWord', 'list'],
  ['LockedSetting', null],
  ['ManagedExpected', 'expected'],
  ['NextSlice', 'when'],
  ['OutcomeWord', 'outcome'],
  ['PackEndWord', 'pack'],
  ['PackState', 'status'],
  ['Parting', 'parting'],
  ['PasswordState', 'password'],
  ['PollerWord', 'state'],
  ['ProgressSlice', 'mode'],
  ['ProxyMode', 'mode'],
  ['ProxyProblem', 'proxy_problem'],
  ['RefreshSlice', 'how'],
  ['SearchPhase', 'phase'],
  ['SignInPhase', 'state'],
  ['SignInProblem', 'problem'],
  ['Standing', 'standing'],
  ['StatusWord', 'status'],
  ['StepState', 'state'],
  ['StepWord', 'step'],
  ['WaitWord', 'wait'],
  ['Warning', null],
  ['WhileHidden', 'while_hidden'],
  ['WorstWord', 'worst'],
];

const shown = SCENES.flatMap(({ shows }) => ('slice' in shows ? [JSON.stringify(shows.slice?.(0))] : [])).join();

test.each(UNIONS)('every word of %s is in a scene', (union, field) => {
  const words = wordsOf(union).map((word) => (field === null ? `"${word}"` : `"${field}":"${word}"`));
  expect(words.length).toBeGreaterThan(1);
  expect(words.filter((word) => !shown.includes(word))).toEqual([]);
});

test('no two scenes have the same address', () => {
  const ids = SCENES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('long names are of 80 characters and more', () => {
  expect(NAMES.map(nameOf).filter((name) => [...name].length < 80)).toEqual([]);
});

test('the sheet of the tray inks its icons as the tray does', () => {
  const rust = read('../src-tauri/src/shell/icon.rs');
  const inked = Object.entries(INKS).map(([face, ink]) => {
    const written = ink.map((channel) => `0x${channel.toString(16).padStart(2, '0')}`).join(', ');
    const arm = `Face::${face.charAt(0).toUpperCase()}${face.slice(1)}`;
    return new RegExp(`${arm}[^\\n]*=> \\[${written}\\]`).test(rust);
  });
  expect(inked).toEqual([true, true, true, true]);
});

test('the app knows nothing of the gallery', () => {
  expect(sources().filter(({ text }) => text.includes('/gallery')).map(({ path }) => path)).toEqual([]);
});
