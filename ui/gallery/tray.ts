// The tray's icons as the desktop app composes them: the committed bitmaps, inked (src-tauri/src/shell/icon.rs).

/** Red, green and blue of each face. */
export const INKS = {
  active: [0x3a, 0x8a, 0xe2],
  attention: [0xc8, 0x74, 0x0f],
  blind: [0x82, 0x89, 0x93],
  idle: [0x82, 0x89, 0x93],
} as const;

export type Face = keyof typeof INKS;

export const FACES = Object.keys(INKS) as Face[];
export const SIZES = [16, 22, 32] as const;
export const PANELS = ['#ffffff', '#f0f0f0', '#3c3c3c', '#1e1e1e'];

const BITMAPS = import.meta.glob<string>('../../icons/tray/*-{16,22,32}.png', { eager: true, query: '?url', import: 'default' });

/** The address of a layer's bitmap. */
export function bitmapOf(layer: Face | 'paused', size: number): string {
  const found = BITMAPS[`../../icons/tray/${layer}-${size}.png`];
  if (found === undefined) throw new Error(`no bitmap of “${layer}” at ${size} px`);
  return found;
}
