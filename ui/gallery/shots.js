// The command line of shots.ts, which Node.js cannot read by itself.
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const several = { type: 'string', multiple: true, default: [] };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: several, theme: several, scene: several },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('a folder for the pictures is needed');
const { module } = await runnerImport('./gallery/shots.ts');
await module.shoot(folder, { languages: values.language, themes: values.theme, scenes: values.scene });
