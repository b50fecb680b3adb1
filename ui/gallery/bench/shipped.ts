// The build as it is shipped, in a folder of its own: what a window loads of it, and what that is made of.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

/** In bytes. */
export interface Size {
  files: number;
  raw: number;
  gzip: number;
}

export interface Loaded {
  js: Size;
  css: Size;
}

export interface Part {
  /** A package, or a folder of ours. */
  name: string;
  /** Before it is minified, without what is left out. */
  bytes: number;
}

/** Builds into a folder, and returns what its scripts are made of, largest first. */
export async function shipTo(outDir: string, ui: string): Promise<Part[]> {
  const built = await build({ root: ui, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const parts = new Map<string, number>();
  for (const file of outputs.flatMap(({ output }) => output)) {
    if (file.type !== 'chunk') continue;
    for (const [id, { renderedLength }] of Object.entries(file.modules)) {
      const name = partOf(relative(ui, id));
      parts.set(name, (parts.get(name) ?? 0) + renderedLength);
    }
  }
  return [...parts].map(([name, bytes]) => ({ name, bytes })).sort((one, other) => other.bytes - one.bytes);
}

/** What a page had asked for when it had a slice to show; what it prepares since is not part of that. */
export async function loadedBy(page: Page, outDir: string): Promise<Loaded> {
  const urls = await page.evaluate(asked);
  const paths = [...new Set(urls.map((url) => new URL(url).pathname))];
  const sizeOf = (ending: string): Size => {
    const files = paths.filter((path) => path.endsWith(ending)).map((path) => readFileSync(join(outDir, path)));
    const sum = (bytes: (file: Buffer) => number) => files.reduce((all, file) => all + bytes(file), 0);
    return { files: files.length, raw: sum(({ length }) => length), gzip: sum((file) => gzipSync(file, { level: 9 }).length) };
  };
  return { js: sizeOf('.js'), css: sizeOf('.css') };
}

/** In the page. */
function asked(): string[] {
  const shown = performance.getEntriesByName('first-slice')[0]?.startTime ?? 0;
  return performance.getEntriesByType('resource').filter(({ startTime }) => startTime < shown).map(({ name }) => name);
}

/** `svelte` of any path into that package; `src/lib` of our own. */
export function partOf(path: string): string {
  const inside = path.replaceAll('\\', '/').split('node_modules/').at(-1) ?? path;
  const [first = '', second = ''] = inside.split('/');
  if (path.includes('node_modules/')) return first.startsWith('@') ? `${first}/${second}` : first;
  return first === 'src' || first === 'locales' ? `${first}/${second}` : 'the rest';
}
