// What a window looks like: the words of `data-theme`, which the style sheet knows.
import type { Appearance } from '../ipc/bindings/Appearance';

/** What the system prefers. */
export interface Preferences {
  dark: boolean;
  contrast: boolean;
}

/** `light` or `dark`, and `contrast` where there is to be more of it: a choice of light or dark takes none away. */
export function themeOf(appearance: Appearance, system: Preferences): string {
  const dark = appearance === 'dark' || (appearance !== 'light' && system.dark);
  const contrast = appearance === 'high_contrast' || system.contrast;
  return (dark ? 'dark' : 'light') + (contrast ? ' contrast' : '');
}
