// Builds the gallery, serves it on this computer alone, and opens its scenes in the system's Chromium: one browser, with as
// many pages as look at something at a time. No browser is ever downloaded.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import type { Scene } from './scenes';
import { THEMES } from './themes';

const UI = join(import.meta.dirname, '..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The time that every scene is shown at, wherever it is looked at. */
const NOW = Date.UTC(2026, 10, 23, 10, 42, 7);

export class Gallery {
  readonly #folder: string;
  readonly #server: PreviewServer;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  /** Pages that nobody looks at. To load a scene into one is cheaper than a page of its own. */
  readonly #free: Page[] = [];

  private constructor(folder: string, server: PreviewServer, browser: Browser, context: BrowserContext) {
    this.#folder = folder;
    this.#server = server;
    this.#browser = browser;
    this.#context = context;
  }

  static async open(): Promise<Gallery> {
    // With the warnings of a development build.
    process.env['NODE_ENV'] = 'development';
    // It paints by itself: to play a graphics card would cost more.
    const launched = chromium.launch({ executablePath: installed(), args: ['--disable-gpu'] });
    // Of its own, so that two walks do not get in each other's way.
    const folder = mkdtempSync(join(tmpdir(), 'gallery-'));
    const [server, browser] = await Promise.all([served(folder), launched]);
    const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Zurich' });
    await context.clock.setFixedTime(NOW);
    return new Gallery(folder, server, browser, context);
  }

  /** Looks at a scene when everything of it is there, in the light theme; told what its console says from the beginning. */
  async look<Seen>(scene: Scene, heard: (line: string) => void, see: (page: Page) => Promise<Seen>): Promise<Seen> {
    const page = this.#free.pop() ?? (await this.#context.newPage());
    page.on('console', (message) => heard(`console: ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => heard(`error: ${error.message}`));
    await page.setViewportSize({ width: scene.width, height: scene.height });
    await page.emulateMedia(THEMES.light);
    await page.goto(`${this.#address()}?scene=${scene.id}`);
    await page.waitForSelector(`html[data-scene="${scene.id}"]`, { state: 'attached' });
    const seen = await see(page);
    page.removeAllListeners('console');
    page.removeAllListeners('pageerror');
    this.#free.push(page);
    return seen;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    rmSync(this.#folder, { recursive: true });
  }

  #address(): string {
    const address = this.#server.resolvedUrls?.local[0];
    if (address === undefined) throw new Error('the gallery is not served');
    return `${address}gallery/`;
  }
}

async function served(outDir: string): Promise<PreviewServer> {
  const input = join(UI, 'gallery/index.html');
  await build({ root: UI, mode: 'gallery', logLevel: 'error', build: { outDir, emptyOutDir: true, rolldownOptions: { input } } });
  return preview({ root: UI, build: { outDir }, preview: { host: '127.0.0.1', port: 4300, strictPort: false } });
}

/** The system's Chromium or its like, or what `CHROMIUM` names. */
export function installed(): string {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new Error('Chromium is needed: `cargo xtask setup` installs it, or name one in CHROMIUM');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
