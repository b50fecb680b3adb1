// Pictures every scene in every language and theme: DIR/<language>/<theme>/<scene>.png. `npm run gallery:shots -- DIR`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../src/ipc/bindings/Language';
import { Gallery } from './browser';
import { LANGUAGES } from './look';
import { type Scene, SCENES } from './scenes';
import { type Theme, THEMES } from './themes';

const AT_A_TIME = 3;

/** What is pictured; all there is, where nothing is named. */
export interface Chosen {
  languages: string[];
  themes: string[];
  scenes: string[];
}

interface Pictured {
  languages: Language[];
  themes: Theme[];
  scenes: Scene[];
}

export async function shoot(folder: string, chosen: Chosen): Promise<void> {
  const pictured = picturedOf(chosen);
  for (const language of pictured.languages) {
    for (const theme of pictured.themes) mkdirSync(join(folder, language, theme), { recursive: true });
  }
  const gallery = await Gallery.open();
  const left = pictured.scenes.values();
  const takeTheNext = async () => {
    for (const scene of left) await gallery.look(scene, () => undefined, (page) => picture(page, scene, pictured, folder));
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, takeTheNext));
  } finally {
    await gallery.close();
  }
}

function picturedOf({ languages, themes, scenes }: Chosen): Pictured {
  return {
    languages: oneOf(LANGUAGES, languages),
    themes: oneOf(Object.keys(THEMES) as Theme[], themes),
    scenes: oneOf(SCENES.map(({ id }) => id), scenes).flatMap((id) => SCENES.filter((scene) => scene.id === id)),
  };
}

function oneOf<Word extends string>(all: Word[], named: string[]): Word[] {
  const strange = named.find((word) => !all.some((known) => known === word));
  if (strange !== undefined) throw new Error(`no “${strange}” among ${all.join(', ')}`);
  return named.length === 0 ? all : all.filter((word) => named.includes(word));
}

async function picture(page: Page, scene: Scene, { languages, themes }: Pictured, folder: string): Promise<void> {
  for (const language of languages) {
    await page.evaluate((language) => window.gallery?.speak(language), language);
    for (const theme of themes) {
      await page.emulateMedia(THEMES[theme]);
      const path = join(folder, language, theme, `${scene.id}.png`);
      await page.screenshot({ path, fullPage: 'sheet' in scene.shows });
    }
  }
}
