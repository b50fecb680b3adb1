// Every visible word is a message, every message is used by the windows or the desktop app, every word of the contract
// has its message, and every language has them all.
import { FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';
import * as ids from '../src/lib/ids';
import { COUNTED } from '../src/lib/operation';
import { has } from '../src/lib/words';
import { entries, idsIn, isSentence, references, textsOf, usedIn } from './fluent';
import { files, read, type Source, sources, wordsOf } from './sources';

const CANONICAL_TYPES = `
  alerts.deliver alerts.evaluate assignments.fetch assignments.restore backup.schedule.execute backup.schedule.purge
  backup.schedule.retention backup_set.archive backup_set.delete backup_set.restore backup_set.update baseline.capture
  baseline.compare compliance.snapshot directory.groups.sync directory.role_definitions.sync entra.admin_roles.scan
  environment.review.compose environment.review_pack.generate inventory.sync ops.reconcile_adapter_runs
  permission.posture.check policy.delete policy.export policy.restore policy.snapshot policy.sync
  policy_version.force_delete policy_version.prune policy_version.restore promotion.execute provider.connection.check
  rbac.health_check restore.execute restore_run.delete restore_run.force_delete restore_run.restore
  tenant.evidence.snapshot.generate tenant.sync`
  .trim()
  .split(/\s+/);

/** Each family of ids, the union it covers, and whether each message has a twin that says what to do. */
const FAMILIES: [(word: never) => string, string, 'alone' | 'and next'][] = [
  [ids.appearanceId, 'Appearance', 'alone'],
  [ids.caProblemId, 'CaProblem', 'and next'],
  [ids.checkProblemId, 'CheckProblem', 'and next'],
  [ids.dayId, 'Day', 'alone'],
  [ids.exportId, 'ExportWord', 'alone'],
  [ids.fateId, 'FateWord', 'alone'],
  [ids.faultId, 'FaultWord', 'alone'],
  [ids.findingId, 'FindingSlice', 'alone'],
  [ids.healthNextId, 'FaultWord', 'alone'],
  [ids.heardId, 'HeardSlice', 'alone'],
  [ids.keyringProblemId, 'KeyringProblem', 'and next'],
  [ids.keyringUnkeptId, 'KeyringProblem', 'alone'],
  [ids.keyringUnreadId, 'KeyringProblem', 'and next'],
  [ids.languageId, 'LanguageChoice', 'alone'],
  [ids.listId, 'ListWord', 'alone'],
  [ids.managedExpectedId, 'ManagedExpected', 'alone'],
  [ids.notedHeardId, 'HeardWord', 'alone'],
  [ids.notedId, 'AlertWord', 'alone'],
  [ids.outcomeId, 'OutcomeWord', 'alone'],
  [ids.packId, 'PackState', 'alone'],
  [ids.partingId, 'Parting', 'alone'],
  [ids.passwordId, 'PasswordState', 'alone'],
  [ids.pauseId, 'Pause', 'alone'],
  [ids.pollerId, 'PollerWord', 'alone'],
  [ids.proxyModeId, 'ProxyMode', 'alone'],
  [ids.proxyProblemId, 'ProxyProblem', 'and next'],
  [ids.signInProblemId, 'SignInProblem', 'and next'],
  [(word: never) => `row-${ids.snoozeId(word)}`, 'Pause', 'alone'],
  [(word: never) => `pack-${ids.snoozeId(word)}`, 'Pause', 'alone'],
  [(word: never) => `environment-${ids.snoozeId(word)}`, 'Pause', 'alone'],
  [ids.standingId, 'Standing', 'alone'],
  [ids.statusId, 'StatusWord', 'alone'],
  [ids.stepId, 'StepWord', 'alone'],
  [ids.stepStateId, 'StepState', 'alone'],
  [ids.waitedId, 'WaitWord', 'alone'],
  [ids.warningId, 'Warning', 'and next'],
  [ids.whileHiddenId, 'WhileHidden', 'alone'],
];

/** Ids that are put together from a refused command's code, which is not part of the contract. */
const OPEN_FAMILY = 'command-failed-';

const FAULTS = wordsOf('FaultWord').map((word) => word.replaceAll('_', '-'));
const ENDINGS = ['blocked', 'cancelled', 'failed', 'partially-succeeded', 'succeeded', 'unknown'];

/** The ids that Rust puts together instead of writing them out: the file that does, the prefix, and its words. */
const RUST_FAMILIES: [string, string, string[]][] = [
  ['../src-tauri/src/shell/menu/line.rs', 'outcome-', ENDINGS],
  ['../src-tauri/src/shell/menu/line.rs', 'pack-', ['expired', 'failed', 'generating', 'queued', 'ready']],
  ['../src-tauri/src/shell/menu.rs', 'fault-', FAULTS],
  ['../src-tauri/src/shell/menu.rs', 'health-next-', FAULTS],
  ['../src-tauri/src/shell/notify.rs', 'notice-', ENDINGS],
  ['../crates/core/src/operation_type.rs', 'type-', CANONICAL_TYPES.map((code) => code.replaceAll(/[._]/g, '-'))],
];

/** Where Rust picks an id and says it later, its literals are told by these beginnings. */
const RUST_PREFIXES = /^(?:alert|clock|fault|freshness|health|menu|notice|outcome|pack|span|status|summary|title|tooltip|warning)-/;

const TERMS = 'terms.ftl';
const WINDOWS = 'windows.ftl';
const DESKTOP = 'desktop.ftl';
const FILES = [TERMS, WINDOWS, DESKTOP];

/** The first is the one that the others are held to. */
const LANGUAGES = ['en', ...wordsOf('Language').filter((language) => language !== 'en')];
const LOCALES = LANGUAGES.flatMap((language) => FILES.map((file) => pathOf(language, file)));

/** What an operation is never called. */
const RUN = /\bruns?\b|\bLauf(?:s|es)?\b|\bLäufen?\b/i;

test('each of the 39 canonical types has a label', () => {
  expect(CANONICAL_TYPES).toHaveLength(39);
  const wanted = CANONICAL_TYPES.map(typeId);
  expect(wanted.filter((id) => !has(id))).toEqual([]);
});

test.each(FAMILIES)('%o has a message for every word of %s', (idOf, binding, twins) => {
  const wanted = idsOf(idOf, binding, twins);
  expect(wanted.length).toBeGreaterThan(1);
  expect(wanted.filter((id) => !has(id))).toEqual([]);
});

test('every line of the .ftl files that should be a message is one', () => {
  const written = (path: string) => [...read(path).matchAll(/^(-?[a-z][a-z0-9-]*) *=/gim)].map((match) => match[1]);
  expect(LOCALES.map((path) => entries(path).map(({ id }) => id))).toEqual(LOCALES.map(written));
});

test('every language has its files and no others', () => {
  expect(files('locales', ['ftl']).map(({ path }) => path).sort()).toEqual([...LOCALES].sort());
});

test.each(LANGUAGES)('“%s” has every message that English has, in its place, and no other', (language) => {
  for (const file of FILES) expect(idsIn(pathOf(language, file))).toEqual(idsIn(pathOf('en', file)));
});

test.each(LANGUAGES)('“%s” uses what English uses in each message', (language) => {
  for (const file of FILES) expect(usedIn(pathOf(language, file))).toEqual(usedIn(pathOf('en', file)));
});

test.each(LANGUAGES.slice(1))('no sentence of “%s” is still English', (language) => {
  const sentences = (path: string) =>
    entries(path).flatMap(({ id, value }) => textsOf(value).filter(isSentence).map((text) => `${id}: ${text}`));
  const english = new Set(FILES.flatMap((file) => sentences(pathOf('en', file))));
  const own = FILES.flatMap((file) => sentences(pathOf(language, file)));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((sentence) => english.has(sentence))).toEqual([]);
});

test('every message that a source of the windows names exists', () => {
  const missing = sources().flatMap(({ path, text }) =>
    [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '').filter((id) => !has(id)).map((id) => `${path}: ${id}`),
  );
  expect(missing).toEqual([]);
});

test('every message that the desktop app names exists', () => {
  const known = new Set([TERMS, DESKTOP].flatMap((file) => idsIn(pathOf('en', file))));
  const said = rust().flatMap(({ path, text }) =>
    [...text.matchAll(/\bsay(?:_with)?\(\s*"([^"]+)"/g)].map((match) => ({ path, id: match[1] ?? '' })),
  );
  const picked = rust().flatMap(({ path, text }) =>
    literals(text).filter((id) => RUST_PREFIXES.test(id)).map((id) => ({ path, id })),
  );
  expect(said.length).toBeGreaterThan(10);
  expect([...said, ...picked].filter(({ id }) => !known.has(id))).toEqual([]);
  expect([...rustFamilies()].filter((id) => !known.has(id))).toEqual([]);
});

test('each family of ids that Rust puts together is still put together there', () => {
  const idle = RUST_FAMILIES.filter(([path, prefix]) => !read(path).includes(`format!("${prefix}{`));
  expect(idle).toEqual([]);
});

test('every message that a message refers to is in its reach', () => {
  const lost = LANGUAGES.flatMap((language) =>
    FILES.flatMap((file) => {
      const reach = new Set([TERMS, file].flatMap((near) => idsIn(pathOf(language, near))));
      const path = pathOf(language, file);
      return references(path).filter((id) => !reach.has(id)).map((id) => `${path}: ${id}`);
    }),
  );
  expect(lost).toEqual([]);
});

test('every message is used', () => {
  const inWindows = usedInWindows();
  const inDesktop = new Set([...rust().flatMap(({ text }) => literals(text)), ...rustFamilies()]);
  const referred = new Set(LOCALES.flatMap(references));
  const anywhere = (id: string) => inWindows(id) || inDesktop.has(id) || referred.has(id);
  const unused = [
    ...idsIn(pathOf('en', TERMS)).filter((id) => !anywhere(id)),
    ...idsIn(pathOf('en', WINDOWS)).filter((id) => !inWindows(id) && !referred.has(id)),
    ...idsIn(pathOf('en', DESKTOP)).filter((id) => !inDesktop.has(id) && !referred.has(id)),
  ];
  expect(unused).toEqual([]);
});

test('no message is written twice', () => {
  const all = FILES.flatMap((file) => idsIn(pathOf('en', file)));
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

test('no component carries words of its own', () => {
  const found = sources()
    .filter(({ path }) => path.endsWith('.svelte'))
    .flatMap(({ path, text }) => visibleLetters(text).map((words) => `${path}: ${words}`));
  expect(found).toEqual([]);
});

test('an operation is never called a run', () => {
  const wrong = LOCALES.flatMap((path) =>
    entries(path).flatMap(({ id, value, attributes }) =>
      [value, ...Object.values(attributes)]
        .flatMap(textsOf)
        .filter((text) => RUN.test(text))
        .map((text) => `${path}: ${id}: ${text}`),
    ),
  );
  expect(wrong).toEqual([]);
});

test('the walk over the words looks into every variant', () => {
  const [message] = new FluentResource('a = x { $n ->\n    [one] one run\n   *[other] { $n } { "runs" }\n} y\n').body;
  expect(textsOf(message?.value ?? null)).toEqual(['x ', 'one run', ' ', 'runs', ' y']);
});

function idsOf(idOf: (word: never) => string, binding: string, twins: string): string[] {
  const discriminants = binding === 'PackState' ? statusesOf(binding) : wordsOf(binding);
  const own = discriminants.map((word) => idOf(word as never));
  return twins === 'alone' ? own : [...own, ...own.map(ids.nextOf)];
}

function statusesOf(binding: string): string[] {
  return [...read(`src/ipc/bindings/${binding}.ts`).matchAll(/"status": "([a-z]+)"/g)].map((match) => match[1] ?? '');
}

/** Whether the windows use a message: by its literal, or as a word of a family. */
function usedInWindows(): (id: string) => boolean {
  const text = sources().map((source) => source.text).join('\n');
  const families = new Set([
    ...FAMILIES.flatMap((family) => idsOf(...family)),
    // Only a surprising freshness has a message.
    ...wordsOf('FreshnessWord').map((word) => ids.freshnessId(word as never)),
    ...CANONICAL_TYPES.map(typeId),
    ...COUNTED.map((key) => `counted-${key}`),
  ]);
  return (id) =>
    text.includes(`'${id}'`) || families.has(id) || families.has(id.replace(/-hint$/, '')) || id.startsWith(OPEN_FAMILY);
}

/** The desktop app's sources without their comments and their tests. */
function rust(): Source[] {
  return files('../src-tauri/src', ['rs'])
    .filter(({ path }) => !path.endsWith('/tests.rs'))
    .map(({ path, text }) => ({
      path,
      text: (text.split('#[cfg(test)]\nmod tests {')[0] ?? '').replaceAll(/^\s*\/\/.*$/gm, ''),
    }));
}

function literals(text: string): string[] {
  return [...text.matchAll(/"([a-z][a-z0-9-]*)"/g)].map((match) => match[1] ?? '');
}

function rustFamilies(): Set<string> {
  return new Set(RUST_FAMILIES.flatMap(([, prefix, words]) => words.map((word) => prefix + word)));
}

function typeId(code: string): string {
  return `type-${code.replaceAll(/[._]/g, '-')}`;
}

function pathOf(language: string, file: string): string {
  return `locales/${language}/${file}`;
}

/** Letters that would be seen: text between tags, and the attributes that are read out or shown. */
function visibleLetters(component: string): string[] {
  const markup = withoutBraces(component.replaceAll(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/g, ''));
  const attributes = [...markup.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map((match) => match[1] ?? '');
  const text = markup.replaceAll(/<(?:[^<>"']|"[^"]*"|'[^']*')*>/g, '\n').split('\n');
  return [...attributes, ...text].map((words) => words.trim()).filter((words) => /\p{L}/u.test(words));
}

function withoutBraces(text: string): string {
  let flat = text;
  for (let before = ''; before !== flat; ) {
    before = flat;
    flat = flat.replaceAll(/\{[^{}]*\}/g, '');
  }
  return flat;
}
