// The benchmark of the windows measures what it says it does.
import { expect, test } from 'vitest';
import { partOf } from '../gallery/bench/shipped';
import { HAPPENINGS, overview, PAGE } from '../gallery/bench/slices';
import { spread } from '../gallery/bench/spread';
import type { MainSlice } from '../src/ipc/bindings/MainSlice';

const before = overview(100, 0);

/** How many rows of each list say something else than before, by their operation. */
function news(after: MainSlice) {
  const count = (was: { id: number }[], is: { id: number }[]) =>
    is.filter((row) => JSON.stringify(row) !== JSON.stringify(was.find(({ id }) => id === row.id))).length;
  return {
    pinned: count(before.pinned, after.pinned),
    active: count(before.active.rows, after.active.rows),
    recent: count(before.recent.rows, after.recent.rows),
  };
}

test.each([
  ['one row advances', { pinned: 1, active: 1, recent: 0 }],
  ['every row advances', { pinned: 100, active: PAGE, recent: 0 }],
  ['one row ends', { pinned: 1, active: 0, recent: 1 }],
  ['half a list ends', { pinned: PAGE / 2, active: 0, recent: PAGE / 2 }],
])('when %s, so many rows change: %j', (what, expected) => {
  expect(news(HAPPENINGS[what]?.(before, 0, 0) ?? before)).toEqual(expected);
});

test('no step says what the one before it said', () => {
  const same = Object.entries(HAPPENINGS).filter(([, after]) => {
    return JSON.stringify(after(before, 1, 0)) === JSON.stringify(after(before, 2, 0));
  });
  expect(same.map(([what]) => what)).toEqual([]);
});

test('a list shows no operation twice', () => {
  const after = HAPPENINGS['half a list ends']?.(before, 0, 0) ?? before;
  const ids = after.recent.rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the median of an even number lies between the two in the middle', () => {
  expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, worst: 4 });
  expect(spread([3, 1, 2])).toEqual({ median: 2, worst: 3 });
});

test.each([
  ['node_modules/bits-ui/dist/index.js', 'bits-ui'],
  ['node_modules/@lucide/svelte/dist/Icon.svelte', '@lucide/svelte'],
  ['node_modules/a/node_modules/b/index.js', 'b'],
  ['src/lib/rows.ts', 'src/lib'],
  ['locales/de/terms.ftl', 'locales/de'],
  ['\0vite/preload-helper.js', 'the rest'],
])('%j is a part of %s', (path, part) => {
  expect(partOf(path)).toBe(part);
});
