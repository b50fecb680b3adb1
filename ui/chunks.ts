// How the windows' code is parted into files: one for all that the same windows need, so that each loads few files and nothing
// that it does not show.
import { parse } from 'node:path/posix';
import type { Rolldown } from 'vite';

type Module = Pick<Rolldown.ModuleInfo, 'dynamicImporters' | 'importers' | 'isEntry'>;
type Look = (id: string) => Module | null;

/** What the kinds of windows begin with. */
const WINDOWS = ['Main', 'Run', 'SignIn'];
/** What is loaded by itself besides is a part of this window, which has loaded its own files by then. */
const WITH_PARTS = 'Main';
/** It names all that it has in one module: what is needed of it only the bundler knows. */
const ALL_IN_ONE = '/node_modules/bits-ui/';

/** The file of a module; none where the bundler finds one, as for what is needed by one beginning alone. */
export function fileOf(id: string, look: Look): string | null {
  // What a page begins with waits for its window, which may not wait for a file that has this in it.
  if (isBeginning(look(id)) || look(id)?.importers.some((one) => look(one)?.isEntry)) return null;
  const reached = reachedFrom(id, look);
  const beginnings = reached.filter((one) => isBeginning(look(one)));
  const names = new Set(beginnings.map((beginning) => parse(beginning).name));
  const windows = WINDOWS.filter((window) => names.has(window));
  if (windows.length === WINDOWS.length || beginnings.some((beginning) => look(beginning)?.isEntry)) return 'every-window';
  if (names.size === 1 || reached.some((one) => one.includes(ALL_IN_ONE))) return null;
  const parts = windows.includes(WITH_PARTS) || names.size === windows.length ? [] : ['parts'];
  return [...windows, ...parts].join('-');
}

/** A module and all that it is needed by, but for what loads it by itself. */
function reachedFrom(id: string, look: Look): string[] {
  const reached = new Set([id]);
  for (const one of reached) for (const importer of look(one)?.importers ?? []) reached.add(importer);
  return [...reached];
}

function isBeginning(module: Module | null): boolean {
  return module !== null && (module.isEntry || module.dynamicImporters.length > 0);
}
