// Lets rows that change their place glide there from where they were. Nothing moves where motion is reduced, and a list that
// is not in the document whole moves by itself.
import { glides, type Place } from '../lib/glide';
import { ROW } from '../lib/rows';

/** More rows than anybody follows with their eyes. */
const MOST_MOVING = 60;

/** Called before the document changes, and done when that is laid out; `duration` in milliseconds. Returns how to let it be. */
export function glide(scroller: HTMLElement, duration: number): () => void {
  const still = duration === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const before = still ? new Map<Place, HTMLElement>() : inSight(scroller);
  if (before.size === 0) return () => undefined;
  // An observer is called when boxes are there, and before they are painted: to ask any earlier would lay out twice.
  const laidOut = new ResizeObserver(() => {
    laidOut.disconnect();
    const after = inSight(scroller);
    for (const { place, from } of glides([...before.keys()], [...after.keys()])) {
      after.get(place)?.animate({ transform: [`translateY(${from}px)`, 'none'] }, { duration, easing: 'ease-out' });
    }
  });
  laidOut.observe(scroller);
  return () => laidOut.disconnect();
}

/** The rows that can be seen, where they are; none where they are too many to follow. */
function inSight(scroller: HTMLElement): Map<Place, HTMLElement> {
  const { top, bottom } = scroller.getBoundingClientRect();
  const rows = [...scroller.querySelectorAll<HTMLElement>(`[${ROW}]`)].map((element) => ({ element, box: element.getBoundingClientRect() }));
  const seen = rows.filter(({ box }) => box.bottom > top && box.top < bottom);
  if (seen.length > MOST_MOVING) return new Map();
  return new Map(seen.map(({ element, box }) => [{ ...placeOf(element), top: box.top }, element]));
}

function placeOf(element: HTMLElement): { list: string; id: number } {
  return { list: element.closest('section')?.dataset['testid'] ?? '', id: Number(element.getAttribute(ROW)) };
}

/** The style sheet's token. To ask for it has styles computed. */
export function glideDuration(): number {
  const token = getComputedStyle(document.documentElement).getPropertyValue('--motion-move').trim();
  const amount = Number.parseFloat(token);
  if (Number.isNaN(amount)) return 0;
  return token.endsWith('ms') ? amount : amount * 1000;
}
