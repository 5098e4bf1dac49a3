// Time texts of the kinds that the field found, with neighbours of each; every answer was worked out from the conventions before the reader saw it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

type Dates = { recur: string | null; opens: string | null; due: string[] };
type FieldText = {
  group: string;
  text: string;
  planYear: number | null;
  planYears?: [number, number];
  /** A person must be asked. */
  ask?: true;
  kind?: string[];
  expect?: Dates[][];
};

const texts = ['deadline-field.jsonl', 'deadline-turned.jsonl'].flatMap((file) =>
  readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FieldText),
);
const read = ({ text, planYear, planYears }: FieldText) =>
  readDeadline({ text, planYear, ...(planYears === undefined ? {} : { planYears }) });
const shape = (entries: readonly Dates[]) =>
  entries.map(({ recur, opens, due }) => [recur ?? '', opens ?? '', ...[...due].sort()].join(' ')).sort();

describe.each([...new Set(texts.map((one) => one.group))])('texts with %s', (group) => {
  const own = texts.filter((one) => one.group === group);

  it('give the kind, rhythm, opening date and dates of the answer', () => {
    for (const one of own) {
      if (one.expect === undefined) continue;
      const { kind, deadlines } = read(one);
      expect(one.kind, one.text).toContain(kind);
      expect(one.expect.map(shape), one.text).toContainEqual(shape(deadlines));
    }
  });

  it('are read without asking, but for those that nothing settles', () => {
    for (const one of own) {
      const { sure, why } = read(one);
      expect({ text: one.text, sure, why }).toEqual({ text: one.text, sure: one.ask !== true, why });
    }
  });
});

describe('what a date lacks', () => {
  const doubts = (text: string, planYear: number | null, planYears?: [number, number]) =>
    readDeadline({ text, planYear, ...(planYears ? { planYears } : {}) }).doubts;

  it('is named: the plan year, which of its years, or the day of issue', () => {
    expect(doubts('trước ngày 15/12', null)).toEqual(['thiếu năm kế hoạch nên chưa ra ngày']);
    expect(doubts('hàng quý', null)).toEqual(['thiếu năm kế hoạch nên chưa ra ngày']);
    expect(doubts('trước ngày 15/12', null, [2026, 2030])).toEqual([
      'kế hoạch có nhiều năm (2026-2030) mà thời hạn không nêu năm nào',
    ]);
    expect(doubts('trong tháng này', 2026)).toEqual(['thiếu ngày ban hành của văn bản nên chưa ra ngày']);
    expect(doubts('thứ Sáu', 2026)).toEqual(['chỉ nêu thứ, không nêu tuần nào']);
  });

  it('is never the plan year when that was given', () => {
    for (const { text } of texts)
      for (const doubt of doubts(text, 2026))
        expect(doubt, text).not.toMatch(/thiếu năm kế hoạch|kế hoạch có nhiều năm/);
  });
});

describe('a plan of several years', () => {
  it('of one year reads as the plan year does', () => {
    for (const one of texts.filter(({ planYears }) => planYears === undefined))
      expect(readDeadline({ ...one, planYear: null, planYears: [2026, 2026] }), one.text).toEqual(
        readDeadline({ ...one, planYear: 2026 }),
      );
  });

  it('holds the dates of a rhythm in each of its years, no more and no less', () => {
    for (const text of ['Hằng năm', 'hàng quý', 'trước ngày 25 hàng tháng', 'thứ Năm hàng tuần', 'Quý III hằng năm']) {
      const due = (planYear: number | null, planYears?: [number, number]) =>
        readDeadline({ text, planYear, ...(planYears ? { planYears } : {}) }).deadlines.flatMap((one) => one.due);
      expect(due(null, [2026, 2029]), text).toEqual([2026, 2027, 2028, 2029].flatMap((year) => due(year)));
    }
  });

  it('asks about nothing far outside when its years are not known and one stands in for them', () => {
    expect(readDeadline({ text: 'Quý II/2025', planYear: 2026, planYears: null }).sure).toBe(true);
    expect(readDeadline({ text: 'Quý II/2025', planYear: 2026 }).sure).toBe(false);
  });
});
