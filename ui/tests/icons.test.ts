// svelte.config.js makes plain drawings of Lucide's icons. They are still Lucide's.
import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { expect, test } from 'vitest';
import Icon from '../node_modules/@lucide/svelte/dist/Icon.svelte';
import { read, sources } from './sources';

const NAMES = new Set(sources().flatMap(({ text }) => [...text.matchAll(/'@lucide\/svelte\/icons\/([\w-]+)'/g)].map(([, name]) => name ?? '')));
const PROPS = { size: 14, strokeWidth: 2.25, fill: 'currentColor' };

test('the windows have icons', () => {
  expect(NAMES.size).toBeGreaterThan(20);
});

test.each([...NAMES])('%s is drawn as Lucide draws it', async (name) => {
  const { default: Drawn } = (await import(`../node_modules/@lucide/svelte/dist/icons/${name}.svelte`)) as { default: Component };
  const data = /const iconData = (.*);/.exec(read(`node_modules/@lucide/svelte/dist/icons/${name}.svelte`))?.[1] ?? '';
  const icon = JSON.parse(data) as Record<string, unknown>;
  expect(drawing(Drawn, PROPS)).toEqual(drawing(Icon as Component, { ...PROPS, icon }));
  expect(drawing(Drawn, {})).toEqual(drawing(Icon as Component, { icon }));
});

/** Every element with its attributes, but for the classes: no style of ours names them. */
function drawing(component: Component, props: Record<string, unknown>) {
  const { container, unmount } = render(component, { props });
  const elements = [...container.querySelectorAll('svg, svg *')];
  unmount();
  return elements.map(({ localName, attributes }) => [
    localName,
    Object.fromEntries([...attributes].filter((it) => it.name !== 'class').map((it) => [it.name, it.value])),
  ]);
}
