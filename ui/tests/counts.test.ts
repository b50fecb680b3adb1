// What is said of a number of matches, up to where the server stops counting.
import { expect, test } from 'vitest';
import { MOST_COUNTED, quantity, totalWords } from '../src/lib/counts';
import { files } from './sources';

test.each([
  [0, '0'],
  [57, '57'],
  [MOST_COUNTED - 1, '199'],
  [MOST_COUNTED, '200+'],
  [MOST_COUNTED + 1, '200+'],
])('a total of %i reads %s', (total, words) => expect(totalWords(total)).toBe(words));

test('what is all here is counted to the last', () => expect(quantity(1000)).toBe('1,000'));

test('the gateway stops counting where the windows say so', () => {
  const written = files('../crates/gateway/src', ['rs'])
    .flatMap(({ text }) => [...text.matchAll(/const MOST_COUNTED: \w+ = ([\d_]+);/g)])
    .map((match) => Number(match[1]?.replaceAll('_', '')));
  expect(written).toEqual([MOST_COUNTED]);
});
