// Whether letters make a Vietnamese syllable: what tells a text from the same bytes read in another font.

/** True when the letters (composed or not, tone mark on either vowel) could be one syllable; loan words and initials are none. */
export function isVietnameseSyllable(word: string): boolean {
  const letters = word.normalize('NFD').toLowerCase();
  const tones = letters.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const plain = letters.replace(TONES, '').normalize('NFC');
  // Syllables that end in a stop are never level.
  return SYLLABLE.test(plain) && (!/(c|ch|p|t)$/.test(plain) || /[\u0301\u0323]/.test(letters));
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

const ONSETS = 'b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x|';
// Each vowel with what may stand behind it.
const RHYMES: Readonly<Record<string, string>> = {
  a: 'ch|ng|nh|c|m|n|p|t|i|o|u|y|',
  ă: 'ng|c|m|n|p|t',
  â: 'ng|c|m|n|p|t|u|y',
  e: 'ng|c|m|n|p|t|o|',
  ê: 'ch|nh|m|n|p|t|u|',
  i: 'ch|nh|m|n|p|t|u|a|',
  o: 'ng|c|m|n|p|t|i|',
  ô: 'ng|c|m|n|p|t|i|',
  ơ: 'm|n|p|t|i|',
  u: 'ng|c|m|n|p|t|i|a|',
  ư: 'ng|c|m|n|t|i|u|a|',
  y: 'ch|nh|m|n|t|u|a|',
  iê: 'ng|c|m|n|p|t|u',
  yê: 'ng|m|n|t|u',
  uô: 'ng|c|m|n|p|t|i',
  ươ: 'ng|c|m|n|p|t|i|u',
};
const VOWELS = Object.entries(RHYMES).map(([vowel, codas]) => `${vowel}(?:${codas})`);
const SYLLABLE = new RegExp(`^(?:${ONSETS})[ou]?(?:${VOWELS.join('|')})$`, 'u');
