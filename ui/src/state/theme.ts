// The one place that dresses a page: `data-theme` on its root, from what was chosen and what the system prefers.
import type { Appearance } from '../ipc/bindings/Appearance';
import { themeOf } from '../lib/theme';

/** Dresses the page at once, and again whenever the system changes its mind. Returns how to stop. */
export function watchTheme(root: HTMLElement, appearance: Appearance): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const dress = () => {
    root.dataset['theme'] = themeOf(appearance, { dark: dark.matches, contrast: contrast.matches });
  };
  for (const preference of [dark, contrast]) preference.addEventListener('change', dress);
  dress();
  return () => {
    for (const preference of [dark, contrast]) preference.removeEventListener('change', dress);
  };
}
