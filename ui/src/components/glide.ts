// Lets rows that changed their place glide there from where they were. Nothing moves where motion is reduced, and a list
// that is not in the document whole moves by itself.
import { glides, type Place } from '../lib/glide';
import { LONGEST_WHOLE, ROW } from '../lib/rows';

interface Placed extends Place {
  element: HTMLElement;
}

/** The rows that can be seen in `scroller`, where they are. None where nothing may move. */
export function placed(scroller: HTMLElement): Placed[] {
  if (duration() === 0) return [];
  const { top, bottom } = scroller.getBoundingClientRect();
  const rows = [...scroller.querySelectorAll<HTMLElement>(`li[${ROW}]`)].map((element) => ({ element, box: element.getBoundingClientRect() }));
  const seen = rows.filter(({ box }) => box.bottom > top && box.top < bottom);
  return seen.length > LONGEST_WHOLE ? [] : seen.map(({ element, box }) => ({ ...placeOf(element), top: box.top, element }));
}

/** Once the document has changed. */
export function glideFrom(before: Place[], scroller: HTMLElement): void {
  if (before.length === 0) return;
  const after = new Map<Place, HTMLElement>(placed(scroller).map((place) => [place, place.element]));
  for (const { place, from } of glides(before, [...after.keys()])) {
    const frames = { transform: [`translateY(${from}px)`, 'none'] };
    after.get(place)?.animate(frames, { duration: duration(), easing: 'ease-out' });
  }
}

function placeOf(element: HTMLElement): { list: string; id: number } {
  return { list: element.closest('section')?.dataset['testid'] ?? '', id: Number(element.getAttribute(ROW)) };
}

/** In milliseconds: the style sheet's token, which is nothing where motion is reduced. */
function duration(): number {
  const token = getComputedStyle(document.documentElement).getPropertyValue('--motion-move').trim();
  const amount = Number.parseFloat(token);
  if (Number.isNaN(amount)) return 0;
  return token.endsWith('ms') ? amount : amount * 1000;
}
