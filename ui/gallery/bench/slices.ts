// The overview with so many targets, and what happens to it. The present is an argument.
import type { MainSlice } from '../../src/ipc/bindings/MainSlice';
import type { RowSlice } from '../../src/ipc/bindings/RowSlice';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { empty, main } from '../../src/ipc/fake/overview';
import { DAY, endedRow, HOUR, list, MINUTE, pack, runningRow } from '../../src/ipc/fake/rows';

/** As many as a list of the server has at most. */
export const PAGE = 50;
const ENVIRONMENTS = 40;
const WORKSPACES = 6;
const TYPES = [
  'type-policy-sync',
  'type-inventory-sync',
  'type-backup-schedule-execute',
  'type-restore-execute',
  'type-baseline-capture',
  'type-assignments-restore',
];

/** `targets` active operations are pinned, all lists are full, and every environment has a pack. */
export function overview(targets: number, now: number): MainSlice {
  const pinned = Array.from({ length: targets }, (_, index) => active(index, now));
  return {
    ...empty(),
    summary: { worst: 'active', watched: targets, attention: 0 },
    pinned,
    active: list(pinned.slice(0, PAGE), { total: targets }),
    attention: list(many(PAGE, (index) => failed(20_000 + index, index, now))),
    recent: list(many(PAGE, (index) => ended(30_000 + index, index, now)), { total: 200 }),
    packs: many(ENVIRONMENTS, (index) => pack(index + 1, { status: 'none' }, placed(index))),
  };
}

/** What happens in the overview: each returns the slice after the step of that number. */
export const HAPPENINGS: Record<string, (before: MainSlice, step: number, now: number) => MainSlice> = {
  'one row advances': (before, step) => advanced(before, step, ({ id }) => id === before.pinned[0]?.id),
  'every row advances': (before, step) => advanced(before, step, () => true),
  // There and back again.
  'one row ends': (before, step, now) => (step % 2 === 0 ? ending(before, 1, now) : before),
  'half a list ends': (before, step, now) => (step % 2 === 0 ? ending(before, PAGE / 2, now) : before),
};

export function slice(shown: MainSlice): Slice {
  return main(shown);
}

function advanced(before: MainSlice, step: number, whether: (row: RowSlice) => boolean): MainSlice {
  const advance = (rows: RowSlice[]) =>
    rows.map((row): RowSlice => {
      if (!whether(row)) return row;
      return { ...row, progress: { mode: 'counted', processed: 413 + step, total: 900 } };
    });
  return { ...before, pinned: advance(before.pinned), active: { ...before.active, rows: advance(before.active.rows) } };
}

/** So many active operations leave their list for the one of what ended, and look so among the pinned ones. */
function ending(before: MainSlice, count: number, now: number): MainSlice {
  const gone = before.active.rows.slice(0, count).map(({ id }, index): [number, RowSlice] => {
    return [id, { ...ended(id, index, now), pinned: true }];
  });
  const leaving = new Map(gone);
  return {
    ...before,
    pinned: before.pinned.map((row) => leaving.get(row.id) ?? row),
    active: { ...before.active, rows: before.active.rows.slice(count) },
    recent: { ...before.recent, rows: [...leaving.values(), ...before.recent.rows].slice(0, PAGE) },
  };
}

function active(index: number, now: number): RowSlice {
  const started_ms = now - (index % 300) * 1000 - MINUTE;
  const times = { created_ms: started_ms - 8000, started_ms, ended_ms: null };
  return runningRow(now, { ...placed(index), id: 1000 + index, pinned: true, type_name: typed(index), times });
}

function ended(id: number, index: number, now: number): RowSlice {
  const ended_ms = now - Math.floor(index / 10) * DAY - index * MINUTE;
  const times = { created_ms: ended_ms - HOUR, started_ms: ended_ms - HOUR + MINUTE, ended_ms };
  return endedRow(now, { ...placed(index), id, type_name: typed(index), times });
}

function failed(id: number, index: number, now: number): RowSlice {
  return { ...ended(id, index, now), outcome: 'failed', attention: true };
}

function typed(index: number): RowSlice['type_name'] {
  return { known: 'catalogue', id: TYPES[index % TYPES.length] ?? '' };
}

function placed(index: number): { environment: string; workspace: string } {
  const environment = index % ENVIRONMENTS;
  return { environment: `Environment ${environment + 1}`, workspace: `Workspace ${(environment % WORKSPACES) + 1}` };
}

function many<Made>(count: number, make: (index: number) => Made): Made[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
