// Two ways of writing Vietnamese from before Unicode, in which a font shows other letters than the file holds.

export type OldFont = 'TCVN3' | 'VNI';

/** The text in Unicode, as the font would show it; letters that the font does not have stay. */
export function decodeOldFont(text: string, font: OldFont): string {
  return font === 'TCVN3' ? decodeTcvn3(text) : decodeVni(text);
}

// TCVN 5712:1993, set 3 (fonts .VnTime, .VnArial …): what stands at A1 to FE; capitals with a tone are those of fonts that end in H.
const NOTHING = '\u0000';
const TCVN3_FIRST = 0xa1;
const TCVN3 =
  'ĂÂÊÔƠƯĐăâêôơưđ\u0000\u0000\u0000\u0000\u0000\u0000àảãáạ\u0000ằẳẵắ' +
  '\u0000\u0000\u0000\u0000\u0000\u0000\u0000ặầẩẫấậè\u0000ẻẽéẹềểễếệìỉ\u0000\u0000\u0000ĩíịò\u0000ỏõóọồổỗốộờởỡớợù\u0000ủũúụừửữứựỳỷỹýỵ';

function decodeTcvn3(text: string): string {
  return text.replace(/[\u00a1-\u00fe]/g, (sign) => {
    const letter = TCVN3[sign.charCodeAt(0) - TCVN3_FIRST] ?? NOTHING;
    return letter === NOTHING ? sign : letter;
  });
}

// VNI for Windows (fonts VNI-Times, VNI-Helve …): a vowel and behind it a sign for its marks; ô and ö stand for ơ and ư.
const [GRAVE, ACUTE, HOOK, TILDE, DOT, CIRCUMFLEX, BREVE] = [
  '\u0300',
  '\u0301',
  '\u0309',
  '\u0303',
  '\u0323',
  '\u0302',
  '\u0306',
];
const VNI_MARKS: Readonly<Record<string, string>> = {
  ø: GRAVE,
  ù: ACUTE,
  û: HOOK,
  õ: TILDE,
  ï: DOT,
  â: CIRCUMFLEX,
  à: CIRCUMFLEX + GRAVE,
  á: CIRCUMFLEX + ACUTE,
  å: CIRCUMFLEX + HOOK,
  ã: CIRCUMFLEX + TILDE,
  ä: CIRCUMFLEX + DOT,
  ê: BREVE,
  è: BREVE + GRAVE,
  é: BREVE + ACUTE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ñ: 'đ',
  Ñ: 'Đ',
  ô: 'ơ',
  Ô: 'Ơ',
  ö: 'ư',
  Ö: 'Ư',
  æ: 'ỉ',
  Æ: 'Ỉ',
  ó: 'ĩ',
  Ó: 'Ĩ',
  ò: 'ị',
  Ò: 'Ị',
  î: 'ỵ',
  Î: 'Ỵ',
};
const VNI = /([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ñôöæóòî]/giu;

function decodeVni(text: string): string {
  return text
    .replace(VNI, (sign: string, vowel?: string, marks?: string) => {
      if (vowel === undefined || marks === undefined) return VNI_LETTERS[sign] ?? sign;
      return (VNI_LETTERS[vowel] ?? vowel) + (VNI_MARKS[marks.toLowerCase()] ?? marks);
    })
    .normalize('NFC');
}
