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
  const sideways = root.scrollWidth > root.clientWidth ? [`the page scrolls sideways by ${excess(root)}`] : [];
  const elements = [...document.body.querySelectorAll('*')].filter((element) => !element.matches(EXEMPT) && isSeen(element));
  return [...sideways, ...elements.map(findingOf).filter((finding) => finding !== null)];
}

function findingOf(element: Element): string | null {
  if (leavesWindow(element)) return `${nameOf(element)} leaves the window by ${beyondWindow(element)} px`;
  const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
  const wide = element.scrollWidth > element.clientWidth + TOLERANCE && element.clientWidth > 0;
  if (wide && (overflowX === 'auto' || overflowX === 'scroll')) return `${nameOf(element)} scrolls sideways by ${excess(element)}`;
  const clips = overflowX === 'hidden' || overflowX === 'clip';
  if (clips && wide && textOverflow !== 'ellipsis') return `${nameOf(element)} is cut without a sign`;
  if (clips && wide && element.clientWidth < LEGIBLE) return `${nameOf(element)} is squeezed to ${element.clientWidth} px`;
  const high = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + DESCENDER;
  if (clips && (wide || high) && element.closest('[title]') === null) return `${nameOf(element)} is cut and has no title`;
  return null;
}

/** By how much it scrolls, and for whose sake: the innermost of what reaches farthest to the right. */
function excess(scroller: Element): string {
  const { left } = scroller.getBoundingClientRect();
  const edge = left + scroller.clientLeft - scroller.scrollLeft + scroller.clientWidth;
  let widest = { element: scroller, beyond: 0 };
  for (const element of scroller.querySelectorAll('*')) {
    const beyond = element.getBoundingClientRect().right - edge;
    if (beyond > 0 && beyond >= widest.beyond) widest = { element, beyond };
  }
  const { element, beyond } = widest;
  const why = element === scroller ? 'nothing in it reaches there' : `${nameOf(element)} reaches ${beyond.toFixed(1)} px too far`;
  return `${scroller.scrollWidth - scroller.clientWidth} px of ${scroller.clientWidth} px: ${why}`;
}

function beyondWindow(element: Element): string {
  const { left, right } = element.getBoundingClientRect();
  return Math.max(-left, right - document.documentElement.clientWidth).toFixed(1);
}

function leavesWindow(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect();
  if (left > -TOLERANCE && right < document.documentElement.clientWidth + TOLERANCE) return false;
  for (let around = element.parentElement; around !== null && around !== document.body; around = around.parentElement) {
    if (getComputedStyle(around).overflowX !== 'visible') return false;
  }
  return true;
}
