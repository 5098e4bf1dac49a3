import { foldDiacritics } from '#domain/shared/slug.ts';

/** What somebody who guesses tries first here: the product, the office, the work, and what everybody writes for want of a better idea. */
const WORDS = [
  ...['dondoc', 'nhacviec', 'congviec', 'kehoach', 'baocao', 'cchc', 'caicachhanhchinh', 'hanhchinh', 'chuyendoiso'],
  ...['ubnd', 'uybannhandan', 'vanphong', 'noivu', 'canbo', 'chuyenvien', 'lanhdao', 'chutich', 'quantri', 'admin'],
  ...['matkhau', 'password', 'dangnhap', 'taikhoan', 'xinchao', 'vietnam'],
];
const OWN_PART_MIN = 3;
const LEFT_MIN = 4;

/**
 * Whether nothing is left to guess when the words of this place and the owner's own names are taken out: "DonDoc@2026!", "Tran Van Minh 1985".
 * Signs, digits, case and diacritics hide no word.
 */
export function isOfContext(password: string, names: readonly string[]): boolean {
  const known = [...WORDS, ...names.flatMap(partsOf)].sort((a, b) => b.length - a.length);
  const left = known.reduce((letters, word) => letters.replaceAll(word, ''), lettersOf(password));
  return left.length < LEFT_MIN && left.length < lettersOf(password).length;
}

function partsOf(name: string): string[] {
  return [lettersOf(name), ...name.split(/[^\p{L}]+/u).map(lettersOf)].filter((part) => part.length >= OWN_PART_MIN);
}

function lettersOf(text: string): string {
  return foldDiacritics(text).replace(/[^a-z]/g, '');
}
