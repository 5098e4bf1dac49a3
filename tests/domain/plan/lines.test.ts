// Every line of a table is a row, a heading, a header once more, or named: pages that end, notes, signatures, what is struck or doubled.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGrid } from '#domain/plan/build-grid.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import type { SourceDocument } from '#domain/plan/source-document.ts';
import { makeDocument, type TestCell } from './make-document.ts';
import { datesOf, datesOfTable } from './read-dates.ts';

const HEADER = ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành'];
const wide = (text: string): TestCell => ({ text, across: 5 });
const read = (...rows: TestCell[][]) => parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', [HEADER, ...rows]));
const brief = (plan: ReturnType<typeof parsePlan>) =>
  plan.rows.map((row) => [row.field, row.activity.title, row.leads.join('; '), row.deadlineText]);

describe('a header once more', () => {
  it('is no row of work whose words are those of a header', () => {
    const plan = read(
      [
        '1',
        'Nội dung hoạt động của đơn vị',
        'Đơn vị chủ trì nhiệm vụ',
        'Các đơn vị phối hợp',
        'Thời gian theo kế hoạch',
      ],
      ['2', 'Sản phẩm, kết quả nhiệm vụ', 'Cơ quan chủ trì đề án', 'Cơ quan phối hợp', 'Quý II'],
      ['3', 'Thi', 'Sở Nội vụ', 'Sở Tư pháp', 'Quý III'],
    );
    expect(plan.rows.map((row) => [row.activity.title, row.deadlineText])).toEqual([
      ['Nội dung hoạt động của đơn vị', 'Thời gian theo kế hoạch'],
      ['Sản phẩm, kết quả nhiệm vụ', 'Quý II'],
      ['Thi', 'Quý III'],
    ]);
  });

  it('leaves headings and columns as they are, in any case and with page numbers', () => {
    const plan = read(
      [wide('I. THỂ CHẾ')],
      ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      HEADER.map((word) => `${word.toUpperCase()}:`),
      ['(1)', '(2)', '(3)', '(4)', '(5)'],
      ['2', 'Thi', 'Sở Nội vụ', '', 'Quý II'],
    );
    expect(brief(plan)).toEqual([
      ['I', 'Rà soát', 'Sở Tư pháp', 'Quý I'],
      ['I', 'Thi', 'Sở Nội vụ', 'Quý II'],
    ]);
    expect(plan.issues).toEqual([]);
  });

  it('over two rows is known row by row', () => {
    const top = [
      { text: 'TT', down: 2 },
      { text: 'Nội dung', down: 2 },
      { text: 'Cơ quan thực hiện', across: 2 },
      { text: 'Thời hạn', down: 2 },
    ];
    const rows = datesOfTable(
      top,
      ['Chủ trì', 'Phối hợp'],
      ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      top,
      ['Chủ trì', 'Phối hợp'],
      ['2', 'Thi', 'Sở Nội vụ', '', 'Quý II'],
    );
    expect(rows).toEqual(['Rà soát | Sở Tư pháp | 1/1…31/3', 'Thi | Sở Nội vụ | 1/4…30/6']);
  });

  it('with other columns, below the title of an annex, is a header of its own', () => {
    const plan = read(
      ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      [wide('PHỤ LỤC II: CHUYỂN ĐỔI SỐ')],
      ['STT', 'Nhiệm vụ', 'Thời hạn', 'Đơn vị chủ trì', 'Sản phẩm'],
      ['1', 'Số hóa', 'Quý III', 'Sở Nội vụ', 'Báo cáo'],
    );
    expect(plan.rows.map((row) => [row.activity.title, row.leads, row.deadlineText])).toEqual([
      ['Rà soát', ['Sở Tư pháp'], 'Quý I'],
      ['Số hóa', ['Sở Nội vụ'], 'Quý III'],
    ]);
  });

  it('on a table for each page goes on with the page before', () => {
    const first: TestCell[][] = [HEADER, [wide('II. BỘ MÁY')], ['1', 'Sắp xếp', 'Sở Nội vụ', '', 'Quý I']];
    const plan = parsePlan(
      makeDocument('KẾ HOẠCH NĂM 2026', first, '2', [HEADER, ['2', 'Bố trí', 'Sở Nội vụ', '', 'Quý II']]),
    );
    expect(brief(plan).map(([field, title]) => [field, title])).toEqual([
      ['II', 'Sắp xếp'],
      ['II', 'Bố trí'],
    ]);
    const other = parsePlan(
      makeDocument('KẾ HOẠCH NĂM 2026', first, 'Đối với cấp xã', [HEADER, ['1', 'Bố trí', 'Sở Nội vụ', '', 'Quý II']]),
    );
    expect(brief(other).map(([field]) => field)).toEqual(['II', null]);
  });
});

describe('a heading ends', () => {
  it('where its numbering goes on beyond it, merged over the table or not', () => {
    const plan = read(
      [wide('1. Cải cách thể chế')],
      ['1.1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      ['2', 'Tổng kết', 'Sở Nội vụ', '', 'Quý IV'],
    );
    expect(brief(plan).map(([field]) => field)).toEqual(['1', null]);
  });

  it('where the next number of an outer one stands', () => {
    const plan = read(
      [wide('I. THỂ CHẾ')],
      ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      [wide('II. BỘ MÁY')],
      ['1', 'Sắp xếp', 'Sở Nội vụ', '', 'Quý I'],
      [wide('NHIỆM VỤ THƯỜNG XUYÊN')],
      ['1', 'Trực', 'Sở Nội vụ', '', 'Quý I'],
      [wide('III. TÀI CHÍNH')],
      ['1', 'Quyết toán', 'Sở Tài chính', '', 'Quý I'],
    );
    expect(brief(plan).at(-1)).toEqual(['III', 'Quyết toán', 'Sở Tài chính', 'Quý I']);
  });
});

describe('what speaks against a date', () => {
  it.each([
    [['1', 'Rà soát (1)', 'Sở Tư pháp', '', 'Quý I'], '(1) Gia hạn đến ngày 30/6/2026 theo Thông báo số 5'],
    [['1', 'Rà soát', 'Sở Tư pháp', '', '15/3/2026 *'], '* Lùi đến 30/4/2026'],
  ])('is a note below the table for the row with its mark: %j', (row, note) => {
    const plan = parsePlan(
      makeDocument('KẾ HOẠCH NĂM 2026', [HEADER, row, ['2', 'Thi', 'Sở Nội vụ', '', 'Quý II']], note),
    );
    expect(plan.rows.map(({ doubts }) => doubts?.length ?? 0)).toEqual([1, 0]);
    expect(plan.rows[0]?.doubts?.[0]).toContain(note.slice(0, 20));
  });

  it('is a remark that speaks of a change, in the table or below it, for every row', () => {
    const plan = read(
      ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      [wide('Ghi chú: các thời hạn trên được gia hạn đến 30/6/2026')],
    );
    expect(plan.rows[0]?.doubts).toHaveLength(1);
    expect(plan.issues.map(({ code, place }) => [code, place?.row])).toEqual([['line-left-out', 3]]);
  });

  it('is a column of remarks, when it speaks of a time and not of a document', () => {
    const noted = (remark: string) =>
      datesOfTable([...HEADER, 'Ghi chú'], ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I', remark]);
    expect(noted('Gia hạn đến 30/6/2026')).toEqual(['Rà soát | Sở Tư pháp | 1/1…31/3?']);
    expect(noted('Hoàn thành trước ngày 15/02/2026')).toEqual(['Rà soát | Sở Tư pháp | 1/1…31/3?']);
    expect(noted('Văn bản số 12/UBND-NC ngày 05/01/2026')).toEqual(['Rà soát | Sở Tư pháp | 1/1…31/3']);
    expect(noted('Trọng tâm')).toEqual(['Rà soát | Sở Tư pháp | 1/1…31/3']);
  });

  it('is a footnote or comment of a cell, when it names a time', () => {
    const withNotes = (notes: string[]): SourceDocument => {
      const cells = [HEADER, ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I']].flatMap((texts, row) =>
        texts.map((text, column) => ({
          row,
          column,
          rowSpan: 1,
          colSpan: 1,
          text,
          ...(row === 1 && column === 4 && { notes }),
        })),
      );
      return { title: null, blocks: [{ kind: 'table', number: 1, name: null, grid: buildGrid(cells) }] };
    };
    expect(datesOf(withNotes(['Gia hạn đến ngày 28/02/2026']))).toEqual(['Rà soát | Sở Tư pháp | 1/1…31/3?']);
    expect(datesOf(withNotes(['Theo Luật Tổ chức chính quyền địa phương']))).toEqual([
      'Rà soát | Sở Tư pháp | 1/1…31/3',
    ]);
  });
});

it('the same row twice is asked about once, the same work of another agency is not', () => {
  const plan = read(
    ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
    ['2', 'Rà soát', 'Sở Nội vụ', '', 'Quý I'],
    ['3', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
  );
  expect(plan.rows.map(({ doubts }) => doubts?.length ?? 0)).toEqual([0, 0, 1]);
  expect(plan.issues.map(({ code, place }) => [code, place?.row])).toEqual([['row-twice', 4]]);
  expect(plan.issues[0]?.message).toContain('dòng 2');
});

it('lines behind the signature and a table without a header are named', () => {
  const plan = parsePlan(
    makeDocument(
      [
        HEADER,
        ['1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
        [wide('Nơi nhận: UBND tỉnh')],
        ['2', 'Thi', 'Sở Nội vụ', '', 'Quý II'],
      ],
      [
        ['Thi', 'Sở Nội vụ', '30/6/2026'],
        ['Họp', 'Sở Y tế', 'Quý II'],
      ],
    ),
  );
  expect(plan.issues.map(({ code, place }) => [code, place])).toEqual([
    ['line-left-out', { table: 1, row: 3 }],
    ['table-left-out', { table: 2, row: 1 }],
  ]);
  expect(plan.issues[0]?.message).toContain('3–4');
});

const WORKS = [
  ['1', 'Rà soát văn bản', 'Sở Tư pháp', '', 'Quý I'],
  ['', '- Ban hành kế hoạch', 'Sở Nội vụ', 'Các sở', 'Thường xuyên'],
  ['2', 'Nội dung công việc của đơn vị', 'Đơn vị chủ trì', 'Cơ quan phối hợp', ''],
  ['', '', 'Sở Y tế', '', '30/6/2026'],
  ['3', 'Thi', '', '', ''],
  ['-', '-', '-', '-', '-'],
  ['', 'Tổng cộng', '', '', ''],
  ['x', 'Ghi chú', 'x', 'x', 'x'],
  ['', '', '', 'liên quan', ''],
  ['1.1', 'Số hóa', 'Phòng Kinh tế', '', 'hạn 15/3'],
];
const HEADINGS = [
  'I. THỂ CHẾ',
  'A. CHUNG',
  'Nhiệm vụ hoàn thành trước ngày 30/6',
  'Ghi chú: xem phụ lục',
  'Nơi nhận:',
  'PHỤ LỤC II',
  '* Gia hạn',
];
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORKS).map((texts): TestCell[] => texts) },
  { weight: 2, arbitrary: fc.constantFrom(...HEADINGS).map((text): TestCell[] => [wide(text)]) },
  { weight: 1, arbitrary: fc.constant<TestCell[]>(HEADER) },
);

it('nothing is dropped in silence: each line is a row, part of one, a heading, the header, or named', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const plan = parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', [HEADER, ...lines]));
      const said = JSON.stringify([plan.rows, plan.fields, plan.issues.map(({ message }) => message)]);
      const named = new Set<number>(plan.rows.map(({ place }) => place.row));
      for (const { place, message } of plan.issues) {
        if (place) named.add(place.row);
        for (const [, first, last] of message.matchAll(/(\d+)(?:–(\d+))?/g))
          for (let row = Number(first); row <= Number(last ?? first) && row < 100; row++) named.add(row);
      }
      lines.forEach((cells, index) => {
        const texts = cells
          .map((cell) => (typeof cell === 'string' ? cell : cell.text))
          .filter((text) => /[\p{L}\p{N}]/u.test(text));
        const isHeader = cells.length === HEADER.length && cells.every((cell, column) => cell === HEADER[column]);
        if (texts.length === 0 || isHeader || named.has(index + 2) || plan.rows.length === 0) return;
        // A heading or the rest of a row: its words stand in what was read.
        const isHeading = texts.length === 1 && cells.length === 1;
        const isRest = texts.every((text) => said.includes(text.replace(/^- /, '')));
        expect(isHeading || isRest, `${JSON.stringify(cells)} in ${JSON.stringify(lines)}`).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});
