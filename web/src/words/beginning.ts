/** A word as it begins a line: the first letter large. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Words of the catalogue as they begin a line. */
export function beginning<Name extends string>(words: Record<Name, string>): Record<Name, string> {
  const pairs = Object.entries<string>(words).map(([name, word]) => [name, capital(word)]);
  return Object.fromEntries(pairs) as Record<Name, string>;
}
