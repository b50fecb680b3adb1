// The connection inspector in the overview: opened, read, copied and closed, and never a dialog.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { inspector, refused, suspended } from '../../src/ipc/fake/inspector';
import { empty } from '../../src/ipc/fake/overview';
import { SECOND } from '../../src/ipc/fake/rows';
import { find, get, open, openSettings, words } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();
afterEach(() => {
  vi.unstubAllGlobals();
});

const inspected = () => main({ inspector: inspector(NOW) });

describe('the connection inspector', () => {
  test('is asked for in the header, and in the settings, which it closes', async () => {
    const desk = await open(main({}));
    await fireEvent.click(get('inspector-open'));
    await openSettings('account');
    await fireEvent.click(get('settings-connection'));
    await vi.waitFor(() => expect(find('settings-connection')).toBeNull());
    expect(find('inspector')).toBeNull();
    await desk.show(inspected());
    expect(find('inspector')).not.toBeNull();
    expect(desk.asked()).toEqual([
      ['inspect', { on: true }],
      ['inspect', { on: true }],
    ]);
  });

  test('is no dialog, so that what it shows is not suspended by it', async () => {
    const desk = await open(inspected());
    expect(document.querySelector('[aria-modal]')).toBeNull();
    expect(desk.reports()).toEqual([{ modalOpen: false, hidden: false }]);
  });

  test('takes the focus, closes on Escape at once, and gives the focus back', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const desk = await open(inspected());
    expect(document.activeElement?.id).toBe('inspector-title');
    await user.keyboard('{Escape}');
    expect(find('inspector')).toBeNull();
    expect(document.activeElement).toBe(get('inspector-open'));
    expect(desk.asked()).toEqual([['inspect', { on: false }]]);

    await desk.show(main({}));
    await desk.show(inspected());
    await fireEvent.click(get('inspector-close'));
    expect(find('inspector')).toBeNull();
  });

  test('tells of every poller its target, state, cadence, last answer, next turn and requests', async () => {
    await open(inspected());
    expect(words('poller-operation-421')).toContain('Operation #421 · Policy sync · Contoso Production');
    expect(words('poller-operation-421-state')).toBe('held by the server');
    expect(words('poller-operation-421-answer')).toBe('10:42:03 · changed');
    expect(words('poller-list-active')).toContain('List of active operations');
    expect(['state', 'cadence', 'next'].map((fact) => words(`poller-account-${fact}`))).toEqual(['waiting', 'every 300 s', '–']);
    expect(['cadence', 'next', 'requests'].map((fact) => words(`poller-list-active-${fact}`))).toEqual([
      'every 10 s',
      'in 6 s',
      '61',
    ]);
    expect(words('lane-foreground-flight')).toBe('held by the server since 10:42:03, until 10:42:13 at the latest');
    expect(words('lane-foreground-facts')).toContain('3 targets');
  });

  test('folds what is settled away', async () => {
    await open(inspected());
    expect([words('pollers-settled'), find('poller-pack-1')]).toEqual(['2 settled', null]);
    get('pollers-settled').querySelector('summary')?.click();
    await vi.waitFor(() => expect(words('poller-pack-1-state')).toBe('settled: not asked again'));
  });

  test('says what suspends a poller, and what the server asked for', async () => {
    const desk = await open(main({ inspector: suspended(NOW) }));
    expect(words('poller-operation-421-state')).toBe('suspended: dialog open · watched quietly');
    expect(words('poller-list-active-state')).toBe('suspended: dialog open');
    expect(words('poller-list-active-next')).toBe('–');
    expect(words('lane-quiet-flight')).toContain('held by the server');
    await desk.show(main({ inspector: refused(NOW) }));
    expect(words('inspector-gate')).toBe('none before 10:43:19; the server asked to wait until 10:43:07');
    expect(words('poller-list-active-answer')).toBe('10:42:03 · then server in trouble');
  });

  test('says where watches are plain, and why', async () => {
    const account = { ...empty().account, user: null, demo: false, plain_watches: true };
    await open(main({ account, inspector: inspector(NOW) }));
    expect(words('inspector-plain')).toContain('cuts off requests that wait');
  });

  test('counts down with the display tick, and asks nothing', async () => {
    const desk = await open(inspected());
    vi.advanceTimersByTime(4 * SECOND);
    await tick();
    expect(words('poller-list-active-next')).toBe('in 2 s');
    expect(desk.asked()).toEqual([]);
  });

  test('copies its text without names', async () => {
    const taken: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void taken.push(text) } });
    await open(inspected());
    await fireEvent.click(get('inspector-copy'));
    await vi.waitFor(() => expect(words('inspector-copied')).toBe('Copied without names, as of 10:42:07.'));
    expect(taken.join()).toContain('Operation #421: held by the server');
    expect(taken.join()).not.toContain('Contoso');
  });

  test('offers its text to be copied by hand where the clipboard is closed', async () => {
    vi.stubGlobal('navigator', {});
    await open(inspected());
    await fireEvent.click(get('inspector-copy'));
    await vi.waitFor(() => expect(find('inspector-text')).not.toBeNull());
    const text = get('inspector-text') as HTMLTextAreaElement;
    expect(text.value).toContain('Operation #421: held by the server');
    expect(text.value.slice(text.selectionStart, text.selectionEnd)).toBe(text.value);
    expect(words('inspector-by-hand')).toContain('carries no names');
  });

  test('makes way for a search, and comes back after it', async () => {
    const desk = await open(inspected());
    await fireEvent.input(get('search-input'), { target: { value: 'policy' } });
    expect([find('inspector'), find('section-search') !== null]).toEqual([null, true]);
    await fireEvent.input(get('search-input'), { target: { value: '' } });
    expect(find('inspector')).not.toBeNull();
    expect(desk.asked().filter(([name]) => name === 'inspect')).toEqual([]);
  });

  test('leaves the focus to whoever still types when it comes back', async () => {
    await open(inspected());
    get('search-input').focus();
    await fireEvent.input(get('search-input'), { target: { value: 'policy' } });
    await fireEvent.input(get('search-input'), { target: { value: '' } });
    expect([find('inspector') !== null, document.activeElement]).toEqual([true, get('search-input')]);
  });

  test('takes the focus from the field of whoever asks for it', async () => {
    const desk = await open(main({}));
    get('search-input').focus();
    await fireEvent.click(get('inspector-open'));
    await desk.show(inspected());
    expect(document.activeElement?.id).toBe('inspector-title');
  });
});
