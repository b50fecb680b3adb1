// Every scene in a real browser. `npm run gallery:test`.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Gallery } from './browser';
import { BY_WORDS, SCENES, sceneOf } from './scenes';
import { Walk } from './walk';

let gallery: Gallery;
let walk: Walk;

beforeAll(async () => {
  gallery = await Gallery.open();
  walk = new Walk(gallery);
}, 120_000);

afterAll(() => gallery.close());

test.concurrent.for(SCENES)('$id has nothing to find', async (scene, { expect }) => {
  expect(await walk.to(scene)).toEqual([]);
});

test('what is walked in every language is there', () => {
  const ids = SCENES.map(({ id }) => id);
  expect(BY_WORDS.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the walk finds what is wrong', async () => {
  expect(await walk.to(sceneOf('sheet-faulty'))).toEqual([
    'console: error: a fault on purpose',
    'narrow, de: the page scrolls sideways by 1704 px of 320 px: <div#wide> “wider than its window” reaches 1704.0 px too far',
    'narrow, de: <div#wide> “wider than its window” leaves the window by 1704.0 px',
    'narrow, de: <p#cut> “Cut off without a sign, because nobody c” is cut without a sign',
    'narrow, de: <p#ellipsis> “Cut off with a sign and nowhere to be re” is cut and has no title',
    'as it opens, de: the page scrolls sideways by 1624 px of 400 px: <div#wide> “wider than its window” reaches 1624.0 px too far',
    'as it opens, de: <div#wide> “wider than its window” leaves the window by 1624.0 px',
    'button-name: <button#nameless>',
    'forced: <div#fill> vanishes',
    'dark: color-contrast: <p#pale> “too pale to read”',
    '<div#restless> moves for Infinity ms',
    '<button#unreached> “Not reached” is left out by tabindex',
    '<button#ringless> “No ring” shows no focus',
  ]);
});
