// A document that was typed for fonts from before Unicode → the same in Unicode. A document does not always name its fonts (Excel, CSV,
// text pasted from elsewhere), so they are recognised by the text: read in the right way its words are Vietnamese, as they stand they are not.
import type { PlanIssue } from '#contracts/plan.ts';
import type { SourceBlock, SourceDocument } from '#domain/plan/source-document.ts';
import { fileIssue } from '../file-issue.ts';
import { decodeOldFont, type OldFont } from './decode-old-fonts.ts';
import { isVietnameseSyllable } from './vietnamese-syllable.ts';

/** The document in Unicode, with an issue that names the font when anything was converted. */
export function convertOldFonts(document: SourceDocument): { document: SourceDocument; issues: PlanIssue[] } {
  const font = fontOf(document.blocks);
  if (font === null) return { document, issues: [] };
  const blocks = document.blocks.map((block) => convertBlock(block, font));
  const title = document.title === null ? null : convertText(document.title, font, false);
  return { document: { title, blocks }, issues: [convertedIssue(font)] };
}

/** The old font that a text was typed for; null for a text in Unicode, and for one that is Vietnamese in neither way. */
export function oldFontOfText(text: string): OldFont | null {
  return fontOf([{ kind: 'paragraph', text }]);
}

const FONTS: readonly OldFont[] = ['TCVN3', 'VNI'];

// Some words must speak for a font: a stray "µm" or a name from abroad is no evidence.
const WORDS_MIN = 3;

function fontOf(blocks: readonly SourceBlock[]): OldFont | null {
  const evidence = { TCVN3: new Set<string>(), VNI: new Set<string>() };
  const against = new Set<string>();
  for (const text of blocks.flatMap(textsOf))
    for (const word of markedWords(text)) {
      if (isUnicodeWord(word)) against.add(word);
      else for (const font of FONTS) if (readsAs(word, font)) evidence[font].add(word);
    }
  const [best = 'TCVN3'] = [...FONTS].sort((a, b) => evidence[b].size - evidence[a].size);
  const found = [...evidence[best]];
  // Beside much Unicode, where people mistype, only signs count that are no letters.
  const sure = found.length * 10 >= against.size ? found : found.filter((word) => SIGN_WITHIN.test(word));
  return sure.length >= WORDS_MIN ? best : null;
}

function textsOf(block: SourceBlock): string[] {
  if (block.kind === 'paragraph') return [block.text];
  return block.grid.flatMap((line) => line.filter((cell) => cell.isOrigin && cell.text).map((cell) => cell.text));
}

// A word ends where no font has a letter.
const WORD = /(?:[A-Za-z\u00a1-\u024f\u1e00-\u1eff]|\p{M})+/gu;
const MARKED = /[\u00a1-\u024f\u1e00-\u1eff]|\p{M}/u;
const UNICODE_ONLY = /[\u0100-\u024f\u1e00-\u1eff]|\p{M}/u;
const SIGN_WITHIN = /[\u00a1-\u00bf\u00d7\u00f7]/;
// Quotes, list marks and the like around a word in Unicode.
const SIGNS_AROUND = /^[\u00a1-\u00bf\u00d7\u00f7]+|[\u00a1-\u00bf\u00d7\u00f7]+$/g;

function markedWords(text: string): string[] {
  return (text.match(WORD) ?? []).filter((word) => MARKED.test(word));
}

function isUnicodeWord(word: string): boolean {
  const bare = word.replace(SIGNS_AROUND, '');
  return UNICODE_ONLY.test(word) || bare === '' || (!SIGN_WITHIN.test(bare) && isVietnameseSyllable(bare));
}

function readsAs(word: string, font: OldFont): boolean {
  return isVietnameseSyllable(decodeOldFont(word, font));
}

function convertBlock(block: SourceBlock, font: OldFont): SourceBlock {
  // Where nothing is in Unicode, initials (H§ND) and words that are Vietnamese in both ways are the font's too.
  const isAll = !textsOf(block).some((text) => UNICODE_ONLY.test(text));
  if (block.kind === 'paragraph') return { ...block, text: convertText(block.text, font, isAll) };
  const converted = new Map<string, string>();
  const convert = (text: string) => {
    const known = converted.get(text) ?? convertText(text, font, isAll);
    converted.set(text, known);
    return known;
  };
  const grid = block.grid.map((line) => line.map((cell) => ({ ...cell, text: convert(cell.text) })));
  return { ...block, name: block.name === null ? null : convertText(block.name, font, false), grid };
}

function convertText(text: string, font: OldFont, isAll: boolean): string {
  return text.replace(WORD, (word) => {
    if (!MARKED.test(word) || UNICODE_ONLY.test(word)) return word;
    const isGarbled = SIGN_WITHIN.test(word.replace(SIGNS_AROUND, '')) || (!isUnicodeWord(word) && readsAs(word, font));
    return isAll || isGarbled ? decodeOldFont(word, font) : word;
  });
}

function convertedIssue(font: OldFont): PlanIssue {
  const fonts = font === 'TCVN3' ? 'TCVN3 (như .VnTime)' : 'VNI (như VNI-Times)';
  return fileIssue(
    'old-font-converted',
    `Tệp được gõ bằng phông chữ cũ ${fonts}; chữ đã được chuyển sang Unicode khi đọc.`,
    'Đối chiếu vài dòng với tệp gốc trước khi giao việc, nhất là tên cơ quan và chữ viết hoa có dấu.',
  );
}
