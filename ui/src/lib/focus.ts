// Giving the focus to an element, and keeping it near where it was when what had it leaves the document.
import { tick } from 'svelte';

/** After a click, a focus moved by script shows no ring by itself. */
export function focusVisibly(element: HTMLElement | null | undefined): void {
  element?.focus({ focusVisible: true } as FocusOptions);
  element?.scrollIntoView({ block: 'nearest' });
}

/** Called before the document changes: where what has the focus in `part` is gone afterwards, the focus goes to `next`. */
export async function keepFocus(part: HTMLElement | undefined, next: () => HTMLElement | null | undefined): Promise<void> {
  if (!part?.contains(document.activeElement)) return;
  await tick();
  if (document.activeElement === document.body) focusVisibly(next());
}

/** Of a list that was `before`, the one to go on with in place of `id`: itself, else what followed it, else what led to it. */
export function successor(id: number, before: number[], after: number[]): number | null {
  const at = before.indexOf(id);
  const inTurn = [...before.slice(at), ...before.slice(0, Math.max(at, 0)).reverse()];
  return [id, ...inTurn].find((one) => after.includes(one)) ?? null;
}

/** The heading of the section that an element is in. */
export function headingOf(element: Element | undefined): HTMLElement | null {
  return element?.closest('section')?.querySelector<HTMLElement>('h2') ?? null;
}
