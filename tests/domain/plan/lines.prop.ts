// Whatever the header, the headings and the rows: each line of a table is a row, a heading, a header, a part of a row, or named in an issue.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { makeDocument, type TestCell } from './make-document.ts';

type Role = 'number' | 'title' | 'task' | 'lead' | 'along' | 'time' | 'product' | 'money' | 'note';
const WORDS: Record<Role, string[]> = {
  number: ['TT', 'STT', 'Số TT'],
  title: ['Nội dung công việc', 'Hoạt động', 'Tên đề án'],
  task: ['Nhiệm vụ', 'Nhóm nhiệm vụ'],
  lead: ['Cơ quan chủ trì', 'Đơn vị thực hiện', 'Người phụ trách'],
  along: ['Cơ quan phối hợp', 'Đơn vị phối hợp'],
  time: ['Thời gian hoàn thành', 'Thời hạn', 'Tiến độ'],
  product: ['Sản phẩm', 'Kết quả'],
  money: ['Kinh phí', 'Thành tiền'],
  note: ['Ghi chú', 'Trạng thái'],
};
const TIMES = ['Quý I', '30/6/2026', 'Thường xuyên', 'Tháng 5', 'Trước ngày 15/3', 'nt'];
/** Each text carries a mark of its own, so that what was read can be told line by line. */
const TEXTS: Record<Role, (mark: string) => string[]> = {
  number: () => ['1', '2.', '1.1', 'a)', '-', ''],
  title: (mark) => [`Rà soát ${mark}`, `- Ban hành ${mark}`, `tiếp theo ${mark}`, `1.2. Họp ${mark}`, ''],
  task: (mark) => [`Nhóm ${mark}`, ''],
  lead: (mark) => [`Sở ${mark}`, `Phòng ${mark} chủ trì; Ban ${mark}b phối hợp`, ''],
  along: (mark) => [`Các đơn vị ${mark}`, ''],
  time: () => [...TIMES, ''],
  product: (mark) => [`Báo cáo ${mark}`, ''],
  money: () => ['500', ''],
  note: (mark) => [`Xem ${mark}`, 'Đang thực hiện', ''],
};
const OPTIONAL: Role[] = ['number', 'task', 'along', 'product', 'money', 'note'];

const HEADINGS = [
  (mark: string) => `I. THỂ CHẾ ${mark}`,
  (mark: string) => `Phần việc chung ${mark}`,
  (mark: string) => `Ghi chú: xem ${mark}`,
  (mark: string) => `Tổng cộng ${mark}`,
  (mark: string) => `* Lưu ý ${mark}`,
];

type Line = { cells: TestCell[]; isHeader: boolean };

const layout = fc
  .tuple(fc.subarray(OPTIONAL), fc.boolean())
  .chain(([optional, isTwoRows]) =>
    fc.tuple(
      fc.shuffledSubarray(['title', 'lead', 'time', ...optional] as Role[], { minLength: 3 + optional.length }),
      fc.constant(isTwoRows),
    ),
  )
  .chain(([roles, isTwoRows]) =>
    fc.record({
      roles: fc.constant(roles),
      names: fc.tuple(...roles.map((role) => fc.constantFrom(...WORDS[role]))),
      isTwoRows: fc.constant(isTwoRows),
    }),
  );

function headerOf(names: readonly string[], isTwoRows: boolean): TestCell[][] {
  if (!isTwoRows) return [[...names]];
  return [
    [...names.slice(0, -2).map((text) => ({ text, down: 2 })), { text: 'Thực hiện', across: 2 }],
    names.slice(-2),
  ];
}

const table = layout.chain(({ roles, names, isTwoRows }) => {
  const header = headerOf(names, isTwoRows);
  const work = (mark: string) =>
    fc
      .tuple(...roles.map((role) => fc.constantFrom(...TEXTS[role](mark))))
      .map((cells): Line => ({ cells, isHeader: false }));
  const heading = (mark: string) =>
    fc
      .constantFrom(...HEADINGS)
      .map((text): Line => ({ cells: [{ text: text(mark), across: roles.length }], isHeader: false }));
  const alone = (mark: string) =>
    fc
      .nat(roles.length - 1)
      .map((at): Line => ({ cells: roles.map((_, index) => (index === at ? `Mục ${mark}` : '')), isHeader: false }));
  const again = fc.constant<Line>({ cells: header[0] ?? [], isHeader: true });
  const line = (mark: string) =>
    fc.oneof(
      { weight: 6, arbitrary: work(mark) },
      { weight: 2, arbitrary: heading(mark) },
      { weight: 1, arbitrary: alone(mark) },
      ...(isTwoRows ? [] : [{ weight: 1, arbitrary: again }]),
    );
  const lines = fc.tuple(...Array.from({ length: 8 }, (_, index) => line(`Q${index}Q`)));
  return fc.record({ header: fc.constant(header), lines, isNumbered: fc.boolean() });
});

it('in any layout no line is dropped in silence', () => {
  fc.assert(
    fc.property(table, ({ header, lines, isNumbered }) => {
      const numbers: TestCell[] = (lines[0]?.cells ?? []).map((_, index) => `(${index + 1})`);
      const above = [...header, ...(isNumbered && numbers.length > 2 ? [numbers] : [])];
      const plan = parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', [...above, ...lines.map(({ cells }) => cells)]));
      const said = JSON.stringify([plan.rows, plan.fields, plan.issues.map(({ message }) => message)]);
      const named = new Set<number>(plan.rows.map(({ place }) => place.row));
      for (const { place, message } of plan.issues) {
        if (place) named.add(place.row);
        for (const [, first, last] of message.matchAll(/(\d+)(?:–(\d+))?/g))
          for (let row = Number(first); row <= Number(last ?? first) && row < 40; row++) named.add(row);
      }
      lines.forEach(({ cells, isHeader }, index) => {
        const texts = cells.map((cell) => (typeof cell === 'string' ? cell : cell.text));
        const marks = texts.flatMap((text) => text.match(/Q\dQ/) ?? []);
        // A table that is refused as a whole names its header.
        if (plan.rows.length === 0 && plan.issues.length > 0) return;
        if (isHeader || marks.length === 0 || named.has(above.length + index + 1)) return;
        // The name of a group may stand between two that are shown; its work stands right below.
        const isGroup = texts.filter(Boolean).length === 1 && named.has(above.length + index + 2);
        expect(isGroup || marks.every((mark) => said.includes(mark)), `${JSON.stringify(texts)} in ${said}`).toBe(true);
      });
    }),
    { numRuns: 400 },
  );
});
