// Every visible word, from the Fluent files that Rust reads too. English is the one language so far.
// Deliberately no fallback to the id in development: a missing message is a defect and throws there.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import terms from '../../locales/en/terms.ftl?raw';
import windows from '../../locales/en/windows.ftl?raw';

export type Arguments = Record<string, FluentVariable>;

const bundle = bundleOf('en', [terms, windows]);

/** The message in words. Pass ids as text: a number is grouped like a quantity. */
export function t(id: string, args?: Arguments): string {
  const pattern = bundle.getMessage(id)?.value;
  if (pattern) return bundle.formatPattern(pattern, args ?? null, import.meta.env.DEV ? null : []);
  if (import.meta.env.DEV) throw new Error(`no message “${id}”`);
  return id;
}

/** Whether there are words for this id. */
export function has(id: string): boolean {
  return bundle.hasMessage(id);
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
