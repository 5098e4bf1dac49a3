import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ParsedPlan } from '#contracts/plan.ts';
import { boundPlan } from '#documents/bound-plan.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { buildGrid } from '#domain/plan/build-grid.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import type { SourceBlock } from '#domain/plan/source-document.ts';

const WORDS = [
  'STT',
  'Nhiệm vụ',
  'Hoạt động',
  'Cơ quan chủ trì',
  'Cơ quan phối hợp',
  'Thời gian hoàn thành',
  'Sản phẩm',
  'Kinh phí',
  'Lĩnh vực',
  'I',
  'II',
  'A',
  '1',
  '1.1',
  '2.',
  'a)',
  '(1)',
  'x',
  '-nt-',
  '- Phòng Nội vụ;\n- UBND các xã',
  'Văn phòng HĐND',
  'và',
  'Quý I/2026',
  '1.1. Nhiệm vụ:\nBan hành',
  'CẢI CÁCH THỂ CHẾ',
  'Phụ lục số 01: Cải cách',
  'Nơi nhận:',
  'Ghi chú',
  '',
  '\n',
  '((',
  ':',
  'Các phòng: ',
  '1.'.repeat(5_000),
  'và các '.repeat(900),
];
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);
const cell = fc.record({
  row: fc.nat(7),
  column: fc.nat(7),
  rowSpan: fc.integer({ min: 1, max: 9 }),
  colSpan: fc.integer({ min: 1, max: 9 }),
  text,
});
const header = fc.constantFrom(
  ['STT', 'Nhiệm vụ', 'Chủ trì', 'Phối hợp', 'Thời hạn'],
  ['TT', 'Nhiệm vụ', 'Hoạt động', 'Sản phẩm', 'Chủ trì', 'Thời gian'],
  [],
);
const table = fc.record({ header, cells: fc.array(cell, { maxLength: 40 }), name: fc.option(text) });
const block = fc.oneof(text, table);

it('reads any grid without falling over, and what it gives is a plan in form', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), (parts) => {
      let number = 0;
      const blocks = parts.map((part): SourceBlock => {
        if (typeof part === 'string') return { kind: 'paragraph', text: part };
        number += 1;
        const top = part.header.map((one, column) => ({ row: 0, column, rowSpan: 1, colSpan: 1, text: one }));
        const body = part.cells.map((one) => ({ ...one, row: one.row + (top.length > 0 ? 1 : 0) }));
        return { kind: 'table', number, name: part.name, grid: buildGrid([...top, ...body]) };
      });
      const plan = boundPlan(parsePlan({ title: null, blocks }), FILE_LIMITS.planLetters);
      expect(ParsedPlan.safeParse(plan).error).toBeUndefined();
      for (const row of plan.rows) {
        expect(row.place.table).toBeLessThanOrEqual(number);
        expect(
          [...row.leads, ...row.coordinators, ...row.products].every((name) => name.trim() === name && name !== ''),
        ).toBe(true);
        if (row.field !== null) expect(plan.fields.map((field) => field.code)).toContain(row.field);
      }
      // Nothing read is never nothing said.
      if (plan.rows.length === 0) expect(plan.issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
