// The sources as text, for the tests that hold rules over them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export interface Source {
  /** From the folder of the package, with forward slashes. */
  path: string;
  text: string;
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every hand-written source file. */
export function sources(): Source[] {
  return files('src', ['svelte', 'ts']).filter(({ path }) => !path.startsWith('src/ipc/bindings/'));
}

/** Every file below a folder whose name ends so. */
export function files(folder: string, endings: string[]): Source[] {
  return walk(join(ROOT, folder))
    .map((path) => relative(ROOT, path).replaceAll('\\', '/'))
    .filter((path) => endings.some((ending) => path.endsWith(`.${ending}`)))
    .map((path) => ({ path, text: read(path) }));
}

/** The words of a generated union, for example of `StatusWord`. */
export function wordsOf(binding: string): string[] {
  const text = read(`src/ipc/bindings/${binding}.ts`).split('export type')[1] ?? '';
  return [...text.matchAll(/"([a-z0-9_]+)"(?!:)/g)].map((match) => match[1] ?? '');
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
