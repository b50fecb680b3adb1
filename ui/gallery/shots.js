// The command line of shots.ts, which Node.js cannot read by itself.
import { runnerImport } from 'vite';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder for the pictures is needed');
const { module } = await runnerImport('./gallery/shots.ts');
await module.shoot(folder);
