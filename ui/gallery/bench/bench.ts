// Measures the windows' build as it is shipped, in the system's Chromium: what each window loads, and what the overview costs
// with 50, 500 and 1,000 targets. docs/benchmarks.md says what the figures mean. `cargo xtask bench ui`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { preview } from 'vite';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { SCENARIOS } from '../../src/ipc/fake/scenarios';
import { installed } from '../browser';
import { type Cost, Window } from './page';
import { type Happening, type Machine, type Overview, type Results, table } from './results';
import { type Loaded, loadedBy, type Part, shipTo } from './shipped';
import { HAPPENINGS, overview, slice } from './slices';
import { spread } from './spread';

const UI = join(import.meta.dirname, '../..');
/** Of script, for the first window. */
const AIM = 150 * 1024;
const TARGETS = [50, 500, 1000];
const TIMES = 50;
const OPENINGS = 10;
const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);
const SIZE = { width: 1100, height: 760 };
/** A slice of each window, by the name of its scenario. */
const WINDOWS = { 'sign-in': 'sign-in', overview: 'busy', operation: 'run-running' };

interface Stand {
  browser: Browser;
  address: string;
  folder: string;
}

export async function bench(out: string, quick: boolean): Promise<void> {
  // As it is shipped: whatever imports this file is a development server's.
  process.env['NODE_ENV'] = 'production';
  const load = loadavg()[0] ?? 0;
  const folder = mkdtempSync(join(tmpdir(), 'bench-ui-'));
  const parts = await shipTo(folder, UI);
  const server = await preview({ root: UI, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 4400, strictPort: false } });
  const browser = await chromium.launch({ executablePath: installed(), args: ['--disable-gpu'] });
  try {
    const address = server.resolvedUrls?.local[0];
    if (address === undefined) throw new Error('the build is not served');
    const results = await measured({ browser, address, folder }, machine(load, browser), parts, quick ? 3 : TIMES);
    process.stdout.write(table(results));
    writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function measured(stand: Stand, machine: Machine, parts: Part[], times: number): Promise<Results> {
  const windows: Results['shipped']['windows'] = [];
  for (const [window, name] of Object.entries(WINDOWS)) windows.push({ window, ...(await loaded(stand, name)) });
  const overviews: Overview[] = [];
  for (const targets of TARGETS) overviews.push(await overviewOf(stand, targets, times));
  return { machine, shipped: { aim_gzip_bytes: AIM, windows, parts }, overview: overviews };
}

/** Until the window shows its slice. */
async function loaded({ browser, address, folder }: Stand, name: string): Promise<Loaded> {
  const shown = scenario(name);
  const window = await Window.open(browser, address, shown.window, SIZE, NOW);
  await window.show(shown);
  await window.page.waitForSelector('[data-testid^="window-"]');
  const loaded = await loadedBy(window.page, folder);
  await window.close();
  return loaded;
}

async function overviewOf({ browser, address }: Stand, targets: number, times: number): Promise<Overview> {
  const before = overview(targets, NOW);
  const openings: Cost[] = [];
  for (let opening = 0; opening < Math.min(times, OPENINGS); opening += 1) {
    const opened = await Window.open(browser, address, 'main', SIZE, NOW);
    openings.push(await opened.costOf(slice(before)));
    await opened.close();
  }
  const window = await Window.open(browser, address, 'main', SIZE, NOW);
  await window.show(slice(before));
  const first = await window.memory();
  const happenings = [happening('nothing', await repeated(times, () => window.costOfNothing())), happening('the first slice', openings)];
  happenings.push(happening('the same again', await repeated(times, () => window.costOf(slice(before)))));
  for (const [what, after] of Object.entries(HAPPENINGS)) {
    await window.show(slice(before));
    happenings.push(happening(what, await repeated(times, (step) => window.costOf(slice(after(before, step, NOW))))));
  }
  await window.show(slice(before));
  happenings.push(happening('a second passes', await repeated(times, () => window.costOfSecond())));
  const last = await window.memory();
  await window.close();
  return { targets, slice_bytes: Buffer.byteLength(JSON.stringify(slice(before))), happenings, memory: { first, last } };
}

async function repeated(times: number, measure: (step: number) => Promise<Cost>): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (let step = 0; step < times; step += 1) costs.push(await measure(step));
  return costs;
}

function happening(what: string, costs: Cost[]): Happening {
  const of = (part: keyof Cost) => spread(costs.map((cost) => cost[part]));
  return { what, times: costs.length, script: of('script'), style: of('style'), layout: of('layout'), thread: of('thread') };
}

function scenario(name: string): Slice {
  const made = SCENARIOS[name];
  if (made === undefined) throw new Error(`no scenario “${name}”`);
  return made(NOW);
}

function machine(load: number, browser: Browser): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    kernel: release(),
    load_before: load.toFixed(2),
    browser: `Chromium ${browser.version()}`,
  };
}
