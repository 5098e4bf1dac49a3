/** The name of a field for a list: a heading in capitals is set in small letters, abbreviations stay as they are. */
export function fieldWords(code: string | null, title: string): string {
  const words = title === title.toUpperCase() ? lower(title) : title;
  return code ? `${code}. ${words}` : words;
}

function lower(title: string): string {
  const words = title.split(' ').map((word) => (abbreviation.test(word) ? word : word.toLowerCase()));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// No Vietnamese syllable is without a vowel; UBND is the one common abbreviation that has one.
const abbreviation = /^[BCDĐGHKLMNPQRSTVX]{2,}[.,;]?$|^UBND$/;
