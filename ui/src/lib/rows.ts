// Moving between rows by keyboard: which one is next, and where it is. The document's order is the order.

/** A row carries this attribute, with its number: see lib/pins.ts. */
export const ROW = 'data-row';

/** The element of a row that takes the focus carries this one. */
export const ROW_FOCUS = 'data-row-focus';

/** What holds the pinned rows carries this one. */
export const PINNED_PART = 'data-pinned';

/** A review pack's card carries this one, with the environment's id. */
export const PACK = 'data-pack';

/** What scrolls the lists carries this one, and has one child. */
export const SCROLLER = 'data-scroller';

/** A longer list is not in the document whole: about as much as a window shows at once. */
export const LONGEST_WHOLE = 20;

export type Step = 'down' | 'end' | 'home' | 'up';

const STEPS: Record<string, Step> = { ArrowDown: 'down', ArrowUp: 'up', End: 'end', Home: 'home' };

export function stepOf(key: string): Step | null {
  return STEPS[key] ?? null;
}

/** The row to go to. From outside any row, down and home lead to the first, up and end to the last. */
export function rowAfter(step: Step, rows: HTMLElement[], focused: Element | null): HTMLElement | undefined {
  const here = focused?.closest(`[${ROW}]`) ?? null;
  const index = rows.findIndex((row) => here !== null && here.contains(row));
  if (step === 'home' || (step === 'down' && index < 0)) return rows[0];
  if (step === 'end' || (step === 'up' && index < 0)) return rows.at(-1);
  return rows[step === 'down' ? Math.min(index + 1, rows.length - 1) : Math.max(index - 1, 0)];
}

/** The number of the row that holds the focus. */
export function rowIdOf(element: Element | null): number | null {
  const id = element?.closest(`[${ROW}]`)?.getAttribute(ROW);
  return id === null || id === undefined ? null : Number(id);
}

export function rowOf(within: ParentNode | undefined, id: number | null): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[${ROW}="${id}"] [${ROW_FOCUS}]`) ?? null;
}

/** The environment whose card an element is in. */
export function packIdOf(element: Element | null): number | null {
  const id = element?.closest(`[${PACK}]`)?.getAttribute(PACK);
  return id === null || id === undefined ? null : Number(id);
}
