// Every visible word, from the Fluent files that Rust reads too, in the language that is spoken.
// Deliberately no fallback to the id in development, and none to another language: a missing message is a defect and
// throws there.
import { FluentBundle, type FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Language } from '../ipc/bindings/Language';
import { language } from './language.svelte';

export type Arguments = Record<string, FluentVariable>;

/** What a file of messages holds. */
type Entries = FluentResource['body'];

/** Each a file of its own: a window loads the words of the language that it speaks. */
const SOURCES: Record<Language, () => Promise<{ default: Entries[] }>> = {
  de: () => import('./words-de'),
  en: () => import('./words-en'),
};

const bundles = new Map<Language, FluentBundle>();

/** Before anything is said in a language. */
export async function learn(language: Language): Promise<void> {
  if (knows(language)) return;
  const { default: sources } = await SOURCES[language]();
  bundles.set(language, bundleOf(language, sources));
}

export function knows(language: Language): boolean {
  return bundles.has(language);
}

/** The message in words. Pass ids as text: a number is grouped like a quantity. */
export function t(id: string, args?: Arguments): string {
  const bundle = bundles.get(language());
  const pattern = bundle?.getMessage(id)?.value;
  if (bundle && pattern) return bundle.formatPattern(pattern, args ?? null, import.meta.env.DEV ? null : []);
  if (import.meta.env.DEV) throw new Error(`no message “${id}”`);
  return id;
}

/** Whether there are words for this id. */
export function has(id: string): boolean {
  return bundles.get(language())?.hasMessage(id) ?? false;
}

function bundleOf(locale: string, sources: Entries[]): FluentBundle {
  // Isolation marks would end up in what people copy and in what tests read.
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const body of sources) {
    const errors = made.addResource({ body });
    if (import.meta.env.DEV && errors.length > 0) throw errors[0];
  }
  return made;
}
