// An operation’s window.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { RefreshSlice } from '../../src/ipc/bindings/RefreshSlice';
import type { RunSlice } from '../../src/ipc/bindings/RunSlice';
import { endedRow, forbiddenRow, goneRow, pack as packCard, runningRow, SECOND } from '../../src/ipc/fake/rows';
import { DETAIL, packRun } from '../../src/ipc/fake/operation';
import { SHA } from '../../src/ipc/fake/overview';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW, run } from './slices';

atNow();

describe('an operation’s window', () => {
  test('keeps both axes apart, and tells an outcome only once it ended', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    expect([words('run-status'), find('run-outcome')]).toEqual(['Running', null]);
    await desk.show(run({ row: endedRow(NOW, { outcome: 'partially_succeeded' }) }));
    expect([words('run-status'), words('run-outcome')]).toEqual(['Completed', 'Partially succeeded']);
  });

  test('draws a bar from processed and total alone', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    const bar = document.querySelector('[role="progressbar"]');
    expect([bar?.getAttribute('aria-valuenow'), bar?.getAttribute('aria-valuemax')]).toEqual(['412', '900']);
    expect(words('run-progress')).toBe('412 of 900');
    for (const progress of [{ mode: 'activity' }, { mode: 'none' }, { mode: 'phased', label: 'Persisting' }] as const) {
      await desk.show(run({ row: runningRow(NOW, { progress }) }));
      expect(document.querySelector('[role="progressbar"]')).toBeNull();
    }
    expect(words('run-progress')).toBe('Persisting');
  });

  const LINES: [RefreshSlice, string][] = [
    [{ how: 'as_of', at_ms: NOW, fault: 'unreached' }, 'as of 10:42, server unreachable'],
    [{ how: 'every', seconds: 5 }, 'every 5 s'],
    [{ how: 'paused_modal' }, 'paused: dialog open'],
    [{ how: 'settled' }, 'settled'],
  ];
  test.each(LINES)('says how it refreshes: %o', async (refresh, line) => {
    await open(run({ row: runningRow(NOW, { refresh }) }));
    expect(words('run-refresh')).toBe(line);
  });

  test('says that no tray shows the icon while it is the only way in', async () => {
    const desk = await open(run({ row: runningRow(NOW), minimises: true }));
    expect(words('warning-tray-unavailable')).toMatch(/^No tray shows the monitor’s icon\. This window minimises/);
    await desk.show(run({ row: runningRow(NOW) }));
    expect(find('warning-tray-unavailable')).toBeNull();
  });

  test('asks for its own operation only, naming none', async () => {
    const desk = await open(run({ row: endedRow(NOW) }));
    await fireEvent.click(get('run-open'));
    await fireEvent.click(get('run-ask'));
    await fireEvent.click(get('run-stay-on-top'));
    expect(desk.asked()).toEqual([
      ['open_operation_in_tenantatlas', undefined],
      ['refresh_operation', undefined],
      ['set_stay_on_top', { on: true }],
    ]);
  });

  test('copies the link that it would open, and says so once for each time', async () => {
    const taken: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void taken.push(text) } });
    const desk = await open(run({ row: endedRow(NOW), link: 'https://atlas.example.com/operations/409' }));
    await fireEvent.click(get('run-copy'));
    await vi.waitFor(() => expect(words('run-copied')).toBe('Link copied'));
    const said = get('run-copied').firstElementChild;
    expect([get('run-copied').getAttribute('role'), taken]).toEqual(['status', ['https://atlas.example.com/operations/409']]);
    await fireEvent.keyDown(document.body, { key: 'c' });
    await vi.waitFor(() => expect(get('run-copied').firstElementChild).not.toBe(said));
    expect([words('run-copied'), taken.length, desk.asked()]).toEqual(['Link copied', 2, []]);
    await fireEvent.blur(window);
    expect(words('run-copied')).toBe('');
  });

  test('offers the link to be copied by hand where the clipboard is closed', async () => {
    vi.stubGlobal('navigator', {});
    await open(run({ row: endedRow(NOW), link: 'https://atlas.example.com/operations/409' }));
    await fireEvent.click(get('run-copy'));
    await vi.waitFor(() => expect(find('run-link')).not.toBeNull());
    const field = get('run-link') as HTMLInputElement;
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe('https://atlas.example.com/operations/409');
    expect([document.activeElement, words('run-copied')]).toEqual([
      field,
      'The clipboard refused the link. Copy the selected text with the keyboard.',
    ]);
  });

  const KEYS: [string, string, [string, unknown]][] = [
    ['r', 'run-ask', ['refresh_operation', undefined]],
    ['o', 'run-open', ['open_operation_in_tenantatlas', undefined]],
    ['t', 'run-stay-on-top', ['set_stay_on_top', { on: true }]],
    ['m', 'mute-run', ['mute_operation', { on: true }]],
  ];
  test.each(KEYS)('the key %s does what the button that names it does', async (key, button, asked) => {
    const desk = await open(run({ row: endedRow(NOW) }));
    expect([get(button).getAttribute('aria-keyshortcuts'), get(button).title.endsWith(`(${key.toUpperCase()})`)]).toEqual([
      key.toUpperCase(),
      true,
    ]);
    for (const other of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) {
      await fireEvent.keyDown(document.body, { key, ...other });
    }
    expect(desk.asked()).toEqual([]);
    await fireEvent.keyDown(document.body, { key });
    expect(desk.asked()).toEqual([asked]);
  });

  test('no key acts behind its dialog, or where there is no page', async () => {
    const desk = await open(run({ row: runningRow(NOW, { can_open: false }) }));
    await fireEvent.keyDown(document.body, { key: 'o' });
    await fireEvent.keyDown(document.body, { key: 'c' });
    expect([find('run-copy'), words('run-copied')]).toEqual([null, '']);
    await fireEvent.click(get('run-unpin'));
    await vi.waitFor(() => expect(find('run-unpin-confirm')).not.toBeNull());
    for (const key of ['m', 'o', 'r', 't', 'u']) await fireEvent.keyDown(document.body, { key });
    expect(desk.asked()).toEqual([]);
  });

  test.each([endedRow(NOW), goneRow()])('the key u asks whether to unpin, as its button does', async (row) => {
    const desk = await open(run({ row }));
    expect([get('run-unpin').getAttribute('aria-keyshortcuts'), get('run-unpin').title.endsWith('(U)')]).toEqual(['U', true]);
    await fireEvent.keyDown(document.body, { key: 'u' });
    await vi.waitFor(() => expect(find('run-unpin-confirm')).not.toBeNull());
    expect(desk.asked()).toEqual([]);
    await fireEvent.click(get('run-unpin-confirm'));
    expect(desk.asked()).toEqual([['unpin_operation', undefined]]);
  });

  test('the key m notifies again of what is muted, and mutes nothing that is withheld', async () => {
    const desk = await open(run({ row: endedRow(NOW, { muted: true }) }));
    await fireEvent.keyDown(document.body, { key: 'm' });
    await desk.show(run({ row: goneRow() }));
    await fireEvent.keyDown(document.body, { key: 'm' });
    expect(desk.asked()).toEqual([['mute_operation', { on: false }]]);
  });

  test('has the card of the review pack it made, and its number alone where nothing else is told', async () => {
    const { row, detail, pack } = packRun(NOW);
    const desk = await open(run({ row, detail, pack }));
    expect(words('run-pack')).toBe(
      `Review pack #77 Ready 4.6 MiB · Generated 09:42 · Expires in 27 days SHA-256 ${SHA} settled Check a download`,
    );
    await fireEvent.click(get('pack-open-1'));
    expect(desk.asked()).toEqual([['open_related_pack_in_tenantatlas', undefined]]);
    const failed = packCard(1, { status: 'failed', reason: null, can_open: false });
    await desk.show(run({ row, detail, pack: { card: failed, own: true } }));
    expect([words('run-pack'), find('pack-open-1')]).toEqual(['Review pack #77 Failed Generate it again in TenantAtlas. settled', null]);
    await desk.show(run({ row, detail, pack: null }));
    expect(words('run-pack')).toBe('Review pack #77');
    await desk.show(run({ row, detail: { ...DETAIL, review_pack_id: null }, pack: null }));
    expect([find('run-pack'), find('run-latest-pack')]).toEqual([null, null]);
  });

  test('has the latest review pack of its environment folded where it did not make that', async () => {
    const { pack } = packRun(NOW);
    if (pack === null) throw new Error('it is known');
    const desk = await open(run({ row: runningRow(NOW), pack: { ...pack, own: false } }));
    expect([find('run-pack'), words('run-latest-status')]).toEqual([null, 'Ready']);
    expect(get('run-latest-pack').hasAttribute('open')).toBe(false);
    await desk.show(run({ row: endedRow(NOW), detail: { ...DETAIL, review_pack_id: 70 }, pack: { ...pack, own: false } }));
    expect([words('run-pack'), words('run-latest-status')]).toEqual(['Review pack #70', 'Ready']);
  });

  test('checks a downloaded file, says what came of it, and pins nothing', async () => {
    const { row, detail, pack } = packRun(NOW);
    if (pack === null) throw new Error('it is known');
    const desk = await open(run({ row, detail, pack }));
    await fireEvent.click(get('pack-check-1'));
    const check = { file: 'pack.zip', state: { found: 'same' } } as const;
    await desk.show(run({ row, detail, pack: { ...pack, card: { ...pack.card, check } } }));
    expect(words('check-result')).toContain('The file is this review pack');
    await fireEvent.click(get('check-close'));
    expect(desk.asked()).toEqual([
      ['check_related_pack', undefined],
      ['close_related_pack_check', undefined],
    ]);
    expect([find('pin-pack-1'), find('pack-ask-1')]).toEqual([null, null]);
  });

  test('asks before it unpins', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    await fireEvent.click(get('run-unpin'));
    await vi.waitFor(() => expect(find('run-unpin-confirm')).not.toBeNull());
    expect(desk.asked()).toEqual([]);
    expect(document.querySelector('[role="dialog"]')?.getAttribute('aria-modal')).toBe('true');
    await fireEvent.click(get('run-unpin-confirm'));
    expect(desk.asked()).toEqual([['unpin_operation', undefined]]);
    await vi.waitFor(() => expect(find('run-unpin-confirm')).toBeNull());
  });

  test('names what it unpins, and promises no more than that of what has ended', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    await fireEvent.click(get('run-unpin'));
    const dialog = () => document.querySelector('[role="dialog"]')?.textContent ?? '';
    await vi.waitFor(() => expect(dialog()).toContain('Unpin Operation #421?'));
    expect(dialog()).toContain('no longer told when it ends');
    await desk.show(run({ row: goneRow(), detail: null }));
    expect(dialog()).toContain('Unpin Operation #311?');
    expect(dialog()).toContain('Its window closes. Nothing changes in TenantAtlas.');
    expect(dialog()).not.toContain('told');
  });

  test('says while it is blind what it cannot know, and asks again on request', async () => {
    const blind: Partial<RunSlice> = { health: { state: 'blind', fault: 'unreached', as_of_ms: NOW } };
    const refresh: RefreshSlice = { how: 'as_of', at_ms: NOW, fault: 'unreached' };
    const desk = await open(run({ row: runningRow(NOW, { refresh }), ...blind }));
    expect([words('run-strip-ended'), words('health-line').includes('as of 10:42')]).toEqual(['not known', true]);
    await fireEvent.click(get('try-again'));
    expect(desk.asked()).toEqual([['refresh_operation', undefined]]);
    await desk.show(run({ row: endedRow(NOW), ...blind }));
    expect(find('health-line')).toBeNull();
  });

  test('says that this computer’s clock is off while there are ages to doubt', async () => {
    const clock_off = { ahead: true, minutes: 4320 };
    const desk = await open(run({ row: runningRow(NOW), clock_off }));
    expect(words('clock-off')).toContain('This computer’s clock is 3 days ahead of the server’s.');
    expect(get('clock-off').getAttribute('role')).toBe('status');
    await desk.show(run({ row: endedRow(NOW), clock_off }));
    expect(find('clock-off')).toBeNull();
  });

  test('measures nothing from times that were not recorded', async () => {
    const times = { created_ms: NOW - 60 * SECOND, started_ms: null, ended_ms: null };
    const desk = await open(run({ row: endedRow(NOW, { times }) }));
    expect([find('run-elapsed'), words('run-strip-started'), words('run-strip-ended')]).toEqual([
      null,
      'not recorded',
      'not recorded',
    ]);
    await desk.show(main({ pinned: [endedRow(NOW, { id: 7, pinned: true, times })] }));
    expect(words('row-7')).toContain('queued 10:41');
  });

  test('asks for the technical details when they are first unfolded', async () => {
    const desk = await open(run({ row: runningRow(NOW) }));
    const details = get('run-details') as HTMLDetailsElement;
    details.open = true;
    await tick();
    expect(desk.asked()).toEqual([['load_details', undefined]]);
    await desk.show(run({ row: runningRow(NOW), detail: { ...DETAIL, context: { state: 'text', json: '{\n  "a": 1\n}' } } }));
    expect(get('run-context').textContent).toBe('{\n  "a": 1\n}');
    details.open = false;
    details.open = true;
    await tick();
    expect(desk.asked()).toHaveLength(1);
  });

  test('says that there are no technical details, or that they could not be had', async () => {
    const withContext = (state: 'failed' | 'none' | 'not_asked') =>
      run({ row: endedRow(NOW), detail: { ...DETAIL, context: { state } } });
    const desk = await open(withContext('none'));
    (get('run-details') as HTMLDetailsElement).open = true;
    await tick();
    expect([words('details-none'), find('details-loading')]).toEqual([
      'No technical details None were recorded, or they are too large to send.',
      null,
    ]);
    await desk.show(withContext('failed'));
    expect(words('details-failed')).toContain('The technical details could not be loaded.');
    expect(desk.asked()).toEqual([]);
    await fireEvent.click(get('details-retry'));
    expect(desk.asked()).toEqual([['load_details', undefined]]);
  });

  test('asks again where the details it showed are to be asked for anew', async () => {
    const detail = { ...DETAIL, context: { state: 'text', json: '{}' } } as const;
    const desk = await open(run({ row: endedRow(NOW), detail }));
    (get('run-details') as HTMLDetailsElement).open = true;
    await tick();
    expect(desk.asked()).toEqual([]);
    await desk.show(run({ row: endedRow(NOW) }));
    expect(words('details-loading')).toBe('Loading…');
    expect(desk.asked()).toEqual([['load_details', undefined]]);
  });

  test('keeps only the number of an operation that is gone', async () => {
    await open(run({ row: goneRow(), detail: null }));
    expect(words('run-title')).toBe('Operation #311');
    expect(words('run-gone')).toBe(
      'Not available There is no Operation #311 that you may see. It may be mistyped, deleted, or not yours to see.',
    );
    expect([find('run-status'), find('run-elapsed'), find('run-details'), find('run-open')]).toEqual([null, null, null, null]);
  });

  test('cannot open what TenantAtlas has no page for', async () => {
    await open(run({ row: runningRow(NOW, { can_open: false }) }));
    expect([find('run-open'), find('run-unpin') !== null, find('run-ask') !== null]).toEqual([null, true, true]);
  });

  test('says what is missing where the capability is, and offers no page', async () => {
    const desk = await open(run({ row: forbiddenRow(), detail: null }));
    expect(words('run-title')).toBe('Operation #640');
    expect(words('run-forbidden')).toBe(
      'You may not see this operation Ask an administrator of TenantAtlas for the capability.',
    );
    expect([find('run-status'), find('run-details'), find('run-open')]).toEqual([null, null, null]);
    await desk.show(main({ pinned: [forbiddenRow()] }));
    expect(words('row-640')).toContain('You may not see this operation');
    expect(words('row-640')).toContain('Ask an administrator of TenantAtlas for the capability.');
  });
});
