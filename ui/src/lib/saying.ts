// Whether texts say what was typed: every word of it, in whatever order, case or accents.

export function says(texts: string[], typed: string): boolean {
  const text = folded(texts.join(' '));
  return folded(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
