// The themes a scene is looked at in, by what the system would say it prefers.

export type Theme = 'contrast-dark' | 'contrast-light' | 'dark' | 'light';

export interface Preference {
  colorScheme: 'dark' | 'light';
  contrast: 'more' | 'no-preference';
}

export const THEMES: Record<Theme, Preference> = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  'contrast-light': { colorScheme: 'light', contrast: 'more' },
  'contrast-dark': { colorScheme: 'dark', contrast: 'more' },
};
