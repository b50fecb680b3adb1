// A file of messages as the tests look at it: its ids, what each message is made of, and every piece of its text.
import { FluentResource } from '@fluent/bundle';
import { read } from './sources';

type Entry = FluentResource['body'][number];
type Part = Exclude<NonNullable<Entry['value']>, string>[number];

export function entries(path: string): Entry[] {
  return new FluentResource(read(path)).body;
}

export function idsIn(path: string): string[] {
  return entries(path).map(({ id }) => id);
}

export function references(path: string): string[] {
  return entries(path)
    .flatMap(({ value, attributes }) => [value, ...Object.values(attributes)])
    .flatMap(partsOf)
    .flatMap((part) => (typeof part !== 'string' && part.type === 'mesg' ? [part.name] : []));
}

/** Each message with the variables and messages that it is made of. */
export function usedIn(path: string): Record<string, string[]> {
  const named = ({ id, value, attributes }: Entry): [string, string[]] => [
    id,
    [...new Set([value, ...Object.values(attributes)].flatMap(namesIn))].sort(),
  ];
  return Object.fromEntries(entries(path).map(named));
}

/** The variables and messages of a pattern, with those that choose between its variants. */
function namesIn(pattern: Entry['value']): string[] {
  if (pattern === null || typeof pattern === 'string') return [];
  return pattern.flatMap((part): string[] => {
    if (typeof part === 'string') return [];
    if (part.type === 'select') return [...namesIn([part.selector]), ...part.variants.flatMap(({ value }) => namesIn(value))];
    if (part.type === 'var') return [`$${part.name}`];
    return part.type === 'mesg' ? [part.name] : [];
  });
}

/** Text of at least three words, addresses aside: shorter ones may be the same in two languages. */
export function isSentence(text: string): boolean {
  return (text.replaceAll(/https?:\S+/g, '').match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

/** Every piece of text of a pattern, of all its variants, and of the literals in it. */
export function textsOf(pattern: Entry['value']): string[] {
  return partsOf(pattern).flatMap((part) => {
    if (typeof part === 'string') return [part];
    return part.type === 'str' ? [part.value] : [];
  });
}

/** The leaves of a pattern, in the order they are written. */
function partsOf(pattern: Entry['value']): Part[] {
  if (pattern === null) return [];
  if (typeof pattern === 'string') return [pattern];
  return pattern.flatMap((part): Part[] =>
    typeof part !== 'string' && part.type === 'select' ? part.variants.flatMap(({ value }) => partsOf(value)) : [part],
  );
}
