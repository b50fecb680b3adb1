// What axe-core finds, one sentence for each element: everything but contrast at once, and the contrast of chosen looks,
// because a look has the same contrast wherever it is.
import core, { type RunOptions } from 'axe-core';
import { isSeen, nameOf } from './name';

/** With a field that axe-core reads and its types leave out. */
type Options = RunOptions & { checks: Record<string, { options: unknown }> };

const EVERYTHING: Options = {
  resultTypes: ['violations'],
  // The first has a walk of its own; the second is off in axe-core by itself.
  rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: true } },
  // The choices that a control opens belong to where it is, wherever they are in the document.
  checks: { region: { options: { regionMatcher: 'dialog, [role=dialog], [role=alertdialog], [role=listbox], svg' } } },
};

const CONTRAST: Options = {
  resultTypes: ['violations'],
  runOnly: ['color-contrast'],
  // It gives up on what has a pseudo-element, as our rows have, which paints nothing there.
  checks: { 'color-contrast': { options: { ignorePseudo: true } } },
};

export async function everything(): Promise<string[]> {
  return found(document, EVERYTHING);
}

/** The looks of all text there is: what has the same one has the same colours and the same type. */
export function looks(): string[] {
  return [...byLook().keys()];
}

export async function contrastOf(looks: string[]): Promise<string[]> {
  const elements = [...byLook()].filter(([look]) => looks.includes(look)).map(([, element]) => element);
  return elements.length === 0 ? [] : found(elements, CONTRAST);
}

async function found(where: Document | Element[], options: Options): Promise<string[]> {
  const { violations } = await core.run(where, options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${placeOf(node.target)}`));
}

function byLook(): Map<string, Element> {
  const elements = [...document.body.querySelectorAll('*')].filter((element) => saysSomething(element) && isSeen(element));
  return new Map(elements.reverse().map((element) => [lookOf(element), element]));
}

function saysSomething(element: Element): boolean {
  return [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim() !== '');
}

function lookOf(element: Element): string {
  const { color, fontSize, fontWeight } = getComputedStyle(element);
  return `${color} ${fontSize} ${fontWeight}${groundOf(element)}`;
}

/** Every background and opacity below it, as far as something lies there. */
function groundOf(element: Element | null): string {
  if (element === null) return '';
  const { backgroundColor, opacity } = getComputedStyle(element);
  const own = backgroundColor === 'rgba(0, 0, 0, 0)' && opacity === '1' ? '' : ` on ${backgroundColor} ${opacity}`;
  return own + groundOf(element.parentElement);
}

function placeOf(target: unknown[]): string {
  const selector = target.filter((part) => typeof part === 'string').at(-1);
  const element = selector === undefined ? null : document.querySelector(selector);
  return element === null ? target.join(' ') : nameOf(element);
}
