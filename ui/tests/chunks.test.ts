// Which of the windows' files a module comes in: each window loads what it needs, and nothing that another one needs alone.
import { expect, test } from 'vitest';
import { fileOf } from '../chunks';

interface Needed {
  by?: string[];
  asked?: boolean;
  entry?: boolean;
}

/** Who needs whom; `asked` is loaded by itself. */
const GRAPH: Record<string, Needed> = {
  'index.html': { entry: true },
  'src/main.ts': { by: ['index.html'] },
  'src/windows/Main.svelte': { asked: true },
  'src/windows/Run.svelte': { asked: true },
  'src/windows/SignIn.svelte': { asked: true },
  'src/windows/MainSettings.svelte': { asked: true },
  'src/windows/MainHistory.svelte': { asked: true },
  'of-the-entry': { by: ['src/main.ts'] },
  'of-every-window': { by: ['src/windows/Main.svelte', 'src/windows/Run.svelte', 'src/windows/SignIn.svelte'] },
  'of-one': { by: ['src/windows/Run.svelte'] },
  'of-two': { by: ['src/windows/Main.svelte', 'src/windows/Run.svelte'] },
  'below-two': { by: ['of-two'] },
  'of-a-window-and-its-part': { by: ['src/windows/Main.svelte', 'src/windows/MainSettings.svelte'] },
  'of-another-window-and-a-part': { by: ['src/windows/SignIn.svelte', 'src/windows/MainSettings.svelte'] },
  'of-two-parts': { by: ['src/windows/MainSettings.svelte', 'src/windows/MainHistory.svelte'] },
  '/node_modules/bits-ui/dist/index.js': { by: ['src/windows/Main.svelte', 'src/windows/Run.svelte'] },
  'of-bits-ui': { by: ['/node_modules/bits-ui/dist/index.js'] },
  'of-itself': { by: ['of-itself', 'of-two'] },
};

const look = (id: string) => {
  const { by = [], asked = false, entry = false } = GRAPH[id] ?? {};
  return { importers: by, dynamicImporters: asked ? ['src/main.ts'] : [], isEntry: entry };
};

test.each([
  ['of-the-entry', 'every-window'],
  ['of-every-window', 'every-window'],
  ['of-one', null],
  ['of-two', 'Main-Run'],
  ['below-two', 'Main-Run'],
  ['of-a-window-and-its-part', 'Main'],
  ['of-another-window-and-a-part', 'SignIn-parts'],
  ['of-two-parts', 'parts'],
  ['of-bits-ui', null],
  ['of-itself', 'Main-Run'],
  ['src/windows/Run.svelte', null],
  ['src/main.ts', null],
])('the file of %s is %s', (id, file) => {
  expect(fileOf(id, look)).toBe(file);
});
