// Text made comparable: Vietnamese words are matched without case and diacritics, because plans mix both.

/** Lower case, no diacritics (đ → d), single spaces; the words of a header stay recognisable in any spelling. */
export function foldText(text: string): string {
  return squeeze(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}

/** One line with single spaces, composed Unicode, otherwise as written. */
export function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** True when the letters are all capitals and there are at least four of them. */
export function isUpperCase(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= 4 && letters.every((letter) => letter === letter.toUpperCase());
}
