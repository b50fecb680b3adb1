// A stand-in for the desktop app, so that the windows can be worked on in a plain browser: `npm run dev`, then
// `?scenario=` with a name from fake/scenarios.ts. It never ends up in a build.
import type { ContextSlice } from './bindings/ContextSlice';
import type { PackSlice } from './bindings/PackSlice';
import type { Slice } from './bindings/Slice';
import { DETAIL, SCENARIOS } from './fake/scenarios';
import type { Commands, Ipc } from './ipc';

const CONTEXT: ContextSlice = {
  state: 'text',
  json: JSON.stringify({ provider_connection_id: 12, selection: { policies: 900 } }, null, 2),
};

export function fakeIpc(name: string): Ipc {
  const scenario = SCENARIOS[name] ?? SCENARIOS['busy'];
  if (!scenario) throw new Error(`no scenario “${name}”`);
  let slice = scenario(Date.now());
  let show: (slice: Slice) => void = () => undefined;
  return {
    subscribe: async (onSlice) => {
      show = onSlice;
      show(slice);
    },
    onRevision: async () => undefined,
    call: async (command, args) => {
      slice = answered(slice, { [command]: args });
      show(slice);
    },
  };
}

/** What the desktop app would show next, for the few commands whose effect is worth seeing here. */
function answered(slice: Slice, command: Partial<Commands>): Slice {
  if (slice.window === 'run') {
    const detail = 'load_details' in command ? { ...DETAIL, ...slice.detail, context: CONTEXT } : slice.detail;
    return { ...slice, detail, stay_on_top: command.set_stay_on_top?.on ?? slice.stay_on_top };
  }
  if (slice.window === 'sign_in') return command.sign_in ? { ...slice, phase: { state: 'checking' } } : slice;
  const mode = command.set_while_hidden?.mode ?? slice.settings.while_hidden;
  const unpinned = command.unpin?.operation;
  const found = command.search && searched(slice, command.search.text);
  return {
    ...slice,
    settings: { ...slice.settings, while_hidden: mode },
    pinned: slice.pinned.filter((row) => row.id !== unpinned),
    packs: slice.packs.map((pack) => ({ ...pack, pinned: pinnedAfter(pack, command) })),
    search: found === undefined ? slice.search : found,
  };
}

function pinnedAfter(pack: PackSlice, command: Partial<Commands>): boolean {
  if (command.pin_pack?.environment === pack.environment_id) return true;
  return pack.pinned && command.unpin_pack?.environment !== pack.environment_id;
}

function searched(slice: Extract<Slice, { window: 'main' }>, text: string) {
  if (text === '') return null;
  const rows = [...slice.attention.rows, ...slice.pinned].filter((row) => String(row.id) === text.replace('#', ''));
  return { text, phase: 'found' as const, total: rows.length, rows };
}
