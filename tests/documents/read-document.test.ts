import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import {
  DeletedTextRun,
  Document,
  InsertedTextRun,
  type IParagraphOptions,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '#documents/limits.ts';
import { readDocument } from '#documents/read-document.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

async function refusal(bytes: Uint8Array, name: string) {
  const outcome = await readDocument(bytes, name);
  expect(outcome.ok).toBe(false);
  const issue = outcome.ok ? undefined : outcome.issues[0];
  expect(issue?.suggestion).toBeTruthy();
  return issue;
}

async function gridOf(bytes: Uint8Array, name: string) {
  const outcome = await readDocument(bytes, name);
  if (!outcome.ok) throw new Error(outcome.issues[0]?.message);
  const table = outcome.document.blocks.find((block) => block.kind === 'table');
  return table?.grid.map((row) => row.map((cell) => cell.text));
}

function sheetBytes(rows: unknown[][], sheet = utils.aoa_to_sheet(rows)): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Kế hoạch');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
}

/** A zip with one deflated part; checksums are left out, nobody looks at them before the refusal. */
function zipOf(name: string, content: Buffer, claimedBytes = content.length): Uint8Array {
  const packed = deflateRawSync(content, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimedBytes, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimedBytes, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]));
}

const oldOffice = (stream: string) =>
  new Uint8Array(
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(stream, 'utf16le')]),
  );

describe('files that are refused', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'a.docx', 'file-empty'],
    ['a picture named .docx', bytesOf('\u0089PNG\r\n\u001a\n0000', 'latin1'), 'a.docx', 'file-picture'],
    ['a PDF', bytesOf('%PDF-1.7\n'), 'a.docx', 'file-pdf'],
    ['a Word file of the old kind', oldOffice('WordDocument'), 'a.doc', 'file-old-format'],
    ['an Excel file of the old kind', oldOffice('Workbook'), 'a.xls', 'file-old-format'],
    ['a file with a password', oldOffice('EncryptedPackage'), 'a.docx', 'file-encrypted'],
    ['a text named .docx', bytesOf('xin chào'), 'a.docx', 'file-unknown'],
    ['a zip of something else', zipOf('a.txt', Buffer.from('a')), 'a.docx', 'file-not-a-plan'],
    ['a broken download', bytesOf('PK\u0003\u0004 and no more'), 'a.xlsx', 'file-broken'],
    ['a Word file in name only inside', zipOf('word/document.xml', Buffer.from('<a')), 'a.docx', 'file-broken'],
    ['a CSV that is not UTF-8', new Uint8Array([0x53, 0xd4, 0x54, 0x2c, 0xff, 0x0a]), 'a.csv', 'csv-not-utf8'],
    ['a web page named .xls', bytesOf('<html><body><table><tr><td>STT</td></tr></table>'), 'a.xls', 'file-web-page'],
    [
      'a Word file nested to tire the parser',
      zipOf('word/document.xml', Buffer.from('<w:p>'.repeat(300_000))),
      'a.docx',
      'file-unpacks-too-large',
    ],
    [
      'a Word file with a tag as long as a book',
      zipOf('word/document.xml', Buffer.from('<w:tc '.repeat(1_000_000))),
      'a.docx',
      'file-unpacks-too-large',
    ],
    [
      'a Word file of millions of rows',
      zipOf('word/document.xml', Buffer.from('<w:tr/>'.repeat(5_000_000))),
      'a.docx',
      'file-unpacks-too-large',
    ],
    [
      'a CSV in an old font, whose letters come out as signs',
      bytesOf('STT;N\u00e9i dung;\u00aeon v\u00de', 'latin1'),
      'a.csv',
      'csv-not-utf8',
    ],
    ['an empty sheet', sheetBytes([]), 'a.xlsx', 'document-empty'],
    ['an empty CSV', bytesOf('\ufeff\n;;\n'), 'a.csv', 'document-empty'],
  ])('%s, saying what it is and what to do', async (_, bytes, name, code) => {
    expect((await refusal(bytes, name))?.code).toBe(code);
  });

  it('no table of 5,000 rows with its heading', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `${index + 1},Việc ${index},Phòng Nội vụ,Quý I`);
    const csv = ['KẾ HOẠCH NĂM 2026,,,', 'STT,Hoạt động,Cơ quan chủ trì,Thời gian hoàn thành', ...rows].join('\n');
    const outcome = await readDocument(bytesOf(csv), 'a.csv');
    expect(outcome.ok && parsePlan(outcome.document).rows.length).toBe(5_000);
  });

  it('a sheet of more rows than any plan, instead of reading only its beginning', async () => {
    const rows = Array.from({ length: FILE_LIMITS.tableRows + 1 }, (_, index) => [String(index)]);
    expect((await refusal(sheetBytes(rows), 'a.xlsx'))?.code).toBe('table-too-long');
  });

  it('a Word file without a table', async () => {
    const word = new Document({ sections: [{ children: [new Paragraph('KẾ HOẠCH')] }] });
    expect((await refusal(new Uint8Array(await Packer.toBuffer(word)), 'a.docx'))?.code).toBe('document-without-table');
  });

  it('a file over 20 MB, before anything of it is read', async () => {
    const issue = await refusal(new Uint8Array(50 * 1024 * 1024), 'a.docx');
    expect(issue?.message).toBe('Tệp nặng 50 MB, quá giới hạn 20 MB.');
  });

  it('a small file that unpacks to hundreds of megabytes, whatever size it claims', async () => {
    const bomb = zipOf('word/document.xml', Buffer.alloc(160 * 1024 * 1024), 1000);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await refusal(bomb, 'a.docx'))?.code).toBe('file-unpacks-too-large');
  });
});

describe('files that are read', () => {
  it.each([
    ['semicolons', 'STT;Nội dung\n1;"a, b; c"\n'],
    ['commas', 'STT,Nội dung\n1,"a, b; c"\n'],
    ['tabs', 'STT\tNội dung\n1\t"a, b; c"\n'],
  ])('CSV with %s, with or without a byte order mark', async (_, text) => {
    const want = [
      ['STT', 'Nội dung'],
      ['1', 'a, b; c'],
    ];
    expect(await gridOf(bytesOf(text), 'a.csv')).toEqual(want);
    expect(await gridOf(bytesOf(`\ufeff${text.replaceAll('\n', '\r\n')}`), 'a.csv')).toEqual(want);
    expect(await gridOf(bytesOf(`\ufeff${text}`, 'utf16le'), 'a.csv')).toEqual(want);
  });

  it('CSV values stay as typed: no dates, no dropped zeros', async () => {
    expect(await gridOf(bytesOf('a;b\n1/2026;007'), 'a.csv')).toEqual([
      ['a', 'b'],
      ['1/2026', '007'],
    ]);
  });

  it('Excel dates are written day first, months as months', async () => {
    const sheet = utils.aoa_to_sheet([['x']]);
    sheet.A1 = { t: 'n', v: 46096, z: 'm/d/yy' };
    sheet.A2 = { t: 'n', v: 46082, z: 'mm/yyyy' };
    sheet['!ref'] = 'A1:A2';
    expect(await gridOf(sheetBytes([], sheet), 'a.xlsx')).toEqual([['15/03/2026'], ['03/2026']]);
  });

  it('a sheet with rows that Excel hides, each named so that nobody is reminded of work that nobody sees', async () => {
    const sheet = utils.aoa_to_sheet([
      ['STT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn'],
      ['1', 'Việc A', 'Phòng A', 'Quý I'],
      ['2', 'Việc B', 'Phòng A', 'Quý I'],
    ]);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const outcome = await readDocument(sheetBytes([], sheet), 'a.xlsx');
    if (!outcome.ok) throw new Error(outcome.issues[0]?.message);
    const plan = parsePlan(outcome.document);
    expect(plan.rows).toHaveLength(2);
    expect(plan.issues.map(({ code, place }) => [code, place?.row])).toEqual([['row-hidden', 3]]);
  });

  it('a sheet by what it is, not by its name, with merged cells and line breaks', async () => {
    const sheet = utils.aoa_to_sheet([
      ['a\nb', 'c'],
      [null, 'd'],
    ]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 1, c: 0 } }];
    expect(await gridOf(sheetBytes([], sheet), 'a.docx')).toEqual([
      ['a\nb', 'c'],
      ['a\nb', 'd'],
    ]);
  });

  it('a Word table with merged cells and lists', async () => {
    const cell = (text: string, extra: object = {}) =>
      new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)), ...extra });
    const table = new Table({
      rows: [
        new TableRow({ children: [cell('I', { columnSpan: 2 }), cell('x')] }),
        new TableRow({ children: [cell('a', { rowSpan: 2 }), cell('- b;\n- c'), cell('d')] }),
        new TableRow({ children: [cell('e'), cell('')] }),
      ],
    });
    const word = new Document({ sections: [{ children: [new Paragraph('trước'), table, new Paragraph('sau')] }] });
    const bytes = new Uint8Array(await Packer.toBuffer(word));
    expect(await gridOf(bytes, 'a.docx')).toEqual([
      ['I', 'I', 'x'],
      ['a', '- b;\n- c', 'd'],
      ['a', 'e', ''],
    ]);
    const outcome = await readDocument(bytes, 'a.docx');
    expect(outcome.ok && outcome.document.blocks.map((block) => block.kind)).toEqual([
      'paragraph',
      'table',
      'paragraph',
    ]);
  });

  it('CSV as Excel on a Vietnamese Windows saves it, tone marks apart from their letters', async () => {
    // "Nội" in Windows-1258: N, ô, the mark below, i.
    const bytes = new Uint8Array([
      ...Buffer.from('STT;N'),
      0xf4,
      0xf2,
      ...Buffer.from('i\n1;'),
      0xf0,
      0xea,
      0xec,
      ...Buffer.from('n\n'),
    ]);
    expect(await gridOf(bytes, 'a.csv')).toEqual([
      ['STT', 'Nội'],
      ['1', 'đến'],
    ]);
  });

  it('a Word table whose numbers are Word’s own: in the STT column, in headings, continued in the next cell', async () => {
    const numbered = (level: number, reference: string, text = ''): IParagraphOptions => ({
      text,
      numbering: { reference, level },
    });
    const grid = await gridOf(
      await wordTable([
        [numbered(0, 'roman'), { text: 'Cải cách thể chế' }],
        [numbered(0, 'decimal'), { text: 'Rà soát' }],
        [numbered(1, 'decimal'), numbered(0, 'bullet', 'Lập danh mục')],
        [numbered(1, 'decimal'), { text: 'Công bố' }],
        [numbered(0, 'roman', 'Cải cách bộ máy'), { text: '-' }],
        [numbered(0, 'decimal'), { text: 'Sắp xếp' }],
      ]),
      'a.docx',
    );
    expect(grid).toEqual([
      ['I.', 'Cải cách thể chế'],
      ['1', 'Rà soát'],
      ['1.1', '- Lập danh mục'],
      ['1.2', 'Công bố'],
      ['II. Cải cách bộ máy', '-'],
      ['2', 'Sắp xếp'],
    ]);
  });

  it('a Word table as other programs write it: a merge that nobody began, a row that begins further right', async () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    const rows = [
      `<w:tr>${cell('1')}${cell('Phòng A', '<w:vMerge/>')}</w:tr>`,
      `<w:tr>${cell('2')}${cell('', '<w:vMerge/>')}</w:tr>`,
      `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('Phòng B')}</w:tr>`,
    ];
    const parts = unzipSync(await wordTable([[{ text: 'x' }]]));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    parts['word/document.xml'] = strToU8(xml.replace(/<w:tr>.*<\/w:tr>/s, rows.join('')));
    expect(await gridOf(zipSync(parts), 'a.docx')).toEqual([
      ['1', 'Phòng A'],
      ['2', 'Phòng A'],
      ['', 'Phòng B'],
    ]);
  });

  it('a Word table with tracked changes as it reads when they are accepted', async () => {
    const change = { id: 1, author: 'a', date: '2026-01-01T00:00:00Z' };
    const children = [
      new TextRun('Xây dựng '),
      new DeletedTextRun({ ...change, text: 'báo cáo' }),
      new InsertedTextRun({ ...change, id: 2, text: 'kế hoạch' }),
    ];
    expect(await gridOf(await wordTable([[{ children }]]), 'a.docx')).toEqual([['Xây dựng kế hoạch']]);
  });
});

async function wordTable(rows: IParagraphOptions[][]): Promise<Uint8Array> {
  const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: at,
    format,
    text,
  });
  const table = new Table({
    rows: rows.map(
      (cells) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }),
    ),
  });
  const word = new Document({
    numbering: {
      config: [
        { reference: 'roman', levels: [level(0, LevelFormat.UPPER_ROMAN, '%1.')] },
        { reference: 'decimal', levels: [level(0, LevelFormat.DECIMAL, '%1'), level(1, LevelFormat.DECIMAL, '%1.%2')] },
        { reference: 'bullet', levels: [level(0, LevelFormat.BULLET, '-')] },
      ],
    },
    sections: [{ children: [table] }],
  });
  return new Uint8Array(await Packer.toBuffer(word));
}
