// What is muted, and which endings are told.
import { fireEvent, render } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import NotificationRules from '../../src/components/NotificationRules.svelte';
import type { RulesSlice } from '../../src/ipc/bindings/RulesSlice';
import { UNMANAGED } from '../../src/ipc/fake/managed';
import { empty } from '../../src/ipc/fake/overview';
import { endedRow, goneRow, list, pack, runningRow } from '../../src/ipc/fake/rows';
import { find, get, open } from '../desk';
import { atNow, main, NOW, pinned, run } from './slices';

atNow();

describe('a mute', () => {
  test('is offered for what is pinned alone, and undone where it holds', async () => {
    const rows = [pinned(1), { ...pinned(2), muted: true }];
    const desk = await open(main({ pinned: rows, active: list([runningRow(NOW, { id: 3 })]) }));
    expect([get('mute-1').getAttribute('aria-label'), get('unmute-2').getAttribute('aria-label')]).toEqual([
      'Mute notifications of Operation #1',
      'Notify again of Operation #2',
    ]);
    expect([find('mute-3'), find('unmute-3')]).toEqual([null, null]);
    await fireEvent.click(get('mute-1'));
    await fireEvent.click(get('unmute-2'));
    expect(desk.asked()).toEqual([
      ['mute', { operation: 1, on: true }],
      ['mute', { operation: 2, on: false }],
    ]);
  });

  test('shows in a mark that has a name, and keeps the focus where it was used', async () => {
    const desk = await open(main({ pinned: [pinned(1)] }));
    expect(find('muted-1')).toBeNull();
    get('mute-1').focus();
    await desk.show(main({ pinned: [{ ...pinned(1), muted: true }] }));
    const mark = get('muted-1');
    expect([mark.getAttribute('role'), mark.getAttribute('aria-label')]).toEqual([
      'img',
      'Muted: no notification when it ends',
    ]);
    expect(document.activeElement).toBe(get('unmute-1'));
  });

  test('of a review pack is offered on its card while it is pinned and there', async () => {
    const generating = { status: 'generating', since_ms: NOW, can_open: true } as const;
    const packs = [
      pack(1, generating),
      pack(2, generating, { pinned: true }),
      pack(3, generating, { pinned: true, muted: true }),
      pack(4, { status: 'gone' }, { pinned: true }),
    ];
    const desk = await open(main({ packs }));
    const offered = packs.map(({ environment_id: id }) => [find(`mute-pack-${id}`), find(`unmute-pack-${id}`)].map((it) => it !== null));
    expect(offered).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect([find('muted-pack-2'), get('muted-pack-3').getAttribute('role')]).toEqual([null, 'img']);
    await fireEvent.click(get('mute-pack-2'));
    await fireEvent.click(get('unmute-pack-3'));
    expect(desk.asked()).toEqual([
      ['mute_pack', { environment: 2, on: true }],
      ['mute_pack', { environment: 3, on: false }],
    ]);
  });

  test('in an operation’s window is of its own operation, naming none', async () => {
    const desk = await open(run({ row: endedRow(NOW, { pinned: true }) }));
    expect([get('mute-run').title, find('run-muted')]).toEqual(['Mute notifications of this operation (M)', null]);
    await fireEvent.click(get('mute-run'));
    await desk.show(run({ row: endedRow(NOW, { pinned: true, muted: true }) }));
    expect([get('unmute-run').title, get('run-muted').getAttribute('role')]).toEqual(['Notify again (M)', 'img']);
    await fireEvent.click(get('unmute-run'));
    expect(desk.asked()).toEqual([
      ['mute_operation', { on: true }],
      ['mute_operation', { on: false }],
    ]);
    await desk.show(run({ row: goneRow(), detail: null }));
    expect([find('mute-run'), find('unmute-run')]).toEqual([null, null]);
  });
});

describe('the rules', () => {
  const RULES = empty().settings.rules;

  function shown(rules: RulesSlice): RulesSlice[] {
    const chosen: RulesSlice[] = [];
    render(NotificationRules, { rules, managed: UNMANAGED, onrules: (next) => chosen.push(next) });
    return chosen;
  }

  const labels = () => [...document.querySelectorAll('fieldset')].map((group) => {
    const names = [...group.querySelectorAll('label')].map((label) => label.querySelector('.font-medium')?.textContent);
    return [group.querySelector('legend')?.textContent, names];
  });

  test('have a switch for each ending that may be switched off', () => {
    shown(RULES);
    expect(labels()).toEqual([
      ['Operations', ['Succeeded', 'Partially succeeded', 'Blocked', 'Failed', 'Cancelled']],
      ['Review packs', ['Ready', 'Failed', 'Expired']],
      ['Besides endings', ['No connection', 'Likely stale', 'Longer than usual', 'No progress', 'Review pack expires']],
    ]);
    expect(document.querySelectorAll('input:checked')).toHaveLength(13);
  });

  test('each switch changes its own rule and leaves the others', async () => {
    const off: RulesSlice = {
      operations: { succeeded: false, partially_succeeded: false, blocked: false, failed: false, cancelled: false },
      packs: { ready: false, failed: false, expired: false },
      alerts: { blind: false, likely_stale: false, longer_than_usual: false, progress_stuck: false, pack_expires: false },
    };
    const chosen = shown(off);
    const switches = [...document.querySelectorAll('input')];
    for (const one of switches) await fireEvent.click(one);
    const { operations, packs, alerts } = off;
    expect(chosen).toEqual([
      { operations: { ...operations, succeeded: true }, packs, alerts },
      { operations: { ...operations, partially_succeeded: true }, packs, alerts },
      { operations: { ...operations, blocked: true }, packs, alerts },
      { operations: { ...operations, failed: true }, packs, alerts },
      { operations: { ...operations, cancelled: true }, packs, alerts },
      { operations, packs: { ...packs, ready: true }, alerts },
      { operations, packs: { ...packs, failed: true }, alerts },
      { operations, packs: { ...packs, expired: true }, alerts },
      { operations, packs, alerts: { ...alerts, blind: true } },
      { operations, packs, alerts: { ...alerts, likely_stale: true } },
      { operations, packs, alerts: { ...alerts, longer_than_usual: true } },
      { operations, packs, alerts: { ...alerts, progress_stuck: true } },
      { operations, packs, alerts: { ...alerts, pack_expires: true } },
    ]);
  });

  test('are chosen in the settings, and shown as the app has them', async () => {
    const desk = await open(main({}));
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('rule-outcome-succeeded')).not.toBeNull());
    const rules = { ...RULES, operations: { ...RULES.operations, succeeded: false } };
    await fireEvent.click(get('rule-outcome-succeeded'));
    expect(desk.asked()).toEqual([['set_rules', { rules }]]);
    expect((get('rule-outcome-succeeded') as HTMLInputElement).checked).toBe(true);
    await desk.show(main({ settings: { ...empty().settings, rules } }));
    expect((get('rule-outcome-succeeded') as HTMLInputElement).checked).toBe(false);
  });
});
