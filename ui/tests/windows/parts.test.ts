// The parts of the overview that are loaded when they are asked for: what one sees where a click is earlier than they are.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { empty } from '../../src/ipc/fake/overview';
import { inspector } from '../../src/ipc/fake/inspector';
import { Part, PARTS } from '../../src/windows/parts.svelte';
import { find, get, open } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();

beforeEach(() => {
  for (const part of Object.values(PARTS)) part.shape = null;
  return async () => void (await Promise.all(Object.values(PARTS).map((part) => part.load())));
});

/** Asked with the keyboard, so that the button has the focus. */
async function press(testid: string): Promise<void> {
  get(testid).focus();
  await fireEvent.click(get(testid));
}

/** Keeps a part away until it is let come. */
function held(part: Part<unknown>): () => Promise<void> {
  let come: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (come = resolve));
  const load = part.load.bind(part);
  const loading: Promise<boolean>[] = [];
  vi.spyOn(part, 'load').mockImplementation(() => {
    const loaded = gate.then(load);
    loading.push(loaded);
    return loaded;
  });
  return async () => {
    come();
    await Promise.all(loading);
    await tick();
  };
}

describe('a part that is not there when it is asked for', () => {
  test('opens when it comes, and gives the focus back to its button', async () => {
    const come = held(PARTS.settings);
    await open(main({}));
    await press('settings-open');
    expect([find('settings-close'), document.activeElement]).toEqual([null, get('settings-open')]);
    await come();
    await vi.waitFor(() => expect(document.querySelector('[role="dialog"]')?.contains(document.activeElement)).toBe(true));
    await fireEvent.keyDown(document.activeElement ?? document, { key: 'Escape' });
    await vi.waitFor(() => expect([find('settings-close'), document.activeElement]).toEqual([null, get('settings-open')]));
  });

  test('stays closed where something else was asked for meanwhile', async () => {
    const come = held(PARTS.settings);
    await open(main({}));
    await press('settings-open');
    await press('palette-open');
    await vi.waitFor(() => get('palette-input'));
    await come();
    expect(find('settings-close')).toBeNull();
  });

  test('stays closed where the connection is looked at meanwhile', async () => {
    const come = held(PARTS.settings);
    const desk = await open(main({}));
    await press('settings-open');
    await press('inspector-open');
    await come();
    await desk.show(main({ inspector: inspector(NOW) }));
    await vi.waitFor(() => get('inspector'));
    expect(find('settings-close')).toBeNull();
  });

  test('asks the desktop app for nothing before it can show the answer', async () => {
    const come = held(PARTS.history);
    const desk = await open(main({}));
    await press('recent-history');
    expect(desk.asked()).toEqual([]);
    await come();
    await vi.waitFor(() => get('history-close'));
    expect(desk.asked()).toEqual([['show_history', { id: null }]]);
  });

  test('leaves the overview as it is until it comes', async () => {
    const come = held(PARTS.inspector);
    await open(main({ inspector: inspector(NOW) }));
    expect([find('inspector'), get('window-main').querySelector('main')?.hidden]).toEqual([null, false]);
    await come();
    expect([find('inspector') !== null, document.activeElement?.id]).toEqual([true, 'inspector-title']);
  });

  test('opens with the next click where it could not be loaded', async () => {
    await open(main({}));
    vi.spyOn(PARTS.settings, 'load').mockResolvedValueOnce(false);
    await press('settings-open');
    await tick();
    expect(find('settings-close')).toBeNull();
    await press('settings-open');
    await vi.waitFor(() => get('settings-close'));
  });

  test('opens for the tray too', async () => {
    const come = held(PARTS.settings);
    await open(main({ settings: { ...empty().settings, asked: 1 } }));
    expect(find('settings-close')).toBeNull();
    await come();
    await vi.waitFor(() => get('settings-close'));
  });
});

test('every part is prepared once the overview is painted, and none is shown', async () => {
  const prepared = vi.spyOn(Part.prototype, 'prepare');
  await open(main({}));
  expect(prepared).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(prepared.mock.contexts).toEqual(Object.values(PARTS)));
  expect(Object.values(PARTS).map(({ shape }) => shape)).toEqual([null, null, null, null, null]);
});

test('what could not be loaded is reported, and tried again', async () => {
  const report = vi.fn();
  vi.stubGlobal('reportError', report);
  const source = vi.fn().mockRejectedValueOnce('gone').mockResolvedValue({ default: 'here' });
  const part = new Part(source);
  expect([await part.load(), part.shape, report.mock.calls]).toEqual([false, null, [['gone']]]);
  expect([await part.load(), part.shape]).toEqual([true, 'here']);
  expect([await part.load(), source.mock.calls.length]).toEqual([true, 2]);
  vi.unstubAllGlobals();
});
