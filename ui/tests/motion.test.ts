// What moves, from where, and when nothing does.
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endedRow, list, runningRow } from '../src/ipc/fake/rows';
import { glides, type Place } from '../src/lib/glide';
import { get, open } from './desk';
import { main, NOW, pinned } from './windows/slices';

const at = (list: string, ...ids: number[]): Place[] => ids.map((id, index) => ({ list, id, top: index * 10 }));
const moved = (before: Place[], after: Place[]) => glides(before, after).map(({ place, from }) => [place.list, place.id, from]);

describe('a row glides', () => {
  test('from where it was in its list', () => {
    expect(moved(at('pinned', 1, 2, 3), at('pinned', 3, 1, 2))).toEqual([
      ['pinned', 3, 20],
      ['pinned', 1, -10],
      ['pinned', 2, -10],
    ]);
  });

  test('out of the list it left into the one it came to', () => {
    const before = [...at('active', 1, 2), { list: 'pinned', id: 1, top: 90 }];
    const after = [...at('active', 2), { list: 'pinned', id: 1, top: 90 }, { list: 'recent', id: 1, top: 50 }];
    expect(moved(before, after)).toEqual([
      ['active', 2, 10],
      ['recent', 1, -50],
    ]);
  });

  test('from nowhere when it is new, or stays in the list it is also in', () => {
    expect(moved(at('active', 1), at('active', 1, 2))).toEqual([]);
    expect(moved(at('active', 1), [...at('active', 1), { list: 'pinned', id: 1, top: 90 }])).toEqual([]);
  });
});

/** Called once the document has changed. */
class LaidOut {
  readonly #called: () => void;
  #on = true;

  constructor(called: () => void) {
    this.#called = called;
  }

  observe(): void {
    void tick().then(() => {
      if (this.#on) this.#called();
    });
  }

  disconnect(): void {
    this.#on = false;
  }
}

describe('in the overview', () => {
  const animated: [string | null, unknown][] = [];

  beforeEach(() => {
    animated.length = 0;
    document.documentElement.style.setProperty('--motion-move', '180ms');
    // Row after row, in the order of the document.
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      const index = [...document.querySelectorAll('[data-row]')].indexOf(this);
      return index < 0 ? new DOMRect(0, 0, 500, 5000) : new DOMRect(0, index * 50, 500, 50);
    });
    vi.stubGlobal('ResizeObserver', LaidOut);
    HTMLElement.prototype.animate = function (this: HTMLElement, frames: unknown) {
      animated.push([this.getAttribute('data-testid'), frames]);
      return {} as Animation;
    };
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    document.documentElement.style.removeProperty('--motion-move');
    Reflect.deleteProperty(HTMLElement.prototype, 'animate');
  });

  const glide = (from: number) => ({ transform: [`translateY(${from}px)`, 'none'] });

  test('rows glide when their order changes, and none when only what they say does', async () => {
    const desk = await open(main({ pinned: [pinned(1), pinned(2)] }));
    await desk.show(main({ pinned: [pinned(2), pinned(1)] }));
    await tick();
    expect(animated).toEqual([
      ['row-2', glide(50)],
      ['row-1', glide(-50)],
    ]);
    await desk.show(main({ pinned: [pinned(2), endedRow(NOW, { id: 1, pinned: true })] }));
    await tick();
    expect(animated).toHaveLength(2);
  });

  test('an operation glides from the active ones to those that ended', async () => {
    const rows = [runningRow(NOW, { id: 1 }), runningRow(NOW, { id: 2 })];
    const desk = await open(main({ active: list(rows) }));
    await desk.show(main({ active: list(rows.slice(1)), recent: list([endedRow(NOW, { id: 1 })]) }));
    await tick();
    expect(animated).toEqual([
      ['row-2', glide(50)],
      ['row-1', glide(-50)],
    ]);
  });

  test('nothing is measured where only a list out of sight changes', async () => {
    const seen: { tell: IntersectionObserverCallback | null } = { tell: null };
    vi.stubGlobal('IntersectionObserver', function (this: Partial<IntersectionObserver>, tell: IntersectionObserverCallback) {
      seen.tell = tell;
      Object.assign(this, { observe: vi.fn(), disconnect: vi.fn() });
    });
    const [one, other] = [runningRow(NOW, { id: 1 }), runningRow(NOW, { id: 2 })];
    const desk = await open(main({ active: list([one, other]) }));
    const tell = (isIntersecting: boolean) =>
      seen.tell?.([{ target: get('section-active'), isIntersecting } as unknown as IntersectionObserverEntry], {} as IntersectionObserver);
    tell(false);
    await desk.show(main({ active: list([other, one]) }));
    await tick();
    expect(animated).toEqual([]);
    tell(true);
    await desk.show(main({ active: list([one, other]) }));
    await tick();
    expect(animated).toHaveLength(2);
  });

  test('nothing moves where motion is reduced', async () => {
    document.documentElement.style.setProperty('--motion-move', '0ms');
    const desk = await open(main({ pinned: [pinned(1), pinned(2)] }));
    await desk.show(main({ pinned: [pinned(2), pinned(1)] }));
    await tick();
    expect(animated).toEqual([]);
  });

  test('nothing moves where more rows can be seen than eyes follow', async () => {
    vi.mocked(HTMLElement.prototype.getBoundingClientRect).mockReturnValue(new DOMRect(0, 0, 500, 50));
    const many = (first: number) => Array.from({ length: 20 }, (_, index) => runningRow(NOW, { id: first + index }));
    const lists = { attention: list(many(200)), active: list(many(300)), recent: list(many(400)) };
    const desk = await open(main({ pinned: many(100), ...lists }));
    await desk.show(main({ pinned: many(100).reverse(), ...lists }));
    await tick();
    expect(animated).toEqual([]);
  });
});

describe('a badge', () => {
  test('shows what it said before under what it says now, as no word of the page, and until that has faded', async () => {
    const desk = await open(main({ pinned: [pinned(1)] }));
    const old = () => get('status-1').querySelector('.leaves');
    expect(old()).toBeNull();
    await desk.show(main({ pinned: [{ ...pinned(1), status: 'queued' }] }));
    expect([get('status-1').textContent?.trim(), old()?.getAttribute('aria-hidden')]).toEqual(['Queued for execution', 'true']);
    expect([old()?.querySelector('[data-word]')?.getAttribute('data-word'), old()?.querySelector('svg') === null]).toEqual(['Running', false]);
    old()?.dispatchEvent(new Event('animationend'));
    await tick();
    expect(old()).toBeNull();
  });
});
