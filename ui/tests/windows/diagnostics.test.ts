// The diagnostics: made when they are looked at, copied as they are shown, and gone with the tab.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LogsSlice } from '../../src/ipc/bindings/LogsSlice';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { DIAGNOSTICS, LOGS } from '../../src/ipc/fake/managed';
import { empty } from '../../src/ipc/fake/overview';
import { find, get, open, openSettings, openTab, words } from '../desk';
import { atNow, main } from './slices';

atNow();
afterEach(() => {
  vi.unstubAllGlobals();
});

const logged = (changes: Partial<LogsSlice>): Slice =>
  main({ settings: { ...empty().settings, logs: { ...LOGS, ...changes } } });
const shown = () => (get('diagnostics-text') as HTMLTextAreaElement).value;

function clipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
}

describe('the diagnostics', () => {
  test('are asked for when they are looked at, and forgotten after', async () => {
    const desk = await open(logged({}));
    await openSettings('diagnostics');
    expect([shown(), get('diagnostics-copy').matches(':disabled')]).toEqual(['', true]);
    await desk.show(logged({ diagnostics: DIAGNOSTICS }));
    expect([shown(), get('diagnostics-copy').matches(':disabled')]).toEqual([DIAGNOSTICS, false]);
    await openTab('look');
    expect(desk.asked()).toEqual([
      ['diagnose', { on: true }],
      ['diagnose', { on: false }],
    ]);
  });

  test('are copied as they are shown', async () => {
    const written: string[] = [];
    clipboard(async (text) => void written.push(text));
    const desk = await open(logged({}));
    await openSettings('diagnostics');
    await desk.show(logged({ diagnostics: DIAGNOSTICS }));
    await fireEvent.click(get('diagnostics-copy'));
    await vi.waitFor(() => expect(words('diagnostics-copied')).toBe('Copied, as it is shown here.'));
    expect(written).toEqual([shown()]);
  });

  test('are selected where the clipboard is closed', async () => {
    clipboard(async () => Promise.reject(new Error('closed')));
    const desk = await open(logged({}));
    await openSettings('diagnostics');
    await desk.show(logged({ diagnostics: DIAGNOSTICS }));
    await fireEvent.click(get('diagnostics-copy'));
    await vi.waitFor(() => expect(words('diagnostics-copied')).toContain('with the keyboard'));
    const field = get('diagnostics-text') as HTMLTextAreaElement;
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, DIAGNOSTICS.length]);
  });
});

describe('the logs', () => {
  test('say more where that is asked for, and lead to their folder', async () => {
    const desk = await open(logged({}));
    await openSettings('diagnostics');
    await fireEvent.click(get('detailed-logs'));
    await desk.show(logged({ detailed: true }));
    expect((get('detailed-logs') as HTMLInputElement).checked).toBe(true);
    await fireEvent.click(get('logs-folder'));
    await tick();
    expect(desk.asked().slice(1)).toEqual([
      ['set_detailed_logs', { on: true }],
      ['show_logs', undefined],
    ]);
  });

  test('have no folder to show where they are in no file', async () => {
    await open(logged({ kept: false }));
    await openSettings('diagnostics');
    expect(find('logs-folder')).toBeNull();
    expect(words('logs-not-kept')).toContain('in no file');
  });
});
