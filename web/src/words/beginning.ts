/** Words of the catalogue as they begin a line: the first letter large. */
export function beginning<Name extends string>(words: Record<Name, string>): Record<Name, string> {
  const pairs = Object.entries<string>(words).map(([name, word]) => [
    name,
    word.charAt(0).toUpperCase() + word.slice(1),
  ]);
  return Object.fromEntries(pairs) as Record<Name, string>;
}
