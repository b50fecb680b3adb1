// A desktop app that records what it is asked and shows what the test says.
import { fireEvent, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { vi } from 'vitest';
import type { Slice } from '../src/ipc/bindings/Slice';
import type { CommandName, Commands, Ipc } from '../src/ipc/ipc';
import { View } from '../src/state/view.svelte';
import App from '../src/windows/App.svelte';
import { load } from '../src/windows/kinds';
import { PARTS } from '../src/windows/parts.svelte';

// Every window and every part of one is loaded before a test begins.
await Promise.all([load('main'), load('run'), load('sign_in'), ...Object.values(PARTS).map((part) => part.load())]);

export type Call = [CommandName, unknown];

export class Desk implements Ipc {
  readonly calls: Call[] = [];
  subscriptions = 0;
  revision: () => void = () => undefined;
  refuseWith: unknown = null;

  #show: (slice: Slice) => void = () => undefined;
  #first: Slice | null;

  constructor(first: Slice | null) {
    this.#first = first;
  }

  async subscribe(onSlice: (slice: Slice) => void): Promise<void> {
    this.subscriptions += 1;
    this.#show = onSlice;
    if (this.#first) onSlice(this.#first);
  }

  async onRevision(heard: () => void): Promise<void> {
    this.revision = heard;
  }

  async call<Name extends CommandName>(name: Name, args: Commands[Name]): Promise<void> {
    this.calls.push([name, args]);
    if (this.refuseWith !== null && name !== 'report_page') throw this.refuseWith;
  }

  async show(slice: Slice): Promise<void> {
    this.#first = slice;
    this.#show(slice);
    await tick();
  }

  /** What was asked, without the page's reports. */
  asked(): Call[] {
    return this.calls.filter(([name]) => name !== 'report_page');
  }

  reports(): unknown[] {
    return this.calls.filter(([name]) => name === 'report_page').map(([, page]) => page);
  }
}

/** Opens a window on a slice and lets it paint. */
export async function open(slice: Slice | null): Promise<Desk> {
  const desk = new Desk(slice);
  await show(desk);
  return desk;
}

export async function show(desk: Desk): Promise<void> {
  const view = new View(desk);
  void view.start();
  render(App, { view });
  for (let turn = 0; turn < 5; turn += 1) await tick();
}

/** Opens the settings from the overview, on one of their tabs. */
export async function openSettings(tab: string): Promise<void> {
  await fireEvent.click(get('settings-open'));
  await vi.waitFor(() => get('settings-close'));
  await openTab(tab);
}

/** Goes to another tab of the open settings. */
export async function openTab(tab: string): Promise<void> {
  await fireEvent.click(get(`settings-tab-${tab}`));
  await tick();
}

export function find(testid: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
}

export function get(testid: string): HTMLElement {
  const found = find(testid);
  if (!found) throw new Error(`nothing carries data-testid="${testid}"`);
  return found;
}

/** Its words, with white space as one sees it. */
export function words(testid: string): string {
  return (get(testid).textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
