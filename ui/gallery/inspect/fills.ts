// What is told by a fill alone, as a bar is, and whether one still sees it where the system forces its own few colours.
import { isSeen, nameOf } from './name';

const NOTHING = 'rgba(0, 0, 0, 0)';
/** Dims the page below a dialog, and says nothing. */
const EXEMPT = '[data-dialog-overlay]';

/** Elements with nothing in them but a colour that the ground below them has not. */
export function fills(document: Document): Element[] {
  const empty = [...document.body.querySelectorAll('*')].filter((element) => element.matches(':empty:not(svg *, input)'));
  return empty.filter((element) => !element.matches(EXEMPT) && isSeen(element) && isFilled(element));
}

/** Those of them that nobody sees as the page is now. */
export function vanished(fills: Element[]): string[] {
  return fills.filter((fill) => fill.isConnected && !isFilled(fill)).map((fill) => `${nameOf(fill)} vanishes`);
}

function isFilled(element: Element): boolean {
  const { backgroundColor } = getComputedStyle(element);
  return backgroundColor !== NOTHING && backgroundColor !== groundOf(element.parentElement);
}

function groundOf(element: Element | null): string {
  if (element === null) return '';
  const { backgroundColor } = getComputedStyle(element);
  return backgroundColor === NOTHING ? groundOf(element.parentElement) : backgroundColor;
}
