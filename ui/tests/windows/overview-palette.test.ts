// The overview's command palette, by keyboard alone.
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { endedRow, pack, runningRow } from '../../src/ipc/fake/rows';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW, pinned } from './slices';

atNow();

const person = userEvent.setup;
const type = (keys: string) => person({ advanceTimers: vi.advanceTimersByTime, delay: null }).keyboard(keys);

async function openPalette(): Promise<void> {
  await type('{Control>}k{/Control}');
  await vi.waitFor(() => expect(document.activeElement).toBe(get('palette-input')));
}

async function closed(): Promise<void> {
  await vi.waitFor(() => expect(find('palette')).toBeNull());
}

describe('the command palette', () => {
  test('pins by a typed id, and gives the focus and the search back', async () => {
    const desk = await open(main({ pinned: [pinned(1)] }));
    get('open-1').focus();
    await openPalette();
    expect(get('palette').getAttribute('aria-modal')).toBe('true');
    await type('policy');
    await type('{Control>}a{/Control}#77');
    await vi.waitFor(() => expect(get('palette-pin-77').hasAttribute('data-selected')).toBe(true));
    expect([words('palette-pin-77'), words('palette-open-77')]).toEqual(['Pin Operation #77', 'Pin and open Operation #77']);
    await type('{Enter}');
    await closed();
    expect(desk.asked().slice(-3)).toEqual([
      ['search', { text: '#77' }],
      ['search', { text: '' }],
      ['pin', { operation: 77 }],
    ]);
    expect(document.activeElement).toBe(get('open-1'));
  });

  test('gives the focus to the next row where it unpinned the one it came from, and to its button where none is left', async () => {
    const desk = await open(main({ pinned: [pinned(1), pinned(2)] }));
    get('open-1').focus();
    await openPalette();
    await type('#1');
    await vi.waitFor(() => expect(get('palette-open-1').hasAttribute('data-selected')).toBe(true));
    await type('{ArrowDown}{Enter}');
    await closed();
    expect(desk.asked().at(-1)).toEqual(['unpin', { operation: 1 }]);
    await desk.show(main({ pinned: [pinned(2)] }));
    await vi.waitFor(() => expect(document.activeElement).toBe(get('open-2')));
    await openPalette();
    await desk.show(main({ pinned: [] }));
    await type('{Escape}');
    await closed();
    expect(document.activeElement).toBe(get('palette-open'));
  });

  test('closes with Escape or its own key, and asks nothing where nothing was typed', async () => {
    const desk = await open(main({ pinned: [pinned(1)] }));
    get('open-1').focus();
    for (const keys of ['{Escape}', '{Control>}k{/Control}']) {
      await openPalette();
      await type(keys);
      await closed();
      expect(document.activeElement).toBe(get('open-1'));
    }
    expect(desk.asked()).toEqual([]);
  });

  test('finds what no list shows by the server’s search', async () => {
    const desk = await open(main({}));
    await openPalette();
    await type('ghost');
    expect(words('palette-note')).toBe('Searching…');
    const rows = [endedRow(NOW, { id: 5 })];
    await desk.show(main({ search: { text: 'ghost', phase: 'found', total: 1, rows } }));
    await vi.waitFor(() => expect(words('palette-operation-5')).toContain('Operation #5 · Contoso Production'));
    expect(words('palette-note')).toBe('');
    await vi.waitFor(() => expect(get('palette-operation-5').hasAttribute('data-selected')).toBe(true));
    await type('{Enter}');
    await closed();
    expect(desk.asked().at(-1)).toEqual(['open_operation', { operation: 5 }]);
  });

  test('says what to do where it finds nothing', async () => {
    const desk = await open(main({}));
    await openPalette();
    await type('xyz');
    await desk.show(main({ search: { text: 'xyz', phase: 'found', total: 0, rows: [] } }));
    expect(words('palette-note')).toContain('Nothing found. Type a number');
  });

  test('mutes and opens in TenantAtlas the operation that had the focus', async () => {
    const desk = await open(main({ pinned: [pinned(1)] }));
    for (const [keys, asked] of [
      ['{ArrowDown}{ArrowDown}{Enter}', ['mute', { operation: 1, on: true }]],
      ['{ArrowDown}{ArrowDown}{ArrowDown}{Enter}', ['open_in_tenantatlas', { operation: 1 }]],
    ] as const) {
      get('open-1').focus();
      await openPalette();
      await vi.waitFor(() => expect(get('palette-open-1').hasAttribute('data-selected')).toBe(true));
      await type(keys);
      await closed();
      expect(desk.asked().at(-1)).toEqual(asked);
    }
  });

  test.each([
    ['dark', ['set_appearance', { appearance: 'dark' }]],
    ['high contrast', ['set_appearance', { appearance: 'high_contrast' }]],
    ['deutsch', ['set_language', { language: 'de' }]],
  ])('changes the look by “%s”', async (typed, asked) => {
    const desk = await open(main({}));
    await openPalette();
    await type(`${typed}{Enter}`);
    await closed();
    expect(desk.asked().at(-1)).toEqual(asked);
  });

  test('asks for a downloaded pack, and shows the card that says what comes of it', async () => {
    const ready = { status: 'ready', created_ms: NOW, generated_ms: NOW, expires_ms: null, size: null, sha256: 'ab', can_open: true } as const;
    const desk = await open(main({ packs: [pack(4, ready, { environment: 'Wingtip Toys' })] }));
    await openPalette();
    await type('check wingtip{Enter}');
    await vi.waitFor(() => expect(desk.asked().at(-1)).toEqual(['check_pack', { environment: 4 }]));
    expect(document.activeElement).toBe(get('pack-4'));
  });

  test('does actions, moving by arrow keys', async () => {
    const desk = await open(main({}));
    await openPalette();
    await type('pause');
    await vi.waitFor(() => expect(get('palette-pause-one-hour').hasAttribute('data-selected')).toBe(true));
    await type('{ArrowDown}{Enter}');
    await closed();
    expect(desk.asked().at(-1)).toEqual(['pause_notifications', { pause: 'until_tomorrow' }]);
  });

  test('opens the settings and goes to the search', async () => {
    await open(main({ pinned: [pinned(1)] }));
    await openPalette();
    await type('settings{Enter}');
    await vi.waitFor(() => expect(find('settings-close')).not.toBeNull());
    await type('{Escape}');
    await vi.waitFor(() => expect(find('settings-close')).toBeNull());
    await openPalette();
    await type('search operations{Enter}');
    await vi.waitFor(() => expect(document.activeElement).toBe(get('search-input')));
  });

  test('shows the review pack of an environment, and pins it', async () => {
    const desk = await open(main({ packs: [pack(4, { status: 'none' }, { environment: 'Wingtip Toys' })] }));
    await openPalette();
    await type('wingtip');
    await vi.waitFor(() => expect(get('palette-show-pack-4').hasAttribute('data-selected')).toBe(true));
    await type('{Enter}');
    await vi.waitFor(() => expect(document.activeElement).toBe(get('pack-4')));
    await closed();
    await openPalette();
    await type('pin wingtip{Enter}');
    await closed();
    expect(desk.asked().at(-1)).toEqual(['pin_pack', { environment: 4 }]);
  });

  test('does not open over another dialog, nor do the other keys reach through it', async () => {
    const desk = await open(main({ pinned: [runningRow(NOW, { id: 1, pinned: true })] }));
    get('open-1').focus();
    await openPalette();
    await type('{Control>}p{/Control}');
    expect(desk.asked()).toEqual([]);
    await type('{Escape}');
    await closed();
    get('settings-open').click();
    await vi.waitFor(() => expect(find('settings-close')).not.toBeNull());
    await type('{Control>}k{/Control}');
    expect(find('palette')).toBeNull();
  });
});
