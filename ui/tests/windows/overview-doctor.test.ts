// The notification check: opened from the settings, the palette and the warning; read, repeated, copied and closed.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { asking, clicked, doctor, keyringLocked } from '../../src/ipc/fake/doctor';
import { type Desk, find, get, open, words } from '../desk';
import { atNow, main } from './slices';

atNow();
afterEach(() => {
  vi.unstubAllGlobals();
});

async function opened(): Promise<Desk> {
  const desk = await open(main({}));
  await fireEvent.click(get('palette-open'));
  await vi.waitFor(() => expect(find('palette-doctor')).not.toBeNull());
  await fireEvent.click(get('palette-doctor'));
  await vi.waitFor(() => expect(find('doctor-summary')).not.toBeNull());
  return desk;
}

describe('the notification check', () => {
  test('begins with its dialog and ends with it', async () => {
    const desk = await opened();
    expect(words('doctor-summary')).toBe('Checking…');
    await desk.show(main({ doctor: doctor() }));
    await fireEvent.click(get('doctor-close'));
    await vi.waitFor(() => expect(find('doctor-summary')).toBeNull());
    expect(desk.asked()).toEqual([
      ['examine', undefined],
      ['close_doctor', undefined],
    ]);
  });

  test('is opened in the settings, which it closes', async () => {
    const desk = await open(main({}));
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('settings-doctor')).not.toBeNull());
    await fireEvent.click(get('settings-doctor'));
    await vi.waitFor(() => expect(find('doctor-summary')).not.toBeNull());
    await vi.waitFor(() => expect(find('settings-close')).toBeNull());
    expect(desk.asked()).toEqual([['examine', undefined]]);
  });

  test('gives the focus back to where the settings were opened', async () => {
    const desk = await open(main({}));
    get('settings-open').focus();
    await fireEvent.click(get('settings-open'));
    await vi.waitFor(() => expect(find('settings-doctor')).not.toBeNull());
    get('settings-doctor').focus();
    await fireEvent.click(get('settings-doctor'));
    await vi.waitFor(() => expect(find('doctor-summary')).not.toBeNull());
    await vi.waitFor(() => expect(find('settings-close')).toBeNull());
    await desk.show(main({ doctor: clicked() }));
    expect(get('doctor-close').closest('[role="dialog"]')?.contains(document.activeElement)).toBe(true);
    await fireEvent.click(get('doctor-close'));
    await vi.waitFor(() => expect(find('doctor-summary')).toBeNull());
    await vi.waitFor(() => expect(document.activeElement).toBe(get('settings-open')));
  });

  test('is offered where the last notification did not arrive, and there alone', async () => {
    const desk = await open(main({ warnings: ['tray_unavailable'] }));
    expect(find('warning-doctor')).toBeNull();
    await desk.show(main({ warnings: ['notifications_unavailable'] }));
    await fireEvent.click(get('warning-doctor'));
    await vi.waitFor(() => expect(find('doctor-summary')).not.toBeNull());
    expect(desk.asked()).toEqual([['examine', undefined]]);
  });

  test('tells each step’s state, fact and next step', async () => {
    const desk = await opened();
    await desk.show(main({ doctor: keyringLocked() }));
    expect(words('doctor-summary')).toBe('1 step does not work.');
    expect(['state', 'fact', 'next'].map((part) => words(`doctor-keyring-${part}`))).toEqual([
      'does not work',
      'The system keyring is locked.',
      'Unlock it, then check again.',
    ]);
    expect([words('doctor-tray-state'), find('doctor-tray-next')]).toEqual(['works', null]);
  });

  test('tells politely when the click came back', async () => {
    const desk = await opened();
    await desk.show(main({ doctor: doctor() }));
    expect(get('doctor-summary').getAttribute('role')).toBe('status');
    expect(words('doctor-click-next')).toBe('Click the notification “Rehearsal”.');
    await desk.show(main({ doctor: clicked() }));
    expect([words('doctor-click-fact'), words('doctor-summary')]).toEqual(['The click came back.', 'Everything works.']);
  });

  test('checks again once it is done, and not before', async () => {
    const desk = await opened();
    await desk.show(main({ doctor: asking() }));
    await fireEvent.click(get('doctor-again'));
    expect([get('doctor-again').getAttribute('aria-disabled'), desk.asked().length]).toEqual(['true', 1]);
    await desk.show(main({ doctor: clicked() }));
    await fireEvent.click(get('doctor-again'));
    expect(desk.asked()).toEqual([
      ['examine', undefined],
      ['examine', undefined],
    ]);
  });

  test('copies its text without names', async () => {
    const taken: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void taken.push(text) } });
    const desk = await opened();
    await desk.show(main({ doctor: clicked() }));
    await fireEvent.click(get('doctor-copy'));
    await vi.waitFor(() => expect(words('doctor-copied')).toBe('Copied without names, as of 10:42:07.'));
    expect(taken.join()).toContain('Server: works · Answered in 14 ms.');
    expect(taken.join()).not.toContain('Ada');
  });

  test('offers its text to be copied by hand where the clipboard is closed', async () => {
    vi.stubGlobal('navigator', {});
    const desk = await opened();
    await desk.show(main({ doctor: clicked() }));
    await fireEvent.click(get('doctor-copy'));
    await vi.waitFor(() => expect(find('doctor-text')).not.toBeNull());
    const text = get('doctor-text') as HTMLTextAreaElement;
    await tick();
    expect(text.value.slice(text.selectionStart, text.selectionEnd)).toBe(text.value);
    expect(text.value).toContain('Click: works');
  });
});
