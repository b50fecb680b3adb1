// The history: opened from the palette and from what ended, read, searched, read on, exported and closed.
import { fireEvent } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { empty } from '../../src/ipc/fake/overview';
import { alert, entry, history, unreadable, waited } from '../../src/ipc/fake/history';
import { type Desk, find, get, open, words } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();

async function opened(): Promise<Desk> {
  const desk = await open(main({}));
  await fireEvent.click(get('palette-open'));
  await vi.waitFor(() => expect(find('palette-history')).not.toBeNull());
  await fireEvent.click(get('palette-history'));
  await vi.waitFor(() => expect(find('history-close')).not.toBeNull());
  return desk;
}

function all(testid: string): string[] {
  const found = document.querySelectorAll(`[data-testid="${testid}"]`);
  return [...found].map((one) => one.innerHTML.replaceAll(/<[^>]*>|\s+/g, ' ').replaceAll(/ +/g, ' ').trim());
}

describe('the history', () => {
  test('is asked for with its dialog and over with it', async () => {
    const desk = await opened();
    await desk.show(main({ history: history(NOW) }));
    await fireEvent.click(get('history-close'));
    await vi.waitFor(() => expect(find('history-close')).toBeNull());
    expect(desk.asked()).toEqual([
      ['show_history', { id: null }],
      ['close_history', undefined],
    ]);
  });

  test('is opened where the list of what ended stops', async () => {
    const desk = await open(main({}));
    await fireEvent.click(get('recent-history'));
    await vi.waitFor(() => expect(find('history-close')).not.toBeNull());
    expect(desk.asked()).toEqual([['show_history', { id: null }]]);
  });

  test('opens once for each click on a notification that leads to it, whatever was looked for in it', async () => {
    const desk = await open(main({ history_asked: 1 }));
    await vi.waitFor(() => expect(find('history-close')).not.toBeNull());
    await fireEvent.click(get('history-close'));
    await vi.waitFor(() => expect(find('history-close')).toBeNull());
    await desk.show(main({ history_asked: 1, warnings: ['tray_unavailable'] }));
    expect(find('history-close')).toBeNull();

    await desk.show(main({ history_asked: 2, history: history(NOW) }));
    await vi.waitFor(() => expect(find('history-close')).not.toBeNull());
    await fireEvent.input(get('history-find'), { target: { value: '421' } });
    await desk.show(main({ history_asked: 3, history: history(NOW) }));
    await vi.waitFor(() => expect((get('history-find') as HTMLInputElement).value).toBe(''));
    expect(desk.asked()).toEqual([
      ['close_history', undefined],
      ['show_history', { id: 421 }],
    ]);
  });

  test('takes the place of the settings where a notification leads to it', async () => {
    const desk = await open(main({ settings: { ...empty().settings, asked: 1 } }));
    await vi.waitFor(() => expect(find('settings-close')).not.toBeNull());
    await desk.show(main({ settings: { ...empty().settings, asked: 1 }, history_asked: 1 }));
    await vi.waitFor(() => expect([find('settings-close'), find('history-close') !== null]).toEqual([null, true]));
  });

  test('tells when something ended, was noticed, shown and opened', async () => {
    const desk = await opened();
    await desk.show(main({ history: history(NOW, { entries: [entry(NOW)] }) }));
    const times = document.querySelectorAll('[data-testid="history-times"] span');
    expect([...times].map((one) => one.textContent)).toEqual([
      'ended 02:42:07',
      'noticed 02:42:08',
      'shown 02:42:08',
      'opened 08:42:07',
    ]);
    expect(times[0]?.getAttribute('title')).toContain('UTC');
    expect(all('history-fate')).toEqual(['Shown']);
  });

  test('tells since when something waited, and for what, once it was shown too', async () => {
    const desk = await opened();
    const still = entry(NOW, { id: 1, fate: 'snoozed', waited: { wait: 'snoozed', since_ms: NOW }, together: null });
    const entries = [{ ...still, times: { ...still.times, shown_ms: null, opened_ms: null } }, waited(NOW)];
    await desk.show(main({ history: history(NOW, { entries, alerts: [] }) }));
    const times = document.querySelectorAll('[data-testid="history-times"] span');
    expect([...times].map((one) => one.textContent)).toEqual([
      'ended 02:42:07',
      'noticed 02:42:08',
      'held back since 10:42:07 for its snooze',
      'ended 22 Nov, 22:42:06',
      'noticed 22 Nov, 22:42:07',
      'held back since 22 Nov, 22:42:07 for quiet hours',
      'shown 07:42:07',
    ]);
  });

  test('tells why something was not shown, and what was told together', async () => {
    const desk = await opened();
    const entries = [
      entry(NOW, { id: 1, fate: 'muted', together: null }),
      entry(NOW, { id: 2, fate: 'unknown', together: 1 }),
      entry(NOW, { id: 3, together: 3 }),
    ];
    await desk.show(main({ history: history(NOW, { entries }) }));
    expect(all('history-fate')).toEqual([
      'Not shown: it was muted',
      'Sent, but never confirmed: it is shown again at the next start',
      'Shown · one notification for 3 ends',
    ]);
  });

  test('has the alerts among the ends, with what became of each, or why it was not sent', async () => {
    const desk = await opened();
    const alerts = [
      alert(NOW, { number: 2, alert: 'blind', heard: 'refused', id: null, environment: null, noticed_ms: NOW - 1000, heard_ms: NOW }),
      alert(NOW, { number: 1, heard: 'quiet_hours', heard_ms: null }),
      alert(NOW, { number: 3, alert: 'expires_in_one_day', id: 57, of_pack: true, environment: null, erased: true }),
    ];
    await desk.show(main({ history: history(NOW, { entries: [entry(NOW)], alerts }) }));
    expect(all('history-alert')).toEqual([
      'No connection to the server noticed 10:42:06 tried 10:42:07 Not shown: no notification service took it',
      'Likely stale Operation #402 Assignment restore · Fabrikam Clinics noticed 01:42:07 Not shown: these were quiet hours',
      'Review pack expires within a day #57 Its names are erased: access was lost, or you signed out noticed 01:42:07 shown 01:42:08 Shown',
    ]);
    const kinds = [...get('history-list').children].map((one) => one.getAttribute('data-testid'));
    expect(kinds).toEqual(['history-alert', 'history-entry', 'history-alert', 'history-alert']);
  });

  test('has an end once more where it ended the same way at another time', async () => {
    const desk = await opened();
    const earlier = entry(NOW, { times: { ...entry(NOW).times, ended_ms: NOW - 86_400_000 } });
    await desk.show(main({ history: history(NOW, { entries: [entry(NOW), earlier], alerts: [] }) }));
    expect(all('history-entry')).toHaveLength(2);
  });

  test('has a number and no name of what access was lost to', async () => {
    const desk = await opened();
    const entries = [entry(NOW, { environment: null, workspace: null, fate: 'access' })];
    await desk.show(main({ history: history(NOW, { entries }) }));
    const [said] = all('history-entry');
    expect(said).toContain('Operation #402');
    expect(said).toContain('Its names are erased: access was lost, or you signed out');
    expect(said).not.toContain('Workspace-wide');
  });

  test('finds a number, and asks for nothing where none was typed', async () => {
    const desk = await opened();
    await desk.show(main({ history: history(NOW) }));
    for (const value of ['#402', '#402x', '']) await fireEvent.input(get('history-find'), { target: { value } });
    expect(desk.asked().slice(1)).toEqual([
      ['show_history', { id: 402 }],
      ['show_history', { id: null }],
    ]);
  });

  test('says whether nothing ended, or nothing of this number', async () => {
    const desk = await opened();
    await desk.show(main({ history: history(NOW, { entries: [], alerts: [], more: false }) }));
    expect(words('history-empty')).toBe('Nothing that was pinned has ended yet.');
    await fireEvent.input(get('history-find'), { target: { value: '7' } });
    expect(words('history-empty')).toBe('Nothing with this number has ended.');
  });

  test('offers older entries where there are some', async () => {
    const desk = await opened();
    await desk.show(main({ history: history(NOW) }));
    await fireEvent.click(get('history-more'));
    expect(desk.asked().at(-1)).toEqual(['more_history', undefined]);
    await desk.show(main({ history: history(NOW, { more: false }) }));
    expect(find('history-more')).toBeNull();
  });

  test('is exported in either format, and says politely what came of it', async () => {
    const desk = await opened();
    await desk.show(main({ history: history(NOW) }));
    await fireEvent.click(get('history-csv'));
    await fireEvent.click(get('history-json'));
    expect(desk.asked().slice(1)).toEqual([
      ['export_history', { format: 'csv' }],
      ['export_history', { format: 'json' }],
    ]);
    await desk.show(main({ history: history(NOW, { export: 'written' }) }));
    expect([words('history-export'), get('history-export').getAttribute('role')]).toEqual(['The file is written.', 'status']);
    await desk.show(main({ history: history(NOW, { export: 'failed' }) }));
    expect(words('history-export')).toBe('The file could not be written.');
  });

  test('says so where it cannot be read', async () => {
    const desk = await opened();
    await desk.show(main({ history: unreadable() }));
    expect(words('history-unreadable')).toContain('The history cannot be read.');
    expect(find('history-list')).toBeNull();
  });
});
