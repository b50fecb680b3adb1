// Every visible word, from the Fluent files that Rust reads too, in the language that is spoken.
// Deliberately no fallback to the id in development, and none to another language: a missing message is a defect and
// throws there.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import deTerms from '../../locales/de/terms.ftl?raw';
import deWindows from '../../locales/de/windows.ftl?raw';
import enTerms from '../../locales/en/terms.ftl?raw';
import enWindows from '../../locales/en/windows.ftl?raw';
import type { Language } from '../ipc/bindings/Language';
import { language } from './language.svelte';

export type Arguments = Record<string, FluentVariable>;

const BUNDLES: Record<Language, FluentBundle> = {
  de: bundleOf('de', [deTerms, deWindows]),
  en: bundleOf('en', [enTerms, enWindows]),
};

/** The message in words. Pass ids as text: a number is grouped like a quantity. */
export function t(id: string, args?: Arguments): string {
  const bundle = BUNDLES[language()];
  const pattern = bundle.getMessage(id)?.value;
  if (pattern) return bundle.formatPattern(pattern, args ?? null, import.meta.env.DEV ? null : []);
  if (import.meta.env.DEV) throw new Error(`no message “${id}”`);
  return id;
}

/** Whether there are words for this id. */
export function has(id: string): boolean {
  return BUNDLES[language()].hasMessage(id);
}

function bundleOf(locale: string, sources: string[]): FluentBundle {
  // Isolation marks would end up in what people copy and in what tests read.
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) {
    const errors = made.addResource(new FluentResource(source));
    if (import.meta.env.DEV && errors.length > 0) throw errors[0];
  }
  return made;
}
