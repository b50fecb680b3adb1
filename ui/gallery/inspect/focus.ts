// The way of the Tab key through a scene: what it should reach, what it did, and whether one saw where it was. The keys are
// pressed from outside; this only watches.
import { isSeen, nameOf } from './name';

const CONTROLS = 'a[href], button, input, select, summary, textarea, [tabindex], [contenteditable]';
const NATIVE = 'a[href], button, input, select, summary, textarea';
/** In these one moves by arrows, and Tab reaches the whole. */
const COMPOSITE = '[role="listbox"], [role="menu"], [role="radiogroup"], [role="tablist"], [role="toolbar"], [role="grid"]';
/** What lies over everything else and keeps the focus; in a list one moves by arrows. */
const OVER = '[role="dialog"], [role="alertdialog"], :not([role="dialog"] *)[role="listbox"]';
/** So many stand for the others of a long list. */
const MOST = 48;

export class FocusPath {
  readonly #document: Document;
  readonly #findings = new Set<string>();
  #wanted: Set<Element> = new Set();
  #reached: Set<Element> = new Set();
  #watches = false;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Begins to watch, or begins anew. Returns how many controls there are to reach. */
  begin(): number {
    const controls = this.#controls();
    for (const control of controls.filter((control) => isLeftOut(control))) {
      this.#findings.add(`${nameOf(control)} is left out by tabindex`);
    }
    this.#wanted = new Set(controls.filter((control) => !isLeftOut(control) && !isWithin(control)));
    this.#reached = new Set();
    const wanted = Math.min(this.#wanted.size, MOST);
    this.#reach(this.#document.activeElement);
    this.#watch();
    return wanted;
  }

  #watch(): void {
    if (this.#watches) return;
    this.#watches = true;
    this.#document.addEventListener('focusin', (event) => this.#reach(event.target as Element));
    this.#document.addEventListener('keydown', () => this.#look(this.#document.activeElement), true);
  }

  /** Whether every control was reached, or as many as stand for them. */
  isComplete(): boolean {
    return this.#wanted.size === 0 || this.#reached.size >= MOST;
  }

  /** Whether what has the focus can be seen; where it is the last look, that it cannot is a finding. */
  isInSight(last: boolean): boolean {
    const { activeElement } = this.#document;
    if (activeElement === null || !isStop(activeElement) || isOnTop(activeElement)) return true;
    if (last) this.#findings.add(`${nameOf(activeElement)} is covered while it has the focus`);
    return false;
  }

  findings(): string[] {
    this.#look(this.#document.activeElement);
    const missed = this.isComplete() ? [] : [...this.#wanted];
    return [...this.#findings, ...missed.map((control) => `${nameOf(control)} is not reached by Tab`)];
  }

  #controls(): Element[] {
    const over = [...this.#document.querySelectorAll(OVER)].filter(isSeen);
    const scope = over.at(-1) ?? this.#document.body;
    return [...scope.querySelectorAll(CONTROLS)].filter(
      (control) => isSeen(control) && !control.matches(':disabled') && control.closest('[inert]') === null,
    );
  }

  #reach(element: Element | null): void {
    if (element === null) return;
    this.#reached.add(element);
    for (const control of this.#wanted) {
      if (control === element || sameGroup(control, element)) this.#wanted.delete(control);
    }
  }

  #look(element: Element | null): void {
    if (element === null || !isStop(element)) return;
    if (!hasRing(element)) this.#findings.add(`${nameOf(element)} shows no focus`);
  }
}

/** What takes the focus from a script alone, as a heading or a dialog does, is no stop of Tab. */
function isStop(element: Element): boolean {
  return !element.matches('body, [tabindex="-1"]') && isSeen(element);
}

function isLeftOut(control: Element): boolean {
  return control.matches(NATIVE) && control.getAttribute('tabindex') === '-1' && control.closest(COMPOSITE) === null;
}

/** A part of something that Tab reaches as a whole, or that takes the focus only from a script. */
function isWithin(control: Element): boolean {
  return control.getAttribute('tabindex') === '-1';
}

/** Tab reaches one radio button of a group. */
function sameGroup(control: Element, focused: Element): boolean {
  if (!(control instanceof HTMLInputElement) || !(focused instanceof HTMLInputElement)) return false;
  return control.type === 'radio' && focused.type === 'radio' && control.name === focused.name;
}

function hasRing(element: Element): boolean {
  // There it is the caret in the field and the entry that is marked in its list.
  if (element.matches('input[role="combobox"]')) return true;
  return [null, '::before', '::after'].some((pseudo) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element, pseudo);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)';
  });
}

/** WCAG 2.4.11: what has the focus is not hidden by something else, nor out of sight. */
function isOnTop(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const points = [0.5, 0.1, 0.9].map((share) => [left + width * share, top + height / 2] as const);
  return points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  });
}
