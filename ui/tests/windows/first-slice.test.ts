// What a window notes of itself for those who measure it.
import { expect, test, vi } from 'vitest';
import { find, open } from '../desk';
import { main } from './slices';

test('a window notes once when its first slice is in the document', async () => {
  const seen: [string, boolean][] = [];
  vi.spyOn(performance, 'mark').mockImplementation((name) => {
    seen.push([name, find('window-main') !== null]);
    return {} as PerformanceMark;
  });
  const desk = await open(null);
  expect(seen).toEqual([]);
  await desk.show(main({}));
  await desk.show(main({ warnings: [] }));
  expect(seen).toEqual([['first-slice', true]]);
});
