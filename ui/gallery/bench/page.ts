// One page of the shipped build in Chromium, with the desktop app played in it and the browser's own figures of it.
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { type DesktopApp, playDesktop } from './desktop';

/** What something cost the page's main thread until two frames later, in milliseconds of processor time. */
export interface Cost {
  /** The page's own code and what it ran into: its promises, its observers, the collection of its garbage. */
  script: number;
  style: number;
  layout: number;
  /** All of it: script, style, layout, painting, and the browser's own. */
  thread: number;
}

export interface Memory {
  /** What is reachable, in bytes. */
  heap: number;
  /** All nodes that are reachable, in the document or not. */
  nodes: number;
}

interface Size {
  width: number;
  height: number;
}

/** What the app calls them. */
const LABELS: Record<Slice['window'], string> = { main: 'main', run: 'run-a1b2-421', sign_in: 'sign-in' };

type Metrics = Map<string, number>;
type Doing = Exclude<keyof DesktopApp, 'bring'>;

export class Window {
  readonly page: Page;
  readonly #browser: CDPSession;

  private constructor(page: Page, browser: CDPSession) {
    this.page = page;
    this.#browser = browser;
  }

  /** As the app opens a window of that kind, waiting for its first slice. */
  static async open(browser: Browser, address: string, kind: Slice['window'], size: Size, now: number): Promise<Window> {
    const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/Zurich' });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(playDesktop, [now, LABELS[kind]] as [number, string]);
    const session = await context.newCDPSession(page);
    // Processor time, because another program may have the processor in between.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(address);
    const window = new Window(page, session);
    await window.waits();
    if (errors.length > 0) throw new Error(`the page failed: ${errors.join('; ')}`);
    return window;
  }

  /** It has asked for its slice, and has all that it needs to show one. */
  async waits(): Promise<void> {
    await this.page.waitForSelector('html[data-subscribed]', { state: 'attached' });
    await this.page.waitForSelector('[data-testid="waiting"]');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Sends a slice that nobody measures. */
  async show(slice: Slice): Promise<void> {
    await this.#bring(slice);
    await this.page.evaluate(() => window.desktop.send());
  }

  async costOf(slice: Slice): Promise<Cost> {
    await this.#bring(slice);
    return this.#cost('send');
  }

  costOfSecond(): Promise<Cost> {
    return this.#cost('pass');
  }

  costOfNothing(): Promise<Cost> {
    return this.#cost('idle');
  }

  async memory(): Promise<Memory> {
    // What is brought is the benchmark's, not the window's.
    await this.page.evaluate(() => window.desktop.bring(''));
    await this.#browser.send('HeapProfiler.collectGarbage');
    const metrics = await this.#metrics();
    return { heap: of(metrics, 'JSHeapUsedSize'), nodes: of(metrics, 'Nodes') };
  }

  async #bring(slice: Slice): Promise<void> {
    await this.page.evaluate((json) => window.desktop.bring(json), JSON.stringify(slice));
  }

  async #cost(doing: Doing): Promise<Cost> {
    const before = await this.#metrics();
    await this.page.evaluate((doing) => window.desktop[doing](), doing);
    const after = await this.#metrics();
    const spent = (name: string) => (of(after, name) - of(before, name)) * 1000;
    return {
      script: spent('ScriptDuration'),
      style: spent('RecalcStyleDuration'),
      layout: spent('LayoutDuration'),
      thread: spent('TaskDuration'),
    };
  }

  async #metrics(): Promise<Metrics> {
    const { metrics } = await this.#browser.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}

function of(metrics: Metrics, name: string): number {
  const value = metrics.get(name);
  if (value === undefined) throw new Error(`Chromium tells no ${name}`);
  return value;
}
