// A walk through scenes, each looked at from all sides: what it says on the console, what does not fit at any width, what
// axe-core finds in any theme, what forced colours take away, what does not come to rest, and the way of the Tab key. What is
// wrong is told in sentences.
import type { Page } from 'playwright-core';
import type { Gallery } from './browser';
import { LANGUAGES } from './look';
import { BY_WORDS, type Scene } from './scenes';
import { type Theme, THEMES } from './themes';

export class Walk {
  readonly #gallery: Gallery;
  /** The looks whose contrast is known, by theme: it is told where a look is met first. */
  readonly #known = new Map<string, Set<string>>();

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
  }

  /** What is wrong with a scene. */
  async to(scene: Scene): Promise<string[]> {
    const heard: string[] = [];
    const seen = await this.#gallery.look(scene, (line) => heard.push(line), async (page) => [
      ...(await askedFor(page, scene)),
      ...(await sizes(page, scene)),
      ...(await page.evaluate(() => window.gallery?.everything() ?? [])),
      ...(await this.#themes(page)),
      ...(await motion(page)),
      ...(await keyboard(page, scene)),
      ...(BY_WORDS.includes(scene.id) ? await inGerman(page, scene) : []),
    ]);
    return [...heard, ...seen];
  }

  async #themes(page: Page): Promise<string[]> {
    const findings = new Firsts();
    await page.evaluate(() => window.gallery?.rememberFills());
    // The light one comes last, so that the page ends as it was.
    for (const theme of (Object.keys(THEMES) as Theme[]).reverse()) {
      await page.emulateMedia(THEMES[theme]);
      // It waits for the theme, which what follows counts on.
      findings.add(theme, await page.evaluate(() => window.gallery?.vanished() ?? []));
      // The contrast of its own colours is the system's affair.
      if (THEMES[theme].forcedColors === 'active') continue;
      const looks = await page.evaluate(() => window.gallery?.looks() ?? []);
      const unknown = looks.filter((look) => this.#isNews(theme, look));
      if (unknown.length === 0) continue;
      findings.add(theme, await page.evaluate((looks) => window.gallery?.contrastOf(looks) ?? [], unknown));
    }
    return findings.told();
  }

  #isNews(theme: Theme, look: string): boolean {
    const known = this.#known.get(theme) ?? new Set();
    if (known.has(look)) return false;
    this.#known.set(theme, known.add(look));
    return true;
  }
}

/** A window asks for nothing that nobody asked it for. */
async function askedFor(page: Page, scene: Scene): Promise<string[]> {
  if (scene.steps !== undefined) return [];
  const asked = await page.evaluate(() => window.gallery?.asked() ?? ['nothing to inspect']);
  return asked.map((name) => `asks by itself: ${name}`);
}

interface Size {
  when: string;
  width: number;
  height: number;
}

/** What a scene is walked at besides as it opens. A sheet of components is no window, and nobody zooms it. */
function smaller({ width, height, narrowest, shows }: Scene): Size[] {
  const narrow = { when: 'narrow', width: narrowest, height };
  // Twice as large, a window has room for half as much, in both directions.
  const zoomed = { when: 'at 200 % zoom', width: Math.round(width / 2), height: Math.round(height / 2) };
  return 'sheet' in shows ? [narrow] : [zoomed, narrow];
}

async function resize(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  await page.setViewportSize({ width, height });
  // A size reaches the page in steps: until a frame is drawn, parts of it know of the one before.
  await page.evaluate(aFrame);
}

async function sizes(page: Page, scene: Scene): Promise<string[]> {
  const { width, height } = scene;
  const findings = new Firsts();
  // The page ends as it was: in English, and as wide.
  for (const language of [...LANGUAGES].reverse()) {
    await page.evaluate((language) => window.gallery?.speak(language), language);
    for (const size of [...smaller(scene), { when: 'as it opens', width, height }]) {
      await resize(page, size);
      findings.add(`${size.when}, ${language}`, await page.evaluate(() => window.gallery?.overflows() ?? []));
    }
  }
  return findings.told();
}

/** The way of the Tab key, as the window opens and at every smaller size. */
async function keyboard(page: Page, scene: Scene): Promise<string[]> {
  const found = await tabs(page, scene, false);
  const findings = new Firsts();
  for (const size of smaller(scene)) {
    await resize(page, size);
    findings.add(size.when, (await tabs(page, scene, true)).filter((finding) => !found.includes(finding)));
  }
  await resize(page, scene);
  return [...found, ...findings.told()];
}

/** `scrolls` where the walk may bring into sight what has the focus, instead of the browser. */
async function tabs(page: Page, scene: Scene, scrolls: boolean): Promise<string[]> {
  const controls = await page.evaluate(() => window.gallery?.focus.begin() ?? 0);
  // Twice round at most, because the way may begin anywhere.
  for (let round = 0; round < 2; round += 1) {
    for (let press = 0; press <= controls; press += 1) {
      await page.keyboard.press('Tab');
      await page.evaluate(inSight, { moves: scene.moves ?? false, scrolls });
    }
    if (await page.evaluate(() => window.gallery?.focus.isComplete() ?? false)) break;
  }
  return page.evaluate(() => window.gallery?.focus.findings() ?? []);
}

/** What does not come to rest where the system does not ask for less motion. */
async function motion(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const findings = await page.evaluate(() => window.gallery?.restless() ?? []);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return findings;
}

/** All but contrast, which no language changes, and the way of the Tab key. */
async function inGerman(page: Page, scene: Scene): Promise<string[]> {
  await page.evaluate(() => window.gallery?.speak('de'));
  const findings = [...(await page.evaluate(() => window.gallery?.everything() ?? [])), ...(await tabs(page, scene, false))];
  return findings.map((finding) => `de: ${finding}`);
}

/** In the page. */
function aFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

interface Way {
  moves: boolean;
  scrolls: boolean;
}

/**
 * In the page: when it has scrolled to what has the focus and its rows have come to rest, or never would. As a window opens,
 * that is the browser's affair alone. In a small one a busy browser sometimes leaves out to scroll to where Tab went; what lies
 * over it is found all the same.
 */
async function inSight({ moves, scrolls }: Way): Promise<void> {
  const mostFrames = scrolls ? 60 : 300;
  for (let frame = 0; frame <= mostFrames; frame += 1) {
    const isEarly = moves && frame === 0;
    if (scrolls && frame > 0) document.activeElement?.scrollIntoView({ block: 'nearest' });
    if (!isEarly && (window.gallery?.focus.isInSight(frame === mostFrames) ?? true)) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Each finding once, with where it was found first. */
class Firsts {
  readonly #found = new Map<string, string>();

  add(where: string, findings: string[]): void {
    for (const finding of findings) if (!this.#found.has(finding)) this.#found.set(finding, where);
  }

  told(): string[] {
    return [...this.#found].map(([finding, where]) => `${where}: ${finding}`);
  }
}
