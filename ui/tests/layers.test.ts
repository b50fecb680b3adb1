// Windows may use components, components may use lib; state may use ipc. Nothing points the other way, one file names
// Tauri, one file has a timer, one waits for a frame, and nothing fetches.
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { files, type Source, sources } from './sources';

const ALLOWED: Record<string, string[]> = {
  'main.ts': ['ipc', 'windows'],
  windows: ['components', 'ipc', 'lib', 'state', 'windows'],
  components: ['components', 'lib'],
  state: ['ipc', 'lib', 'state'],
  lib: ['lib'],
  ipc: ['ipc'],
};

test('imports point one way', () => {
  const wrong = sources().flatMap(({ path, text }) =>
    imports(text)
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from, typeOnly }) => ({ to: layerOf(join(dirname(path), from)), from, typeOnly }))
      // The contract's types may be named anywhere; they are erased.
      .filter(({ to, from, typeOnly }) => !(typeOnly && from.includes('ipc/bindings/')) && isLayer(to))
      .filter(({ to }) => !ALLOWED[layerOf(path)]?.includes(to))
      .map(({ from }) => `${path} imports ${from}`),
  );
  expect(wrong).toEqual([]);
});

test('one file names Tauri', () => {
  expect(pathsWith(/@tauri-apps\//)).toEqual(['src/ipc/tauri.ts']);
});

test('the display tick is the only timer', () => {
  expect(pathsWith(/\bsetInterval\(/)).toEqual(['src/state/clock.svelte.ts']);
  // Once for each page, until what is in it is painted.
  expect(pathsWith(/\b(?:setTimeout|setImmediate|requestAnimationFrame|requestIdleCallback)\(/)).toEqual(['src/state/painted.ts']);
});

test('nothing fetches, stores or inserts markup', () => {
  expect(pathsWith(/\bfetch\(|XMLHttpRequest|WebSocket|localStorage|sessionStorage|innerHTML|\{@html/)).toEqual([]);
});

test('nothing animates without end', () => {
  const endless = /\binfinite\b|\banimate-/;
  expect(pathsWith(endless)).toEqual([]);
  expect(stylesWith(endless)).toEqual([]);
});

test('each animation of a style sheet says how often it plays', () => {
  const animations = styles().flatMap(({ path, text }) =>
    [...text.matchAll(/\banimation:([^;}]*)/g)].map((match) => `${path}:${match[1] ?? ''}`),
  );
  expect(animations.length).toBeGreaterThan(0);
  expect(animations.filter((animation) => !/\s1$/.test(animation))).toEqual([]);
});

function imports(text: string): { from: string; typeOnly: boolean }[] {
  return [...text.matchAll(/import\s+(type\s)?[^;]*?from '([^']+)'/g)].map((match) => ({
    typeOnly: match[1] !== undefined,
    from: match[2] ?? '',
  }));
}

function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function isLayer(name: string): boolean {
  return name in ALLOWED;
}

function pathsWith(pattern: RegExp): string[] {
  return sources()
    .filter(({ text }) => pattern.test(text.replaceAll(/<!--[\s\S]*?-->|^\s*(?:\/\/|\*|\/\*).*$/gm, '')))
    .map(({ path }) => path);
}

/** Without their comments, and without Tailwind's `--animate-*: initial`, which takes its animations away. */
function styles(): Source[] {
  return files('src', ['css']).map(({ path, text }) => ({
    path,
    text: text.replaceAll(/\/\*[\s\S]*?\*\/|--animate-\*: initial;/g, ''),
  }));
}

function stylesWith(pattern: RegExp): string[] {
  return styles()
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path);
}
