// Environments of which nothing is told, and what is told later.
import { fireEvent } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { empty } from '../../src/ipc/fake/overview';
import { pack } from '../../src/ipc/fake/rows';
import { namedEnvironments } from '../../src/lib/environments';
import { find, get, open } from '../desk';
import { atNow, main, NOW, pinned, run } from './slices';

atNow();

const GENERATING = { status: 'generating', since_ms: NOW, can_open: true } as const;
const PACKS = [
  pack(3, GENERATING, { environment: 'Contoso' }),
  pack(4, GENERATING, { environment: 'Tailspin' }),
];

describe('a muted environment', () => {
  test('is chosen in the settings, shown there, and unmuted there', async () => {
    const desk = await open(main({ packs: PACKS }));
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('mute-environment')).not.toBeNull());
    const choice = get('mute-environment') as HTMLSelectElement;
    expect([...choice.options].map(({ text }) => text)).toEqual(['Mute everything of…', 'Contoso', 'Tailspin']);
    await fireEvent.change(choice, { target: { value: '4' } });

    const muted = [{ id: 4, name: 'Tailspin' }, { id: 9, name: null }];
    await desk.show(main({ packs: PACKS, settings: { ...empty().settings, muted_environments: muted } }));
    expect([...choice.options].map(({ text }) => text)).toEqual(['Mute everything of…', 'Contoso']);
    expect(get('unmute-environment-9').getAttribute('aria-label')).toBe('Notify again of everything of Environment #9');
    await fireEvent.click(get('unmute-environment-4'));
    expect(desk.asked()).toEqual([
      ['mute_environment', { environment: 4, on: true }],
      ['mute_environment', { environment: 4, on: false }],
    ]);
  });

  test('says so on each of its rows and cards, and in the window of its operation', async () => {
    const row = { ...pinned(1), environment_muted: true };
    const card = pack(3, GENERATING, { pinned: true, environment_muted: true });
    await open(main({ pinned: [row, pinned(2)], packs: [card] }));
    const said = 'Muted: nothing of this environment is told';
    expect([get('muted-1').title, get('muted-pack-3').title, find('muted-2')]).toEqual([said, said, null]);
    expect([find('mute-1'), find('mute-pack-3')].map((it) => it !== null)).toEqual([true, true]);
    await open(run({ row }));
    expect(get('run-muted').title).toBe(said);
  });

  test('is told by its workspace where its name is not enough', () => {
    const twins = [...PACKS, pack(5, GENERATING, { environment: 'Contoso', workspace: 'Fabrikam' }), pack(6, { status: 'gone' })];
    expect(namedEnvironments(twins).map(({ name }) => name)).toEqual(['Contoso · Northwind IT', 'Tailspin', 'Contoso · Fabrikam']);
  });
});

describe('a snooze', () => {
  const until = NOW + 3_600_000;

  test('is said in a mark with its end, and a mute that outlasts it instead', async () => {
    const row = { ...pinned(1), snoozed_until_ms: until };
    const card = pack(3, GENERATING, { pinned: true, snoozed_until_ms: until });
    await open(main({ pinned: [row, { ...row, id: 2, muted: true }], packs: [card] }));
    const said = 'Snoozed: told after 11:42';
    expect([get('muted-1').title, get('muted-pack-3').title]).toEqual([said, said]);
    expect(get('muted-2').title).toBe('Muted: no notification when it ends');
  });

  test('of an environment is shown in the settings and ended there', async () => {
    const snoozed = [{ id: 3, name: 'Contoso', until_ms: until }];
    const desk = await open(main({ packs: PACKS, settings: { ...empty().settings, snoozed_environments: snoozed } }));
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('wake-environment-3')).not.toBeNull());
    expect(get('wake-environment-3').closest('li')?.textContent).toContain('until 11:42');
    await fireEvent.click(get('wake-environment-3'));
    expect(desk.asked()).toEqual([['snooze_environment', { environment: 3, pause: 'off' }]]);
  });

  test('is chosen in the palette, of an operation, a review pack or all of an environment', async () => {
    const card = pack(3, GENERATING, { environment: 'Contoso', pinned: true });
    const desk = await open(main({ pinned: [pinned(1)], packs: [card] }));
    for (const [typed, entry] of [
      ['snooze #1 hour', 'snooze-one-hour-1'],
      ['snooze pack tomorrow', 'pack-snooze-until-tomorrow-3'],
      ['snooze all hour', 'all-snooze-one-hour-3'],
    ] as const) {
      await fireEvent.click(get('palette-open'));
      await vi.waitFor(() => expect(find('palette-input')).not.toBeNull());
      await fireEvent.input(get('palette-input'), { target: { value: typed } });
      await vi.waitFor(() => expect(find(`palette-${entry}`)).not.toBeNull());
      await fireEvent.click(get(`palette-${entry}`));
      await vi.waitFor(() => expect(find('palette-input')).toBeNull());
    }
    expect(desk.asked().filter(([name]) => name.startsWith('snooze'))).toEqual([
      ['snooze', { operation: 1, pause: 'one_hour' }],
      ['snooze_pack', { environment: 3, pause: 'until_tomorrow' }],
      ['snooze_environment', { environment: 3, pause: 'one_hour' }],
    ]);
  });
});
