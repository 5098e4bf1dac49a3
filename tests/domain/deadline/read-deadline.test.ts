import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { day } from '../../support/moments.ts';

type Dates = { label: string | null; recur: string | null; opens: string | null; due: string[] };
type Answer = {
  id: string;
  text: string;
  planYear: number | null;
  kind: string;
  expect: Dates[];
  alternatives?: { kind?: string; expect: Dates[] }[];
};

const answers = readFileSync(new URL('../../fixtures/deadlines.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Answer);

const dates = (entries: readonly { due: readonly string[] }[]) =>
  [...new Set(entries.flatMap((one) => one.due))].sort().join(' ');
const shape = (entries: readonly { recur: string | null; opens: string | null; due: readonly string[] }[]) =>
  entries
    .map((one) => [one.recur ?? '', one.opens ?? '', [...one.due].sort().join(' ')].join('|'))
    .sort()
    .join(' ; ');

function scored() {
  return answers.map((answer) => {
    const reading = readDeadline({ text: answer.text, planYear: answer.planYear });
    const accepted = [answer, ...(answer.alternatives ?? []).map((one) => ({ kind: answer.kind, ...one }))];
    return {
      id: answer.id,
      sure: reading.sure,
      isDates: accepted.some((one) => dates(one.expect) === dates(reading.deadlines)),
      isFull: accepted.some((one) => shape(one.expect) === shape(reading.deadlines) && one.kind === reading.kind),
    };
  });
}

const first = (text: string, planYear: number | null = 2026, issuedOn: LocalDate | null = null) =>
  readDeadline({ text, planYear, issuedOn });
const due = (text: string, planYear: number | null = 2026, issuedOn: LocalDate | null = null) =>
  [...new Set(first(text, planYear, issuedOn).deadlines.flatMap((one) => one.due))].sort();

describe('155 real time expressions read by hand', () => {
  it('all give the right dates, and none is sure and wrong', () => {
    expect(scored().filter((one) => !one.isDates)).toEqual([]);
  });

  it('give kind, rhythm and opening date as well in at least 97 of 100', () => {
    const rows = scored();
    expect(rows.filter((one) => one.isFull).length / rows.length).toBeGreaterThanOrEqual(0.97);
  });

  it('are read without asking a person in at least 85 of 100', () => {
    const rows = scored();
    expect(rows.filter((one) => one.sure).length / rows.length).toBeGreaterThanOrEqual(0.85);
  });
});

describe('before and at the latest', () => {
  it('takes "trước" as the day before and "chậm nhất" as the day itself', () => {
    expect(due('trước ngày 15/12/2026')).toEqual(['2026-12-14']);
    expect(due('chậm nhất ngày 15/12/2026')).toEqual(['2026-12-15']);
    expect(due('chậm nhất trước ngày 15/12/2026')).toEqual(['2026-12-14']);
  });

  it('keeps the day when a clock time bounds it', () => {
    expect(due('trước 17h00 ngày 15/12/2026')).toEqual(['2026-12-15']);
  });

  it('clamps a day that the month does not have to its last', () => {
    expect(due('trước ngày 30 hằng tháng', 2025)[1]).toBe('2025-02-28');
    expect(due('ngày 31 hằng tháng', 2025)[3]).toBe('2025-04-30');
  });
});

describe('what only looks like a deadline', () => {
  it('does not take the date of a cited document for one', () => {
    expect(first('Theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh')).toMatchObject({
      kind: 'conditional',
      sure: true,
    });
    expect(due('Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 trước ngày 15/12/2026')).toEqual(['2026-12-14']);
  });

  it('does not take the year of a plan title for one', () => {
    expect(due('Ban hành Kế hoạch CCHC năm 2026 trước ngày 15/01/2026')).toEqual(['2026-01-14']);
  });

  it('takes neither the year, the issuer nor the day in brackets of a cited document for one', () => {
    for (const cited of [
      'Quyết định 884/QĐ-TTg năm 2022',
      'Kết luận 198-KL/TW năm 2025 của Bộ Chính trị',
      'Nghị quyết số 15 của Quốc hội ngày 16/7/2026',
      'Công văn số 123/SNV-CCHC&PC ngày 10/01/2026 của Sở Nội vụ',
      'Quyết định số 3408/QĐ-VHTT (ngày 16 tháng 11)',
    ]) {
      expect(due(`Thực hiện ${cited}`), cited).toEqual([]);
      expect(due(`Thực hiện ${cited}: quý III/2026`), cited).toEqual(['2026-09-30']);
    }
  });

  it('asks about windows of data, days in force, moon days and dates long past', () => {
    for (const text of [
      'báo cáo năm được tính từ ngày 15/12 năm trước đến ngày 14/12',
      'có hiệu lực từ ngày 01/7/2026',
      'mùng 5 tháng 9',
      'trước năm 1975',
      'Nhiệm kỳ 2025-2030',
      'trước ngày 20 tháng',
      'Trước hết tháng 6/2026',
    ])
      expect(first(text).sure, text).toBe(false);
  });

  it('tells a part of something from a day', () => {
    expect(due('Hoàn thành 2/3 số chỉ tiêu trong quý II/2026')).toEqual(['2026-06-30']);
    expect(due('trước ngày 2/3')).toEqual(['2026-03-01']);
  });

  it('gives no date for budget remarks and the rules of others', () => {
    expect(first('Theo dự toán được cấp')).toMatchObject({ kind: 'unknown', sure: false });
    expect(first('Theo quy định')).toMatchObject({ kind: 'unknown', trigger: 'Theo quy định' });
  });
});

describe('a text typed without its marks', () => {
  it('is read, but a person is always asked', () => {
    expect(first('truoc ngay 15/12/2026')).toMatchObject({ sure: false, deadlines: [{ due: ['2026-12-14'] }] });
    expect(due('hang quy, cham nhat ngay 15 thang cuoi quy')).toEqual([
      '2026-03-15',
      '2026-06-15',
      '2026-09-15',
      '2026-12-15',
    ]);
  });

  it('is left alone when it holds no words at all', () => {
    expect(first('15/12/2026').sure).toBe(true);
  });
});

describe('a report beside its work', () => {
  it('is another date, not a closer bound', () => {
    expect(due('Hoàn thành trong quý II/2026, báo cáo kết quả trước ngày 10/7/2026')).toEqual([
      '2026-06-30',
      '2026-07-09',
    ]);
    expect(due('Quý II/2026, chậm nhất ngày 15/6')).toEqual(['2026-06-15']);
  });

  it('is asked about when its date could be either', () => {
    expect(first('Thực hiện trong năm 2026, báo cáo trước 30/11')).toMatchObject({ kind: 'composite', sure: false });
  });
});

describe('lunar and named days', () => {
  it('reads the lunar calendar of Vietnam', () => {
    expect(due('trước ngày 10/3 âm lịch')).toEqual(['2026-04-25']);
    expect(due('chậm nhất Tết Nguyên đán Bính Ngọ')).toEqual(['2026-02-17']);
    expect(due('trước ngày 23 tháng Chạp năm 2025')).toEqual(['2026-02-09']);
  });

  it('asks a person about Tết, which is more than a day', () => {
    expect(first('Trước Tết Nguyên đán').sure).toBe(false);
  });
});

describe('words counted from the day of issue', () => {
  it('need that day', () => {
    expect(first('trước thứ Sáu tuần sau')).toMatchObject({ sure: false });
    expect(due('chậm nhất thứ Sáu tuần sau', 2026, day('2026-03-03'))).toEqual(['2026-03-13']);
    expect(due('cuối tháng này', 2026, day('2026-03-03'))).toEqual(['2026-03-31']);
  });
});

describe('the derivation', () => {
  it('shows which words carry which part, in the text as written', () => {
    const text = '- Kế hoạch: Quý \nI/2026;\n- Báo cáo: trước ngày 15/12/2026.';
    const reading = first(text);
    const times = reading.spans.filter((one) => one.role === 'time');
    expect(times.map((one) => one.text)).toEqual(['Quý \nI/2026', 'trước ngày 15/12/2026']);
    for (const span of times) expect(text.slice(span.start, span.end)).toBe(span.text);
  });

  it('names every doubt in Vietnamese', () => {
    expect(first('trước ngày 15 tháng cuối kỳ báo cáo').doubts).toEqual(['chưa nêu kỳ báo cáo là tháng, quý hay năm']);
    expect(first('Quý II/2026 blah 25').why).toContain('Cần người xem lại');
  });

  it('tells the reading in one line', () => {
    expect(first('Trước ngày 10 của tháng cuối quý năm 2023', 2023).why).toBe(
      'Hiểu là: hàng quý, trước ngày 10 của tháng cuối quý, trong năm 2023 → 09/03/2023, 09/06/2023, 09/09/2023, 09/12/2023',
    );
  });
});
