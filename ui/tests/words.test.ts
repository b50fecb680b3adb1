// Every visible word is a message, every message is used, and every word of the contract has its message.
import { expect, test } from 'vitest';
import * as ids from '../src/lib/ids';
import { has } from '../src/lib/words';
import { read, sources, wordsOf } from './sources';

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
  [ids.faultId, 'FaultWord', 'alone'],
  [ids.healthNextId, 'FaultWord', 'alone'],
  [ids.keyringProblemId, 'KeyringProblem', 'and next'],
  [ids.outcomeId, 'OutcomeWord', 'alone'],
  [ids.packId, 'PackState', 'alone'],
  [ids.pauseId, 'Pause', 'alone'],
  [ids.signInProblemId, 'SignInProblem', 'and next'],
  [ids.statusId, 'StatusWord', 'alone'],
  [ids.warningId, 'Warning', 'and next'],
  [ids.whileHiddenId, 'WhileHidden', 'alone'],
];

/** Ids that are put together from a refused command's code, which is not part of the contract. */
const OPEN_FAMILY = 'command-failed-';

test('each of the 39 canonical types has a label', () => {
  expect(CANONICAL_TYPES).toHaveLength(39);
  const wanted = CANONICAL_TYPES.map((code) => `type-${code.replaceAll(/[._]/g, '-')}`);
  expect(wanted.filter((id) => !has(id))).toEqual([]);
});

test.each(FAMILIES)('%o has a message for every word of %s', (idOf, binding, twins) => {
  const wanted = idsOf(idOf, binding, twins);
  expect(wanted.length).toBeGreaterThan(1);
  expect(wanted.filter((id) => !has(id))).toEqual([]);
});

test('every message that a source names exists', () => {
  const missing = sources().flatMap(({ path, text }) =>
    [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '').filter((id) => !has(id)).map((id) => `${path}: ${id}`),
  );
  expect(missing).toEqual([]);
});

test('every message of the windows is used', () => {
  const text = sources().map((source) => source.text).join('\n');
  const families = new Set(FAMILIES.flatMap((family) => idsOf(...family)));
  const unused = messages('locales/en/windows.ftl').filter(
    (id) => !text.includes(`'${id}'`) && !families.has(id) && !families.has(id.replace(/-hint$/, '')) && !id.startsWith(OPEN_FAMILY),
  );
  expect(unused).toEqual([]);
});

test('no message is written twice', () => {
  const all = ['locales/en/terms.ftl', 'locales/en/windows.ftl'].flatMap(messages);
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

test('no component carries words of its own', () => {
  const found = sources()
    .filter(({ path }) => path.endsWith('.svelte'))
    .flatMap(({ path, text }) => visibleLetters(text).map((words) => `${path}: ${words}`));
  expect(found).toEqual([]);
});

test('an operation is never called a run', () => {
  const said = messagesWithText().filter(([, text]) => /\bruns?\b/i.test(text));
  expect(said).toEqual([]);
});

function idsOf(idOf: (word: never) => string, binding: string, twins: string): string[] {
  const discriminants = binding === 'PackState' ? statusesOf(binding) : wordsOf(binding);
  const own = discriminants.map((word) => idOf(word as never));
  return twins === 'alone' ? own : [...own, ...own.map(ids.nextOf)];
}

function statusesOf(binding: string): string[] {
  return [...read(`src/ipc/bindings/${binding}.ts`).matchAll(/"status": "([a-z]+)"/g)].map((match) => match[1] ?? '');
}

function messages(path: string): string[] {
  return [...read(path).matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((match) => match[1] ?? '');
}

function messagesWithText(): [string, string][] {
  return ['locales/en/terms.ftl', 'locales/en/windows.ftl'].flatMap((path) =>
    [...read(path).matchAll(/^([a-z][a-z0-9-]*) =(.*)$/gm)].map(
      (match): [string, string] => [match[1] ?? '', (match[2] ?? '').replaceAll(/\{[^}]*\}/g, '')],
    ),
  );
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
