// How the gallery speaks and looks where one opens it by hand: `?theme=dark&lang=de`. By themselves its pages follow the
// system, and speak English.
import type { Appearance } from '../src/ipc/bindings/Appearance';
import type { Language } from '../src/ipc/bindings/Language';
import type { LookSlice } from '../src/ipc/bindings/LookSlice';

export const APPEARANCES: Appearance[] = ['system', 'light', 'dark', 'high_contrast'];
export const LANGUAGES: Language[] = ['en', 'de'];

export function lookOf(address: URLSearchParams): LookSlice {
  const appearance = APPEARANCES.find((word) => word === address.get('theme')) ?? 'system';
  const language = LANGUAGES.find((word) => word === address.get('lang')) ?? 'en';
  return { appearance, language, language_choice: language, single_keys: true };
}

export function addressOf(look: LookSlice, scene?: string): string {
  const named = scene === undefined ? '' : `scene=${scene}&`;
  return `?${named}theme=${look.appearance}&lang=${look.language}`;
}
