// How many there are, in words.
import { t } from './words';

/** The gateway’s constant of this name: it counts matches no further, so a total that reaches it says “at least”. */
export const MOST_COUNTED = 200;

/** All of them: `4`, `1,204`. */
export function quantity(count: number): string {
  return t('count', { count });
}

/** Of so many here, those that the filters leave: `2 of 7`. */
export function left(shown: number, all: number): string {
  return t('count-left', { shown, all });
}

/** Of what matches on the server, shown or not: `57`, or `200+` from where it stops counting. */
export function totalWords(total: number): string {
  return total < MOST_COUNTED ? quantity(total) : t('count-at-least', { count: MOST_COUNTED });
}
