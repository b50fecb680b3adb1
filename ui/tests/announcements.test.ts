// What a screen reader is told of a change, and that it is told once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MainSlice } from '../src/ipc/bindings/MainSlice';
import type { PackState } from '../src/ipc/bindings/PackState';
import type { Parting } from '../src/ipc/bindings/Parting';
import type { RowSlice } from '../src/ipc/bindings/RowSlice';
import { empty } from '../src/ipc/fake/overview';
import { endedRow, goneRow, pack, pendingRow, runningRow, staleRow } from '../src/ipc/fake/rows';
import { announcement } from '../src/lib/announcements';
import { speak } from '../src/lib/language.svelte';
import { find, get, open, words } from './desk';
import { main } from './windows/slices';

const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);
const slice = (changes: Partial<MainSlice>): MainSlice => ({ ...empty(), ...changes });
const told = (before: Partial<MainSlice>, after: Partial<MainSlice>) => announcement(slice(before), slice(after));
const active = (id: number) => runningRow(NOW, { id, pinned: true });
const ended = (id: number, changes: Partial<RowSlice> = {}) => endedRow(NOW, { id, pinned: true, ...changes });
const ready: PackState = { status: 'ready', created_ms: NOW, generated_ms: NOW, expires_ms: null, size: null, sha256: null, can_open: true };
const failed: PackState = { status: 'failed', reason: null, can_open: true };
const blind = { state: 'blind', fault: 'unreached', as_of_ms: NOW } as const;

beforeEach(() => speak('en'));
afterEach(() => speak('en'));

describe('of what changed', () => {
  test('one pinned operation is told by number, name and how it ended', () => {
    expect(told({ pinned: [active(7), active(8)] }, { pinned: [ended(8, { outcome: 'failed', attention: true }), active(7)] })).toBe(
      'Operation #8, Scheduled backup: Failed',
    );
  });

  test('one that is likely stale is told by that', () => {
    const stale = { ...staleRow(NOW), pinned: true };
    const fresh: RowSlice = { ...stale, freshness: 'fresh_active', attention: false };
    expect(told({ pinned: [fresh] }, { pinned: [stale] })).toBe('Operation #377, Inventory sync: Likely stale');
  });

  test.each<[PackState, PackState, string]>([
    [{ status: 'none' }, ready, 'Review pack of Contoso Production: Ready'],
    [{ status: 'queued', since_ms: NOW, can_open: true }, failed, 'Review pack of Contoso Production: Failed'],
    [{ status: 'unseen' }, ready, ''],
    [ready, { ...ready, generated_ms: NOW + 1 }, ''],
    [ready, { status: 'expired', created_ms: NOW, generated_ms: null, expired_ms: NOW, can_open: false }, ''],
  ])('a review pack that was %o and is %o: %s', (before, after, words) => {
    expect(told({ packs: [pack(1, before)] }, { packs: [pack(1, after)] })).toBe(words);
  });

  test('a clock that is off is told once, and not that it is off by more', () => {
    const off = (minutes: number) => ({ clock_off: { ahead: false, minutes } });
    expect(told({}, off(7))).toBe('This computer’s clock is 7 minutes behind the server’s.');
    expect([told(off(7), off(8)), told(off(7), {})]).toEqual(['', '']);
  });

  test('what became of the token of an account that was signed out of is told once it is known', () => {
    const parted = (parting: Parting) => ({ parted: { user: null, server: 'atlas.example.net', parting } });
    expect(told({}, parted('removing'))).toBe('');
    const removed = 'Signed out of atlas.example.net. The token was removed from the system keyring.';
    expect(told(parted('removing'), parted('removed'))).toBe(removed);
    expect([told(parted('removed'), parted('removed')), told(parted('removed'), {})]).toEqual(['', '']);
  });

  test('the connection is told when it is lost and when it is back, and not when it is made', () => {
    expect(told({}, { health: blind })).toBe('Not connected: server unreachable');
    expect(told({ health: blind }, {})).toBe('Connected again');
    expect(told({ health: { state: 'connecting' } }, {})).toBe('');
    expect(told({ health: blind }, { health: { ...blind, as_of_ms: NOW + 1 } })).toBe('');
  });

  test('several things become one sentence with counts', () => {
    const before = { health: blind, pinned: [active(1), active(2), active(3)], packs: [pack(1, { status: 'none' })] };
    const after = { pinned: [ended(1), ended(2, { outcome: 'blocked', attention: true }), active(3)], packs: [pack(1, ready)] };
    expect(told(before, after)).toBe(
      'Connected again, 2 pinned operations ended, 1 pinned operation needs attention, and 1 review pack is ready',
    );
    speak('de');
    expect(told(before, after)).toBe(
      'Wieder verbunden, 2 angeheftete Vorgänge sind beendet, 1 angehefteter Vorgang hat Handlungsbedarf und 1 Review-Pack ist bereit',
    );
  });

  test('nothing is told that was only not known before, or that goes on as it was', () => {
    expect(told({ pinned: [{ ...pendingRow(), id: 1 }] }, { pinned: [ended(1)] })).toBe('');
    expect(told({}, { pinned: [ended(1)] })).toBe('');
    expect(told({ pinned: [active(311)] }, { pinned: [goneRow()] })).toBe('');
    const on: RowSlice = { ...active(1), progress: { mode: 'counted', processed: 413, total: 900 } };
    expect(told({ pinned: [active(1)] }, { pinned: [on] })).toBe('');
  });
});

describe('the overview', () => {
  test('announces nothing with its first slice, a change once, and the same words anew when they are news again', async () => {
    const desk = await open(main({ pinned: [active(1)], health: blind }));
    expect([get('announced').getAttribute('role'), words('announced')]).toEqual(['status', '']);
    await desk.show(main({ pinned: [active(1)] }));
    expect(words('announced')).toBe('Connected again');
    const first = get('announced').firstElementChild;
    await desk.show(main({ pinned: [ended(1)] }));
    expect(words('announced')).toBe('Operation #1, Scheduled backup: Succeeded');
    await desk.show(main({ pinned: [ended(1)], health: blind }));
    await desk.show(main({ pinned: [ended(1)] }));
    expect([words('announced'), get('announced').firstElementChild === first]).toEqual(['Connected again', false]);
  });

  test('has no second live region that tells of the connection', async () => {
    const desk = await open(main({}));
    expect(find('health-line')?.closest('[role="status"]')).toBeNull();
    await desk.show(main({ health: blind }));
    expect(find('health-line')?.closest('[role="status"]')).toBeNull();
  });
});
