// What moves for longer than it takes to explain a change, or without end: that costs a third of a core where there is no
// graphics card, and keeps the eye from what matters.
import { nameOf } from './name';

/** In milliseconds, with what comes before it. */
const LONGEST = 1000;

export function restless(document: Document): string[] {
  const long = document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().endTime) > LONGEST);
  return long.map(({ effect }) => {
    const target = effect instanceof KeyframeEffect ? effect.target : null;
    const name = target === null ? 'something' : nameOf(target);
    return `${name} moves for ${String(effect?.getComputedTiming().endTime)} ms`;
  });
}
