// An operation's window in the states worth looking at, for the development server, the gallery and the tests.
import type { RowSlice } from '../bindings/RowSlice';
import type { RunDetail } from '../bindings/RunDetail';
import type { RunSlice } from '../bindings/RunSlice';
import type { Slice } from '../bindings/Slice';
import { LOOK } from './look';
import { SHA } from './overview';
import { DAY, endedRow, HOUR, MINUTE, pack, runningRow } from './rows';

export const DETAIL: RunDetail = {
  counts: [
    { key: 'total', value: 900 },
    { key: 'processed', value: 412 },
    { key: 'succeeded', value: 409 },
    { key: 'skipped', value: 3 },
  ],
  failures: [],
  review_pack_id: null,
  context: { state: 'not_asked' },
};

export const FAILED: RunDetail = {
  counts: [
    { key: 'total', value: 1204 },
    { key: 'succeeded', value: 1187 },
    { key: 'failed', value: 17 },
  ],
  failures: [
    {
      label: 'Microsoft Graph asked to slow down',
      message: 'Graph answered 429 for 17 assignments after 5 attempts.',
      count: 17,
    },
    { label: null, message: 'The restore was stopped before the last batch.', count: null },
  ],
  review_pack_id: 77,
  context: { state: 'text', json: '{\n  "provider_connection_id": 12,\n  "selection": { "policies": 1204 }\n}' },
};

export function run(changes: Partial<RunSlice> & Pick<RunSlice, 'row'>): Slice {
  return {
    window: 'run',
    look: LOOK,
    clock_offset_ms: 0,
    clock_off: null,
    health: { state: 'ok' },
    detail: DETAIL,
    pack: null,
    link: linkOf(changes.row),
    stay_on_top: false,
    minimises: false,
    ...changes,
  };
}

/** Where one can open it. */
export function linkOf({ id, can_open }: RowSlice): string | null {
  return can_open ? `https://atlas.example.com/admin/workspaces/3/operations/${id}` : null;
}

export function blindRun(now: number): Partial<RunSlice> & Pick<RunSlice, 'row'> {
  const at_ms = now - MINUTE;
  return {
    health: { state: 'blind', fault: 'unreached', as_of_ms: at_ms },
    row: runningRow(now, { refresh: { how: 'as_of', at_ms, fault: 'unreached' } }),
  };
}

export function packRun(now: number): Pick<RunSlice, 'detail' | 'pack' | 'row'> {
  const state = { status: 'ready', created_ms: now - HOUR - MINUTE, generated_ms: now - HOUR, expires_ms: now + 27 * DAY, size: 4_812_300, sha256: SHA, can_open: true } as const;
  return {
    row: endedRow(now, { pinned: true, type_name: { known: 'catalogue', id: 'type-environment-review-pack-generate' } }),
    detail: { ...DETAIL, counts: [], review_pack_id: 77 },
    pack: { card: pack(1, state), own: true },
  };
}
