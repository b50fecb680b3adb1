// The themes a scene is looked at in, by what the system would say it prefers.

export type Theme = 'contrast-dark' | 'contrast-light' | 'dark' | 'forced' | 'light';

export interface Preference {
  colorScheme: 'dark' | 'light';
  contrast: 'more' | 'no-preference';
  /** The system's own few colours, whatever the page asks for. */
  forcedColors: 'active' | 'none';
}

export const THEMES: Record<Theme, Preference> = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  'contrast-light': { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  'contrast-dark': { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  forced: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' },
};
