// How a finding names an element: so that one finds it again in the source.

export function nameOf(element: Element): string {
  const id = element.getAttribute('data-testid') ?? element.id;
  const text = (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 40);
  const mark = id === '' ? '' : `#${id}`;
  const inside = mark === '' ? element.parentElement?.closest('[data-testid]')?.getAttribute('data-testid') : null;
  return `<${element.tagName.toLowerCase()}${mark}>${text && ` “${text}”`}${inside ? ` in ${inside}` : ''}`;
}

export function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
}
