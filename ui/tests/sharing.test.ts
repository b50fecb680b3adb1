// What is the same in two slices is kept, and nothing else is.
import { expect, test } from 'vitest';
import { busy, main } from '../src/ipc/fake/overview';
import { sharing } from '../src/lib/sharing';

const before = () => main(busy(0));

function changed() {
  const slice = busy(0);
  const [first, ...others] = slice.pinned;
  if (first === undefined) throw new Error('nothing is pinned');
  return main({ ...slice, pinned: [...others, { ...first, status: 'queued' }] });
}

function pinnedOf(slice: ReturnType<typeof main>) {
  return slice.window === 'main' ? slice.pinned : [];
}

test('a slice that says the same is the one before', () => {
  const first = before();
  expect(sharing(first, before())).toBe(first);
});

test('a slice that says something else says all of it', () => {
  expect(sharing(before(), changed())).toEqual(changed());
});

test('a row that moved is kept, and one that changed is not', () => {
  const first = before();
  const [head, ...others] = pinnedOf(first);
  const rows = pinnedOf(sharing(first, changed()));
  expect(rows.slice(0, -1).map((row, index) => row === others[index])).toEqual(others.map(() => true));
  expect(rows.at(-1)).toEqual({ ...head, status: 'queued' });
});

test('what a changed row still says is kept', () => {
  const first = before();
  const [head] = pinnedOf(first);
  expect(pinnedOf(sharing(first, changed())).at(-1)?.times).toBe(head?.times);
});

test('a list beside the changed one is kept, before and behind it', () => {
  const first = before();
  const next = sharing(first, changed());
  if (first.window !== 'main' || next.window !== 'main') throw new Error('another window');
  expect([next.account === first.account, next.packs === first.packs]).toEqual([true, true]);
});

test.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: null }, { a: {} }],
  [{ a: [] }, { a: {} }],
  [[1, 2], [1]],
  [[1], [1, 2]],
  [{ a: ['x', 'y'] }, { a: ['y', 'x'] }],
  [[{ id: 1 }, { id: 2 }], [{ id: 2 }]],
  [null, { a: 1 }],
])('%j becomes %j', (from, to) => {
  expect(sharing(from, to)).toEqual(to);
});
