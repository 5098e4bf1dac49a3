// The head of an administrative document: national name and motto, offices, number, place and date, kind and subject
// (Nghị định 30/2020/NĐ-CP, Phụ lục I).
import type { Paragraph, Table } from 'docx';
import { borderless } from './borderless-table.ts';
import { SIZE, TEXT_WIDTH_MM } from './page.ts';
import { centred, rule } from './text.ts';

export interface LetterheadInput {
  parentOffice: string | null;
  /** In lines, as they are set. */
  officeLines: readonly string[];
  /** "Số: 12/BC-UBND", the number open where the registry fills it in. */
  number: string;
  /** "Tứ Kỳ, ngày 05 tháng 3 năm 2026". */
  placeAndDate: string;
}

const LEFT_MM = 66;
const RIGHT_MM = TEXT_WIDTH_MM - LEFT_MM;
// The motto's line is as long as the motto in 14 pt bold.
const MOTTO_LINE_MM = 55;

/** Two columns without borders: who issues at the left, the state at the right. */
export function letterhead({ parentOffice, officeLines, number, placeAndDate }: LetterheadInput): Table {
  const office = officeLines.map((line) => centred(line, { bold: true, size: 26 }));
  const left = [
    ...(parentOffice === null ? [] : [centred(parentOffice.toLocaleUpperCase('vi'), { size: 26 })]),
    ...office,
    // A third to a half of the line above it.
    rule(22, LEFT_MM),
  ];
  const right = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 26 }),
    centred('Độc lập - Tự do - Hạnh phúc', { bold: true, size: SIZE.body }),
    rule(MOTTO_LINE_MM, RIGHT_MM),
  ];
  return borderless(
    [LEFT_MM, RIGHT_MM],
    [
      [left, right],
      [
        [centred(number, { size: 26 }, { spacing: { before: 120 } })],
        [centred(placeAndDate, { italics: true, size: SIZE.body }, { spacing: { before: 120 } })],
      ],
    ],
  );
}

/** The kind of the document and what it is about, with the line below. */
export function titleBlock(kind: string, subject: readonly string[]): Paragraph[] {
  return [
    centred(kind, { bold: true }, { spacing: { before: 360 } }),
    ...subject.map((line) => centred(line, { bold: true })),
    rule(45),
  ];
}
