// Names of people's language as ids: lower case ASCII, words joined by hyphens.

/** The same id for spellings that only differ in case, diacritics' composition, dashes or spaces. */
export function toSlug(name: string): string {
  return foldDiacritics(name)
    .replace(/&/g, ' va ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Lower case without Vietnamese marks: for comparing and searching, never for showing. */
export function foldDiacritics(text: string): string {
  return text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{M}/gu, '');
}
