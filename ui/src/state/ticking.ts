// Whether a window shows anything that changes with the seconds.
import type { Slice } from '../ipc/bindings/Slice';
import { isTicking } from '../lib/operation';

export function needsTick(slice: Slice | null): boolean {
  if (slice === null) return false;
  switch (slice.window) {
    case 'main':
      if (slice.inspector !== null || slice.doctor !== null) return true;
      return [slice.pinned, slice.active.rows, slice.attention.rows, slice.recent.rows, slice.search?.rows ?? []].some(
        (rows) => rows.some(isTicking),
      );
    case 'run':
      return isTicking(slice.row);
    case 'sign_in':
      return false;
  }
}
