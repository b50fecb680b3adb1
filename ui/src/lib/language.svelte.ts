// The language that is spoken: the one thing in lib that changes. Whatever shows a word, a number or a date follows it.
import type { Language } from '../ipc/bindings/Language';

// The webview's own, until the desktop app says which.
let spoken = $state.raw<Language>(navigator.language.startsWith('de') ? 'de' : 'en');

export function language(): Language {
  return spoken;
}

export function speak(language: Language): void {
  spoken = language;
}
