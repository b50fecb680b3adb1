// Pinned review packs among the pinned operations, and among what needs somebody.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { PackState } from '../../src/ipc/bindings/PackState';
import type { PinSlice } from '../../src/ipc/bindings/PinSlice';
import { endedRow, HOUR, list, pack } from '../../src/ipc/fake/rows';
import { keyOfPin, pinOf } from '../../src/lib/pins';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW, pinned } from './slices';

atNow();

const person = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });

const operation = (id: number): PinSlice => ({ kind: 'operation', id });
const ofPack = (environment_id: number): PinSlice => ({ kind: 'review_pack', environment_id });
const ready: PackState = { status: 'ready', created_ms: NOW - 2 * HOUR, generated_ms: NOW - HOUR, expires_ms: NOW + 3 * HOUR, size: 2048, sha256: 'ab', can_open: true };
const failed: PackState = { status: 'failed', reason: 'No evidence.', can_open: true };
const held = (id: number, state: PackState) => pack(id, state, { pinned: true });

/** The numbers of the rows in a section. */
function rows(section: string): number[] {
  return [...get(section).querySelectorAll('[data-row]')].map((row) => Number(row.getAttribute('data-row')));
}

test('an operation and a review pack of one number have two rows', () => {
  const both = [operation(7), ofPack(7)];
  expect(both.map(keyOfPin)).toEqual([7, -7]);
  expect([7, -7].map(pinOf)).toEqual(both);
});

describe('a pinned review pack', () => {
  const three = { pinned: [pinned(1), pinned(2)], packs: [held(1, ready), pack(2, ready)], order: [operation(1), ofPack(1), operation(2)] };

  test('has its place among the operations, with its environment, state and expiry', async () => {
    await open(main(three));
    expect(rows('section-pinned')).toEqual([1, -1, 2]);
    expect(words('section-pinned-count')).toBe('3');
    expect(words('row-pack-1')).toBe('Review pack Contoso Production · Northwind IT Ready Expires in 3 h 00 min settled');
  });

  test('is moved by keyboard past operations, said once, and keeps the focus', async () => {
    const desk = await open(main(three));
    get('show-pack-1').focus();
    await person().keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(desk.asked()).toEqual([['move_pin', { pin: ofPack(1), before: operation(1) }]]);
    await desk.show(main({ ...three, order: [ofPack(1), operation(1), operation(2)] }));
    await tick();
    expect(words('moved')).toBe('Review pack of Contoso Production is now 1 of 3');
    expect(document.activeElement).toBe(get('show-pack-1'));
  });

  test('is what an operation is moved in front of, and the menu moves it as well', async () => {
    const desk = await open(main(three));
    get('open-2').focus();
    await person().keyboard('{Alt>}{ArrowUp}{/Alt}');
    get('move--1').focus();
    await person().keyboard('{Enter}');
    await vi.waitFor(() => expect(find('move-last')).not.toBeNull());
    await fireEvent.click(get('move-last'));
    await vi.waitFor(() =>
      expect(desk.asked()).toEqual([
        ['move_pin', { pin: operation(2), before: ofPack(1) }],
        ['move_pin', { pin: ofPack(1), before: null }],
      ]),
    );
  });

  test('is muted, unpinned and opened from its row', async () => {
    const desk = await open(main(three));
    await fireEvent.click(get('mute-row-pack-1'));
    await fireEvent.click(get('open-row-pack-1'));
    await fireEvent.click(get('unpin-row-pack-1'));
    get('show-pack-1').focus();
    await person().keyboard('p');
    expect(desk.asked()).toEqual([
      ['mute_pack', { environment: 1, on: true }],
      ['open_pack_in_tenantatlas', { environment: 1 }],
      ['unpin_pack', { environment: 1 }],
      ['unpin_pack', { environment: 1 }],
    ]);
  });

  test('leads to its card', async () => {
    await open(main(three));
    get('show-pack-1').focus();
    await person().keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement).toBe(get('pack-1')));
  });

  test('has what can be done with it in the palette', async () => {
    await open(main(three));
    get('show-pack-1').focus();
    await person().keyboard('{Control>}k{/Control}');
    await vi.waitFor(() => expect(find('palette-check-pack-1')).not.toBeNull());
    expect(find('palette-pin-pack-1')?.textContent).toContain('Unpin the review pack of Contoso Production');
  });

  test('is left out by filters of what it is not', async () => {
    await open(main({ ...three, packs: [held(1, ready)] }));
    get('filter-state').focus();
    await person().keyboard('{Enter}');
    await vi.waitFor(() => expect(find('filter-state-Running')).not.toBeNull());
    await person().keyboard('Run{Enter}');
    await vi.waitFor(() => expect(rows('section-pinned')).toEqual([1, 2]));
    expect(words('section-pinned-count')).toBe('2 of 3');
  });
});

describe('a pinned review pack that failed', () => {
  const ended = endedRow(NOW, { id: 9, outcome: 'failed', attention: true });

  test('needs somebody, with its reason and what to do, and is counted', async () => {
    await open(main({ packs: [held(1, failed), held(2, ready), pack(3, failed)], attention: list([ended]) }));
    expect(rows('section-attention')).toEqual([-1, 9]);
    expect(words('section-attention-count')).toBe('2');
    expect(get('section-attention').textContent).toContain('No evidence. Generate it again in TenantAtlas.');
  });

  test('leaves no word of calm', async () => {
    const desk = await open(main({ packs: [held(1, failed)] }));
    expect(words('section-attention')).not.toContain('Nothing needs attention');
    await desk.show(main({ packs: [held(1, ready)] }));
    expect(words('section-attention')).toContain('Nothing needs attention');
  });
});
