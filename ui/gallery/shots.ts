// Pictures every scene in every theme: DIR/<theme>/<scene>.png. `npm run gallery:shots -- DIR`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Gallery } from './browser';
import { type Scene, SCENES } from './scenes';
import { type Theme, THEMES } from './themes';

const AT_A_TIME = 3;

export async function shoot(folder: string): Promise<void> {
  const themes = Object.keys(THEMES) as Theme[];
  for (const theme of themes) mkdirSync(join(folder, theme), { recursive: true });
  const gallery = await Gallery.open();
  const left = SCENES.values();
  const takeTheNext = async () => {
    for (const scene of left) await picture(gallery, scene, themes, folder);
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, takeTheNext));
  } finally {
    await gallery.close();
  }
}

async function picture(gallery: Gallery, scene: Scene, themes: Theme[], folder: string): Promise<void> {
  const ignored = () => undefined;
  await gallery.look(scene, ignored, async (page) => {
    for (const theme of themes) {
      await page.emulateMedia(THEMES[theme]);
      await page.screenshot({ path: join(folder, theme, `${scene.id}.png`), fullPage: 'sheet' in scene.shows });
    }
  });
}
