// Lets rows that change their place glide there from where they were. Nothing moves where motion is reduced, and a list that
// is not in the document whole moves by itself.
import { glides, type Place } from '../lib/glide';
import { ROW } from '../lib/rows';

/** More rows than anybody follows with their eyes. */
const MOST_MOVING = 60;

/** Which sections are out of sight, without asking for boxes: the browser tells after a frame. */
export class Sight {
  readonly #away = new Map<string, Element>();
  readonly #observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#away.delete(sectionOf(target));
      else this.#away.set(sectionOf(target), target);
    }
  });

  /** Whether one of these sections may be seen. What was not told of may, and what is there anew. */
  mayReach(sections: string[]): boolean {
    return sections.some((section) => !this.#away.get(section)?.isConnected);
  }

  /** From here on it is told of them: to observe again what is observed does nothing. */
  observe(scroller: HTMLElement): void {
    for (const section of scroller.querySelectorAll('section')) this.#observer.observe(section);
  }

  close(): void {
    this.#observer.disconnect();
  }
}

/** Called before the document changes, and done when that is laid out; `duration` in milliseconds. Returns how to let it be. */
export function glide(scroller: HTMLElement, duration: number, sight: Sight): () => void {
  const still = duration === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const before = still ? new Map<Place, HTMLElement>() : inSight(scroller);
  if (!still) sight.observe(scroller);
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
  return { list: sectionOf(element.closest('section')), id: Number(element.getAttribute(ROW)) };
}

function sectionOf(element: Element | null): string {
  return element?.getAttribute('data-testid') ?? '';
}

/** The style sheet's token. To ask for it has styles computed. */
export function glideDuration(): number {
  const token = getComputedStyle(document.documentElement).getPropertyValue('--motion-move').trim();
  const amount = Number.parseFloat(token);
  if (Number.isNaN(amount)) return 0;
  return token.endsWith('ms') ? amount : amount * 1000;
}
