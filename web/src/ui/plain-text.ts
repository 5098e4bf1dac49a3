/** Lower case without Vietnamese marks: what is typed finds what is written either way. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/** Whether each word that was typed stands somewhere in the text. */
export function hasWords(text: string, typed: string): boolean {
  const plain = plainText(text);
  return plainText(typed)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

/** For a choice with a search field: by the words of its label, marks or none. */
export function labelMatches(typed: string, option?: { label?: unknown }): boolean {
  return hasWords(String(option?.label ?? ''), typed);
}
