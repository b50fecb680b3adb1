// What the overview works out from its slice alone: filters, days, the user's order, the palette, the keys.
import { beforeAll, describe, expect, test } from 'vitest';
import type { PackSlice } from '../src/ipc/bindings/PackSlice';
import type { PackState } from '../src/ipc/bindings/PackState';
import { earlier, endedRow, goneRow, list, lateRow, pack, pendingRow, queuedRow, runningRow } from '../src/ipc/fake/rows';
import { empty } from '../src/ipc/fake/overview';
import { byDay } from '../src/lib/days';
import { choices, chosen, type Filters, held, isFiltered, matching, matchingPacks, NO_FILTERS } from '../src/lib/filters';
import { keyOf, OWN_KEYS } from '../src/lib/keys';
import { speak } from '../src/lib/language.svelte';
import { beforeAfter, beforeDropped, placeAt } from '../src/lib/order';
import { type Deed, isErrand, offers } from '../src/lib/palette';
import { foundBeside, matchesHere } from '../src/lib/search';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);
const only = (changes: Partial<Filters>): Filters => ({ ...NO_FILTERS, ...changes });
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

beforeAll(() => speak('en'));

describe('the filters', () => {
  const rows = [
    runningRow(NOW, { id: 1 }),
    queuedRow(NOW, { id: 2, environment: null }),
    endedRow(NOW, { id: 3, outcome: 'failed', environment: 'Fabrikam', workspace: 'Lucerne MSP' }),
    lateRow(NOW, 1, { id: 4, freshness: 'likely_stale', type_name: { known: 'unknown', raw: 'tenant.x' } }),
    pendingRow(),
    goneRow(),
  ];
  const packs = [
    pack(1, { status: 'none' }),
    pack(2, { status: 'none' }, { environment: 'Wingtip Toys', workspace: 'Lucerne MSP' }),
    pack(3, { status: 'unseen' }, { environment: '', workspace: '' }),
  ];

  test('leave everything as it is while nothing is chosen', () => {
    expect([isFiltered(NO_FILTERS), matching(rows, NO_FILTERS), matchingPacks(packs, NO_FILTERS)]).toEqual([
      false,
      rows,
      packs,
    ]);
  });

  test.each<[Partial<Filters>, number[]]>([
    [{ workspace: 'Northwind IT' }, [1, 2, 4]],
    [{ environment: 'Contoso Production' }, [1, 4]],
    [{ environment: '' }, [2]],
    [{ type: 'type-policy-sync' }, [1]],
    [{ type: 'tenant.x' }, [4]],
    [{ state: 'status-queued' }, [2]],
    [{ state: 'outcome-failed' }, [3]],
    [{ state: 'freshness-likely-stale' }, [4]],
    [{ workspace: 'Lucerne MSP', state: 'status-running' }, []],
  ])('of %o leave %o', (chosen, left) => {
    expect(ids(matching(rows, only(chosen)))).toEqual(left);
  });

  test('sort packs out by their place alone', () => {
    const left = (filters: Partial<Filters>) => matchingPacks(packs, only(filters)).map((one) => one.environment_id);
    expect(left({ workspace: 'Lucerne MSP' })).toEqual([2]);
    expect(left({ environment: 'Contoso Production' })).toEqual([1]);
    expect(left({ environment: '' })).toEqual([]);
    expect(left({ state: 'outcome-failed' })).toEqual([1, 2, 3]);
  });

  test('offer what is shown and the environments of the packs, by name', () => {
    const labels = (filters: Filters) =>
      Object.fromEntries(Object.entries(choices(rows, packs, filters)).map(([name, all]) => [name, all.map(({ label }) => label)]));
    expect(labels(NO_FILTERS)).toEqual({
      environment: ['Contoso Production', 'Fabrikam', 'Wingtip Toys', 'Workspace-wide'],
      state: ['Failed', 'Likely stale', 'Queued for execution', 'Running'],
      type: ['Policy sync', 'Restore', 'Scheduled backup', 'tenant.x'],
      workspace: ['Lucerne MSP', 'Northwind IT'],
    });
    expect(labels(only({ workspace: 'Lucerne MSP' }))['environment']).toEqual(['Fabrikam', 'Wingtip Toys']);
  });

  test('still offer a chosen state that nothing has at present, and no name that nothing has any more', () => {
    const filters = only({ environment: 'Contoso', state: 'outcome-blocked', type: 'tenant.y', workspace: 'Lucerne MSP' });
    const { environment, state, type, workspace } = choices([], [], filters);
    expect([environment, state, type, workspace]).toEqual([[], [{ value: 'outcome-blocked', label: 'Blocked' }], [], []]);
    expect(held([], [], filters)).toEqual(only({ state: 'outcome-blocked' }));
  });

  test('keep every name that a row or a pack still has', () => {
    const kept = [
      only({ environment: 'Wingtip Toys', workspace: 'Lucerne MSP' }),
      only({ environment: '', type: 'tenant.x' }),
      only({ environment: 'Fabrikam', state: 'outcome-blocked' }),
    ];
    expect(kept.map((filters) => held(rows, packs, filters))).toEqual(kept);
    const lost = only({ environment: 'Fabrikam', workspace: 'Contoso MSP' });
    expect(held(rows, packs, lost)).toEqual(only({ environment: 'Fabrikam' }));
  });

  test('let go of the environment with its workspace', () => {
    const filters = only({ environment: 'Contoso', type: 'type-tenant-sync' });
    expect(chosen(filters, 'workspace', 'Lucerne MSP')).toEqual(only({ workspace: 'Lucerne MSP', type: 'type-tenant-sync' }));
    expect(chosen(filters, 'workspace', null)).toEqual(filters);
    expect(chosen(filters, 'type', null)).toEqual(only({ environment: 'Contoso' }));
  });
});

describe('the days', () => {
  test('are today, yesterday, then dates, newest first', () => {
    const days = byDay([...earlier(NOW), endedRow(NOW, { id: 9 })], NOW);
    expect(days.map(({ label, rows }) => [label, ids(rows)])).toEqual([
      ['Today', [9]],
      ['Yesterday', [350, 349]],
      ['21 Nov', [348]],
      ['20 Nov', [347]],
      ['14 Nov', [346]],
    ]);
  });

  test('come after what ended since the last look', () => {
    const looked = { until_ms: NOW - 30 * 3_600_000, at_ms: NOW - 3_600_000 };
    const none = { created_ms: NOW, started_ms: null, ended_ms: null };
    const days = byDay([...earlier(NOW), endedRow(NOW, { id: 9 }), endedRow(NOW, { id: 8, times: none })], NOW, looked);
    expect(days.map(({ label, rows }) => [label, ids(rows)])).toEqual([
      ['New since you last looked (09:42)', [9, 350, 349]],
      ['Today', [8]],
      ['21 Nov', [348]],
      ['20 Nov', [347]],
      ['14 Nov', [346]],
    ]);
  });

  test('take what has no recorded end by when it was queued', () => {
    const times = { created_ms: NOW - 26 * 3_600_000, started_ms: null, ended_ms: null };
    expect(byDay([endedRow(NOW, { times })], NOW).map(({ label }) => label)).toEqual(['Yesterday']);
  });
});

describe('the order', () => {
  const all = [1, 2, 3, 4, 5];

  test.each([
    ['up', 3, 2],
    ['up', 1, undefined],
    ['down', 3, 5],
    ['down', 4, null],
    ['down', 5, undefined],
    ['first', 3, 1],
    ['first', 1, undefined],
    ['last', 3, null],
    ['last', 5, undefined],
    ['up', 9, undefined],
  ] as const)('moves %s from %i in front of %o', (move, id, before) => {
    expect(beforeAfter(move, id, all, all)).toBe(before);
  });

  test('moves past what is shown, wherever the hidden ones are', () => {
    const shown = [1, 4];
    expect(beforeAfter('down', 1, shown, all)).toBe(5);
    expect(beforeAfter('up', 4, shown, all)).toBe(1);
  });

  test('drops in front of a row, behind the last, or nowhere new', () => {
    expect(beforeDropped(0, 3, all, all)).toBe(1);
    expect(beforeDropped(5, 3, all, all)).toBeNull();
    expect([beforeDropped(2, 3, all, all), beforeDropped(3, 3, all, all), beforeDropped(5, 5, all, all)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(beforeDropped(2, 4, [1, 4], all)).toBeUndefined();
  });

  test('is told by the middles of the rows', () => {
    const rows = [0, 10, 20].map((top) => ({ top, bottom: top + 10 }));
    expect([-5, 4, 6, 14, 24, 26, 99].map((y) => placeAt(y, rows))).toEqual([0, 0, 1, 1, 2, 3, 3]);
  });
});

describe('the palette', () => {
  const slice = {
    ...empty(),
    pinned: [runningRow(NOW, { id: 421, pinned: true })],
    active: list([runningRow(NOW, { id: 421, pinned: true }), queuedRow(NOW, { id: 42, environment: 'Zürich Süd' })]),
    recent: list([endedRow(NOW, { id: 398, outcome: 'failed' })]),
    packs: [pack(7, { status: 'none' }, { environment: 'Zürich Süd' })],
  };
  const offered = (typed: string, changes = {}, filtered = false) =>
    offers({ ...slice, ...changes }, typed, filtered, NOW).map(({ name, entries }) => [name, entries.map(({ id }) => id)]);

  test('offers operations and every action before anything is typed', () => {
    const actions = ['refresh', 'search', 'filter', 'pause-one-hour', 'pause-until-tomorrow', 'settings', 'sign-out', 'quit'];
    expect(offered('').slice(0, 1)).toEqual([['operations', ['operation-421', 'operation-42', 'operation-398']]]);
    for (const action of actions) expect(offered('').at(-1)?.[1]).toContain(action);
  });

  test('finds by every word, whatever the order, the case or the accents', () => {
    expect(offered('sud RESTORE')).toEqual([['operations', ['operation-42']]]);
    expect(offered('zurich pack')).toEqual([['environments', ['show-pack-7', 'pin-pack-7']]]);
    expect(offered('failed')).toEqual([['operations', ['operation-398']]]);
    expect(offered('nothing like it')).toEqual([]);
  });

  test('offers to pin and to open a typed number, known or not', () => {
    expect(offered('#9000')).toEqual([['number', ['pin-9000', 'open-9000']]]);
    expect(offered(' 421 ')).toEqual([['number', ['open-421', 'unpin-421', 'mute-421', 'open-web-421', 'snooze-one-hour-421', 'snooze-until-tomorrow-421']]]);
    expect(offered('42')).toEqual([
      ['number', ['pin-42', 'open-42', 'open-web-42']],
      ['operations', ['operation-421']],
      ['pinned', ['unpin-421', 'mute-421', 'open-web-421', 'snooze-one-hour-421', 'snooze-until-tomorrow-421']],
    ]);
    const [group] = offers(slice, '9000', false, NOW);
    expect(group?.entries.map(({ label }) => label)).toEqual(['Pin Operation #9000', 'Pin and open Operation #9000']);
  });

  test('offers what can be done with pinned operations, by what it is called and by what they are', () => {
    const muted = runningRow(NOW, { id: 8, pinned: true, muted: true, can_open: false, environment: 'Tailspin Retail' });
    const pinned = [...slice.pinned, muted, goneRow()];
    expect(offered('mute', { pinned })).toEqual([
      ['environments', ['mute-all-7']],
      ['pinned', ['mute-421']],
    ]);
    expect(offered('again', { pinned })).toEqual([['pinned', ['mute-8']]]);
    expect(offered('unpin', { pinned, packs: [] })).toEqual([['pinned', ['unpin-421', 'unpin-8', 'unpin-311']]]);
    expect(offered('tailspin', { pinned })).toEqual([
      ['operations', ['operation-8']],
      ['pinned', ['unpin-8', 'mute-8']],
    ]);
  });

  test('offers first what can be done with the operation that had the focus, until something is typed', () => {
    const chosen = (id: number | null, typed = '') => offers(slice, typed, false, NOW, id).find(({ name }) => name === 'chosen');
    expect(chosen(421)?.entries.map(({ id }) => id)).toEqual(['open-421', 'unpin-421', 'mute-421', 'open-web-421', 'snooze-one-hour-421', 'snooze-until-tomorrow-421']);
    expect(chosen(42)?.entries.map(({ id }) => id)).toEqual(['pin-42', 'open-42', 'open-web-42']);
    expect([chosen(null), chosen(77), chosen(421, 'policy')]).toEqual([undefined, undefined, undefined]);
  });

  test('offers to mute all of an environment, and to undo that even where it is gone', () => {
    const all = (packs: PackSlice[]) => offered('everything', { packs, pinned: [] });
    expect(all([pack(7, { status: 'none' })])).toEqual([['environments', ['mute-all-7']]]);
    expect(all([pack(7, { status: 'gone' })])).toEqual([]);
    const [group] = offers({ ...slice, packs: [pack(7, { status: 'gone' }, { environment_muted: true })] }, 'everything', false, NOW);
    expect(group?.entries.map(({ deed }) => deed)).toEqual([{ do: 'unmute-all', environment: 7 }]);
  });

  test('offers to end a snooze where there is one, and none of what is muted', () => {
    const snoozes = (changes: Partial<PackSlice>, all = false) => {
      const snoozed_environments = all ? [{ id: 7, name: null, until_ms: NOW }] : [];
      const settings = { ...slice.settings, snoozed_environments };
      return offered('snooze', { packs: [pack(7, { status: 'none' }, changes)], pinned: [], settings });
    };
    const all = ['all-snooze-one-hour-7', 'all-snooze-until-tomorrow-7'];
    expect(snoozes({})).toEqual([['environments', all]]);
    expect(snoozes({ pinned: true, snoozed_until_ms: NOW })).toEqual([['environments', ['pack-snooze-off-7', ...all]]]);
    expect(snoozes({}, true)).toEqual([['environments', ['all-snooze-off-7']]]);
    expect(snoozes({ pinned: true, environment_muted: true })).toEqual([]);
    const row = { ...slice.pinned[0], snoozed_until_ms: NOW };
    expect(offered('snooze', { packs: [], pinned: [row] })).toEqual([['pinned', ['snooze-off-421']]]);
  });

  test('offers every theme and language but those that are chosen', () => {
    expect(offered('theme')).toEqual([['actions', ['appearance-light', 'appearance-dark', 'appearance-high-contrast']]]);
    expect(offered('language')).toEqual([['actions', ['language-de', 'language-en']]]);
    const look = { ...empty().look, appearance: 'dark', language_choice: 'de' };
    expect(offered('theme', { look })).toEqual([['actions', ['appearance-system', 'appearance-light', 'appearance-high-contrast']]]);
    expect(offered('language', { look })).toEqual([['actions', ['language-system', 'language-en']]]);
  });

  test('offers to check a downloaded pack where there is something to compare it with', () => {
    const ready = { status: 'ready', created_ms: NOW, generated_ms: NOW, expires_ms: null, size: null, sha256: 'ab', can_open: true } as const;
    const checked = (state: PackState) => offered('check', { packs: [pack(7, state)] }).filter(([name]) => name === 'environments');
    expect(checked(ready)).toEqual([['environments', ['check-pack-7']]]);
    expect([checked({ ...ready, sha256: null }), checked({ status: 'none' })]).toEqual([[], []]);
  });

  test('takes what the server found for this text, and nothing it found for another', () => {
    const search = { text: 'ghost', phase: 'found', total: 1, rows: [endedRow(NOW, { id: 5 })] };
    expect(offered('ghost', { search })).toEqual([['operations', ['operation-5']]]);
    expect(offered('ghosts', { search })).toEqual([]);
  });

  test('offers what makes sense: resuming, clearing, unpinning', () => {
    const settings = { ...empty().settings, paused_until_ms: NOW + 1 };
    expect(offered('notifications', { settings })).toEqual([
      ['actions', ['pause-off']],
      ['pinned', ['mute-421']],
    ]);
    expect(offered('clear filters', {}, true)).toEqual([['actions', ['clear-filters']]]);
    const gone = pack(8, { status: 'gone' }, { environment: 'Gone' });
    expect(offered('gone', { packs: [gone] })).toEqual([['environments', ['show-pack-8']]]);
    expect(offered('unpin', { pinned: [], packs: [{ ...gone, pinned: true }] })).toEqual([['environments', ['pin-pack-8']]]);
  });

  test('knows what only the overview does', () => {
    const deeds: Deed[] = [{ do: 'settings' }, { do: 'show-pack', environment: 1 }, { do: 'refresh' }, { do: 'pin', operation: 1 }];
    expect(deeds.map(isErrand)).toEqual([true, true, false, false]);
  });
});

describe('the search among what is here', () => {
  const rows = [
    runningRow(NOW, { id: 421 }),
    endedRow(NOW, { id: 7, environment: null }),
    queuedRow(NOW, { id: 42, environment: 'Zürich Süd' }),
    runningRow(NOW, { id: 421, pinned: true }),
    goneRow(),
  ];
  const found = (text: string) => ids(matchesHere(rows, text));

  test('finds by number, type and place, each operation once', () => {
    expect(found('policy')).toEqual([421]);
    expect(found('zurich RESTORE')).toEqual([42]);
    expect(found('workspace-wide')).toEqual([7]);
    expect(found('operation')).toEqual([421, 7, 42, 311]);
    expect([found(''), found(' '), found('nothing like it')]).toEqual([[], [], []]);
  });

  test('has the operation of a typed number before those that begin like it', () => {
    expect([found('42'), found('#42'), found('311')]).toEqual([[42, 421], [42, 421], [311]]);
  });

  test('leaves of what the server found only the others', () => {
    expect(ids(foundBeside([endedRow(NOW, { id: 1 }), endedRow(NOW, { id: 7 })], rows))).toEqual([1]);
  });
});

describe('the keys', () => {
  const pressed = (init: KeyboardEventInit, on = 'div', letters = true) => {
    const target = document.createElement(on);
    let key: unknown;
    target.addEventListener('keydown', (event) => (key = keyOf(event, letters)));
    target.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true, ...init }));
    return key;
  };

  test('mean something only outside of fields, but for those that lead out of them', () => {
    expect(pressed({ key: 'P' })).toEqual({ does: 'pin' });
    expect([pressed({ key: 'p' }, 'input'), pressed({ key: 'ArrowUp' }, 'input')]).toEqual([null, null]);
    expect(pressed({ key: 'ArrowDown' }, 'input')).toEqual({ does: 'step', step: 'down' });
    expect(pressed({ key: 'k', ctrlKey: true }, 'input')).toEqual({ does: 'palette' });
    expect(pressed({ key: 'K', metaKey: true })).toEqual({ does: 'palette' });
  });

  test('with Alt move a row, and with Control nothing else', () => {
    expect(pressed({ key: 'ArrowUp', altKey: true })).toEqual({ does: 'move', move: 'up' });
    expect([pressed({ key: 'p', ctrlKey: true }), pressed({ key: 'p', altKey: true })]).toEqual([null, null]);
  });

  test('are no letters alone where the user does not want them to be', () => {
    const keys = ['p', 'F', '/', 'ArrowDown'].map((key) => pressed({ key }, 'div', false));
    expect(keys).toEqual([null, null, null, { does: 'step', step: 'down' }]);
    expect(pressed({ key: 'k', ctrlKey: true }, 'div', false)).toEqual({ does: 'palette' });
  });

  test('are left to what has keys of its own', () => {
    const menu = document.createElement('div');
    menu.setAttribute(OWN_KEYS, '');
    const event = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true });
    const inside = menu.appendChild(document.createElement('button'));
    inside.dispatchEvent(event);
    expect(keyOf(event, true)).toBeNull();
  });
});
