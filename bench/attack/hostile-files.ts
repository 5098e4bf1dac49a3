// Forty kinds of plan files that nobody should send, each in as many variants as wanted, from a seed.
import { randomFillSync } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import {
  aSheetFile,
  aWordFile,
  HEADER,
  HEADER_ROW,
  sheetParts,
  sheetRow,
  wordParagraph,
  wordParts,
  wordRow,
} from '../../tests/support/made-files.ts';

export interface HostileFile {
  kind: string;
  name: string;
  bytes: Uint8Array;
  /** Bombs are to be refused by a look inside, within seconds. */
  isBomb: boolean;
}

type Content = Uint8Array | string;
interface Kind {
  kind: string;
  ending: string;
  isBomb?: boolean;
  make(variant: number): Content;
}

/** `count` files over all kinds in turn; the same seed makes the same ones (but for pure noise). */
export function hostileFiles(count: number): HostileFile[] {
  return Array.from({ length: count }, (_, index) => {
    const { kind, ending, isBomb = false, make } = KINDS[index % KINDS.length] as Kind;
    const made = make(Math.floor(index / KINDS.length) + 1);
    const bytes = typeof made === 'string' ? strToU8(made) : made;
    return { kind, name: `tep-${index}.${ending}`, bytes, isBomb };
  });
}

/** An honest plan as CSV, each with other words. */
export function honestCsv(rows: number, seed: string): string {
  const line = (row: number) =>
    `${row};"Xây dựng báo cáo ${seed} số ${row}";Báo cáo;Phòng Nội vụ;Các phòng, ban;Trước ngày ${(row % 28) + 1}/${(row % 12) + 1}/2026`;
  return `${HEADER.join(';')}\n${Array.from({ length: rows }, (_, row) => line(row + 1)).join('\n')}\n`;
}

const ROW = ['1', 'Báo cáo', 'Báo cáo', 'Phòng Nội vụ', '', 'Quý I/2026'];
const CSV = honestCsv(3, 'mẫu');
const word = (body: string) => aWordFile(`<w:tbl>${HEADER_ROW}${body}</w:tbl>`);
const wordWith = (text: string) => word(wordRow('1', text, 'x', 'Phòng A', '', 'Quý I'));
const sheetWith = (...rows: string[]) => aSheetFile(`<sheetData>${sheetRow(1, ...HEADER)}${rows.join('')}</sheetData>`);
const WORD = wordWith('Báo cáo');
const zipWith = (parts: Record<string, Uint8Array>) =>
  zipSync({ ...wordParts(`<w:tbl>${HEADER_ROW}${wordRow(...ROW)}</w:tbl>`), ...parts });

const KINDS: Kind[] = [
  {
    kind: 'paragraphs without end',
    ending: 'docx',
    isBomb: true,
    make: (n) => aWordFile('<w:p/>'.repeat(200_000 * n)),
  },
  {
    kind: 'paragraphs in one cell',
    ending: 'docx',
    isBomb: true,
    make: (n) => wordWith(`</w:t></w:r></w:p>${wordParagraph('a').repeat(160_000 + n)}<w:p><w:r><w:t>`),
  },
  { kind: 'a cell of megabytes', ending: 'docx', isBomb: true, make: (n) => wordWith('Việc '.repeat(400_000 * n)) },
  {
    kind: 'columns without end',
    ending: 'xlsx',
    isBomb: true,
    make: (n) =>
      aSheetFile(
        `<sheetData>${`<row>${'<c t="inlineStr"><is><t>a</t></is></c>'.repeat(16_384)}</row>`.repeat(30 + n)}</sheetData>`,
      ),
  },
  {
    kind: 'a CSV in one cell',
    ending: 'csv',
    isBomb: true,
    make: (n) => `${HEADER.join(';')}\n1;"${'Việc '.repeat(600_000 * n)}`,
  },
  { kind: 'a CSV in one row', ending: 'csv', isBomb: true, make: (n) => 'a,'.repeat(1_500_000 * n) },
  {
    kind: 'CSV rows without end',
    ending: 'csv',
    isBomb: true,
    make: (n) => `${HEADER.join(';')}\n${'1;a;b;c;d;e\n'.repeat(100_000 * n)}`,
  },
  {
    kind: 'a part that inflates',
    ending: 'docx',
    isBomb: true,
    make: (n) => zipWith({ 'word/media/a.png': new Uint8Array(160_000_000 + n) }),
  },
  {
    kind: 'elements without end',
    ending: 'docx',
    isBomb: true,
    make: (n) => aWordFile('<w:x/>'.repeat(1_600_000 + n)),
  },
  { kind: 'nesting without end', ending: 'docx', isBomb: true, make: (n) => aWordFile('<w:sdt>'.repeat(100_000 * n)) },
  {
    kind: 'a tag as long as a book',
    ending: 'docx',
    isBomb: true,
    make: (n) => aWordFile(`<w:p a="${'x'.repeat(5_000_000 + n)}"/>`),
  },
  {
    kind: 'entities that grow',
    ending: 'docx',
    isBomb: true,
    make: () => aWordFile(wordParagraph('&b;'), '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'),
  },
  {
    kind: 'an entity that fetches',
    ending: 'docx',
    isBomb: true,
    make: () => aWordFile(wordParagraph('&b;'), '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
  },
  {
    kind: 'cells that span everything',
    ending: 'docx',
    make: (n) =>
      aWordFile(
        `<w:tbl>${`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr>${wordParagraph('a')}</w:tc></w:tr>`.repeat(4_000)}</w:tbl>`.repeat(
          2 + n,
        ),
      ),
  },
  {
    kind: 'a long cell merged down',
    ending: 'xlsx',
    make: (n) =>
      aSheetFile(
        `<sheetData>${sheetRow(1, ...HEADER)}${sheetRow(2, '1', 'a'.repeat(9_000 + n), 'x', 'Phòng A', '', 'Quý I')}${Array.from({ length: 4_000 }, (_, row) => sheetRow(row + 3, String(row), '', 'x', 'Phòng A', '', 'Quý I')).join('')}</sheetData><mergeCells><mergeCell ref="B2:B4002"/></mergeCells>`,
      ),
  },
  {
    kind: 'tables without end',
    ending: 'docx',
    isBomb: true,
    make: (n) => aWordFile(`<w:tbl>${wordRow('a')}</w:tbl><w:p/>`.repeat(250 * n)),
  },
  {
    kind: 'NUL in a sheet’s cell',
    ending: 'xlsx',
    make: (n) => sheetWith(sheetRow(2, '1', `Báo${'&#0;'.repeat(n)} cáo`, 'x', 'Phòng A', '', 'Quý I')),
  },
  {
    kind: 'escaped NUL in a sheet’s cell',
    ending: 'xlsx',
    make: (n) => sheetWith(sheetRow(2, '1', `Báo${'_x0000_'.repeat(n)} cáo`, 'x', 'Phòng_xD800_ A', '', 'Quý I')),
  },
  { kind: 'NUL in a Word cell', ending: 'docx', make: (n) => wordWith(`Báo${'&#0;'.repeat(n)} cáo`) },
  { kind: 'halves of pairs', ending: 'docx', make: (n) => wordWith(`Báo${'&#xD800;'.repeat(n)} cáo`) },
  {
    kind: 'no characters',
    ending: 'xlsx',
    make: (n) => sheetWith(sheetRow(2, '1', `Báo${'&#xFFFE;'.repeat(n)} cáo`, 'x', 'Phòng A', '', 'Quý I')),
  },
  { kind: 'writing that turns round', ending: 'csv', make: (n) => CSV.replace('báo', `${'\u202e'.repeat(n)}báo`) },
  { kind: 'NUL in a CSV', ending: 'csv', make: (n) => CSV.replace('báo', `b${'\u0000'.repeat(Math.min(n, 2))}áo`) },
  { kind: 'UTF-16', ending: 'csv', make: (n) => new Uint8Array(Buffer.from(`\ufeff${honestCsv(n, 'a')}`, 'utf16le')) },
  {
    kind: 'UTF-16 without its mark',
    ending: 'csv',
    make: (n) => new Uint8Array(Buffer.from(honestCsv(n, 'a'), 'utf16le')),
  },
  { kind: 'two byte order marks', ending: 'csv', make: (n) => `\ufeff\ufeff${honestCsv(n, 'a')}` },
  {
    kind: 'a year beyond all',
    ending: 'docx',
    make: (n) =>
      aWordFile(`${wordParagraph(`KẾ HOẠCH NĂM ${999_999 + n}`)}<w:tbl>${HEADER_ROW}${wordRow(...ROW)}</w:tbl>`),
  },
  {
    kind: 'years that run backwards',
    ending: 'docx',
    make: (n) =>
      aWordFile(
        `${wordParagraph(`KẾ HOẠCH GIAI ĐOẠN ${2030 + n}-2021`)}<w:tbl>${HEADER_ROW}${wordRow(...ROW)}</w:tbl>`,
      ),
  },
  { kind: 'numbers beyond all', ending: 'csv', make: (n) => CSV.replace('\n1;', `\n${'9'.repeat(20 * n)};`) },
  { kind: 'a row number beyond all', ending: 'xlsx', make: (n) => sheetWith(sheetRow(1_048_570 + n, ...ROW)) },
  { kind: 'cut off', ending: 'docx', make: (n) => WORD.subarray(0, Math.floor((WORD.length * n) / 7)) },
  { kind: 'cut off at its end', ending: 'xlsx', make: (n) => sheetWith(sheetRow(2, ...ROW)).subarray(0, -n * 11) },
  { kind: 'noise', ending: 'docx', make: (n) => randomFillSync(new Uint8Array(50_000 * n)) },
  { kind: 'noise as CSV', ending: 'csv', make: (n) => randomFillSync(new Uint8Array(50_000 * n)) },
  { kind: 'nothing', ending: 'docx', make: () => '' },
  {
    kind: 'a zip in a zip',
    ending: 'docx',
    make: (n) => zipWith({ [`word/embeddings/${n}.zip`]: zipSync({ 'a.docx': WORD }) }),
  },
  {
    kind: 'names that climb',
    ending: 'docx',
    make: (n) => zipWith({ [`${'../'.repeat(n)}etc/passwd`]: strToU8('x'), '/etc/shadow': strToU8('x') }),
  },
  {
    kind: 'macros and outside links',
    ending: 'docm',
    make: () =>
      zipWith({
        'word/vbaProject.bin': strToU8('x'),
        'word/_rels/document.xml.rels': strToU8(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>',
        ),
      }),
  },
  {
    kind: 'formulas and a wrong ending',
    ending: 'docx',
    make: (n) =>
      aSheetFile(
        `<sheetData>${sheetRow(1, ...HEADER)}${`<row r="2"><c r="A2"><f>1/0</f></c><c r="B2" t="str"><f>HYPERLINK("http://127.0.0.1")</f><v>Việc ${n}</v></c><c r="D2" t="inlineStr"><is><t>=cmd|' /C calc'!A0</t></is></c></row>`}</sheetData>`,
      ),
  },
  {
    kind: 'an Excel without its sheet',
    ending: 'xlsx',
    make: () => zipSync({ ...sheetParts(''), 'xl/worksheets/sheet1.xml': new Uint8Array() }),
  },
];
