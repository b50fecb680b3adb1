// What does not fit: wider than its window, scrolling sideways, or cut off with no way to read it. Code may scroll sideways,
// as WCAG 1.4.10 lets it; text fields always do.
import { isSeen, nameOf } from './name';

/** Layout rounds to fractions of a pixel, and descenders reach a little below their line. */
const TOLERANCE = 1;
const DESCENDER = 4;
/** Less of a text than this says nothing. */
const LEGIBLE = 20;
const EXEMPT = 'input, textarea, pre, pre *, svg, svg *';

export function overflows(document: Document): string[] {
  const root = document.documentElement;
  const sideways = root.scrollWidth > root.clientWidth ? [`the page scrolls sideways: ${root.scrollWidth} px`] : [];
  const elements = [...document.body.querySelectorAll('*')].filter((element) => !element.matches(EXEMPT) && isSeen(element));
  return [...sideways, ...elements.map(findingOf).filter((finding) => finding !== null)];
}

function findingOf(element: Element): string | null {
  if (leavesWindow(element)) return `${nameOf(element)} leaves the window`;
  const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
  const wide = element.scrollWidth > element.clientWidth + TOLERANCE && element.clientWidth > 0;
  if (wide && (overflowX === 'auto' || overflowX === 'scroll')) return `${nameOf(element)} scrolls sideways`;
  const clips = overflowX === 'hidden' || overflowX === 'clip';
  if (clips && wide && textOverflow !== 'ellipsis') return `${nameOf(element)} is cut without a sign`;
  if (clips && wide && element.clientWidth < LEGIBLE) return `${nameOf(element)} is squeezed to ${element.clientWidth} px`;
  const high = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + DESCENDER;
  if (clips && (wide || high) && element.closest('[title]') === null) return `${nameOf(element)} is cut and has no title`;
  return null;
}

function leavesWindow(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect();
  if (left > -TOLERANCE && right < document.documentElement.clientWidth + TOLERANCE) return false;
  for (let around = element.parentElement; around !== null && around !== document.body; around = around.parentElement) {
    if (getComputedStyle(around).overflowX !== 'visible') return false;
  }
  return true;
}
