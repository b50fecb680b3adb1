// What holds for every window: it paints, subscribes, counts time and reports its page.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { endedRow, goneRow, HOUR, list, MINUTE, pack, pendingRow, queuedRow, runningRow, SECOND } from '../../src/ipc/fake/rows';
import { SCENARIOS } from '../../src/ipc/fake/scenarios';
import { Desk, find, get, open, show, words } from '../desk';
import { atNow, main, NOW, run, setHidden } from './slices';

atNow();

describe('every window', () => {
  test.each(Object.keys(SCENARIOS))('paints “%s” in known words only', async (name) => {
    await open(SCENARIOS[name]?.(NOW) ?? null);
    expect(document.body.textContent).not.toMatch(/\b[a-z]+(-[a-z]+){2,}\b/);
    expect(document.querySelectorAll('[data-testid^="window-"]')).toHaveLength(1);
  });

  test('subscribes once, and again on a revision only while nothing ever arrived', async () => {
    const desk = await open(null);
    expect(desk.subscriptions).toBe(1);
    desk.revision();
    await tick();
    expect(desk.subscriptions).toBe(2);
    await desk.show(main({}));
    desk.revision();
    await tick();
    expect(desk.subscriptions).toBe(2);
  });

  test('comes up where the event may not be listened to', async () => {
    const desk = new Desk(main({}));
    desk.onRevision = async () => Promise.reject(new Error('not allowed'));
    await show(desk);
    expect(find('window-main')).not.toBeNull();
  });

  test('shows why a command was refused, until the next one', async () => {
    const desk = await open(main({}));
    desk.refuseWith = { code: 'throttled' };
    await fireEvent.click(get('refresh'));
    await tick();
    expect(words('command-failed')).toContain('The server asks to wait');
    desk.refuseWith = new Error('a code nobody knows');
    await fireEvent.click(get('refresh'));
    await tick();
    expect(words('command-failed')).toContain('That did not work');
    desk.refuseWith = null;
    await fireEvent.click(get('refresh'));
    expect(find('command-failed')).toBeNull();
  });
});

describe('the display tick', () => {
  test('moves the elapsed time on without a request', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    expect(words('run-elapsed')).toBe('2:14');
    vi.advanceTimersByTime(3 * SECOND);
    await tick();
    expect(words('run-elapsed')).toBe('2:17');
    expect(desk.asked()).toEqual([]);
  });

  test('counts on the server’s clock', async () => {
    await open(run({ row: runningRow(NOW), clock_offset_ms: 60 * SECOND }));
    expect(words('run-elapsed')).toBe('3:14');
  });

  test('is off while nothing shown is active', async () => {
    const desk = await open(main({ pinned: [endedRow(NOW), goneRow(), pendingRow()] }));
    expect(vi.getTimerCount()).toBe(0);
    await desk.show(main({ active: list([queuedRow(NOW)]) }));
    expect(vi.getTimerCount()).toBe(1);
    await desk.show(main({ active: list([endedRow(NOW)]) }));
    expect(vi.getTimerCount()).toBe(0);
  });

  test('counts a pack down with the minutes, and wakes no oftener for it', async () => {
    const state = { status: 'ready', created_ms: NOW, generated_ms: null, expires_ms: NOW + 2 * HOUR, size: null, sha256: null, can_open: false } as const;
    const desk = await open(main({ packs: [pack(3, state)] }));
    expect(words('pack-3')).toContain('Expires in 2 h 00 min');
    vi.advanceTimersByTime(MINUTE - SECOND);
    await tick();
    expect(words('pack-3')).toContain('Expires in 2 h 00 min');
    vi.advanceTimersByTime(SECOND);
    await tick();
    expect(words('pack-3')).toContain('Expires in 1 h 59 min');
    await desk.show(main({ packs: [pack(3, { ...state, expires_ms: null })] }));
    expect([vi.getTimerCount(), desk.asked()]).toEqual([0, []]);
  });

  test('is off while the page is hidden', async () => {
    await open(run({ row: runningRow(NOW) }));
    expect(vi.getTimerCount()).toBe(1);
    await setHidden(true);
    expect(vi.getTimerCount()).toBe(0);
    await setHidden(false);
    expect(vi.getTimerCount()).toBe(1);
  });
});

describe('the page', () => {
  test('reports once after loading, then each change of hidden and modal', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    await setHidden(true);
    await setHidden(false);
    await fireEvent.click(get('run-unpin'));
    await vi.waitFor(() => expect(find('run-unpin-cancel')).not.toBeNull());
    await vi.waitFor(() => expect(desk.reports()).toHaveLength(4));
    await fireEvent.click(get('run-unpin-cancel'));
    await vi.waitFor(() => expect(desk.reports()).toHaveLength(5));
    expect(desk.reports()).toEqual([
      { modalOpen: false, hidden: false },
      { modalOpen: false, hidden: true },
      { modalOpen: false, hidden: false },
      { modalOpen: true, hidden: false },
      { modalOpen: false, hidden: false },
    ]);
  });
});
