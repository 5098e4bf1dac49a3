import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeadlineReading } from '#contracts/deadline.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { printRule } from '#domain/deadline/words/print-rule.ts';
import { arbitraryRule } from './arbitrary-rule.ts';

const WORDS = (
  'trước ngày tháng quý năm hàng hằng tuần chậm nhất đến hết cuối đầu giữa từ của thường xuyên định kỳ trong sau theo khi có 6 9 12 15 30 ' +
  '2026 2025 / - , ; : ( ) . I II III IV 15/12/2026 30/6 17h00 thứ Sáu và hoặc báo cáo kế hoạch quy định đột xuất lần một làm việc kể âm lịch Tết số KH UBND'
).split(' ');
const officeNoise = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' '));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  officeNoise,
);
const planYear = fc.option(fc.integer({ min: 1990, max: 2100 }), { nil: null });

const realTexts = ['deadlines.jsonl', 'deadline-phrasings.jsonl'].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
const CITATIONS = [
  'Thực hiện Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026 của UBND tỉnh',
  'Theo Công văn số 123/SNV-CCHC&PC (ngày 10/01/2026) của Sở Nội vụ, trước 17h00 ngày 20/3',
];

describe('reading any text at all', () => {
  it('never fails, and always answers in the agreed form', () => {
    fc.assert(
      fc.property(anyText, planYear, (text, year) => {
        expect(DeadlineReading.safeParse(readDeadline({ text, planYear: year })).success).toBe(true);
      }),
      { numRuns: 600 },
    );
  }, 60_000);

  it('never fails on a real text that is cut off anywhere, or on two that run into each other', () => {
    for (const text of [...realTexts, ...CITATIONS])
      for (let end = 0; end <= text.length; end++) readDeadline({ text: text.slice(0, end), planYear: 2026 });
    const joint = fc.constantFrom(' ', ', ', '; ', '. ', ' và ', ' (', '\n', ': ', ' - ');
    fc.assert(
      fc.property(fc.constantFrom(...realTexts), joint, fc.constantFrom(...realTexts), (a, between, b) => {
        readDeadline({ text: `${a}${between}${b}`, planYear: 2026 });
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(officeNoise, (text) => {
        expect(readDeadline({ text, planYear: 2026 })).toEqual(readDeadline({ text, planYear: 2026 }));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('keeps every date inside the plan year and its neighbours unless the text names another year', () => {
    fc.assert(
      fc.property(officeNoise, (noise) => {
        const text = noise.replace(/20\d\d/g, '');
        const { deadlines } = readDeadline({ text, planYear: 2026 });
        for (const due of deadlines.flatMap((one) => one.due))
          expect(due >= '2025' && due < '2028', `${text} ${due}`).toBe(true);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});

describe('a reading that is sure', () => {
  const unread = fc.constantFrom(
    ' 45 ngày',
    ' 15/3',
    ' vào 17',
    ' kể từ 30',
    ' hết quý',
    ' ngày',
    ' trước',
    ' sau 3',
    ' tuần 51',
  );

  it('never leaves a number or a time word of the text unread', () => {
    fc.assert(
      fc.property(arbitraryRule, unread, (rule, extra) => {
        const text = `${printRule(rule)} xyz${extra} xyz`;
        const reading = readDeadline({ text, planYear: 2026 });
        const left = reading.unread.map((one) => one.text).join(' ');
        if (/\d|ngày|trước|tuần|quý|hết|sau/u.test(left)) expect(reading.sure, text).toBe(false);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('always gives its reasons for doubt when it is not', () => {
    fc.assert(
      fc.property(anyText, planYear, (text, year) => {
        const reading = readDeadline({ text, planYear: year });
        expect(reading.sure).toBe(reading.doubts.length === 0);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe('a very long text', () => {
  const bad = [
    'trước ngày ',
    '15/12, ',
    'quý I, ',
    '6 tháng, ',
    'khi có ',
    'số 1/',
    '((((',
    'trước chậm nhất đến ',
    'quýtháng',
    'a',
    '- a: ',
    '1.',
    'hàng quý; ',
    'từ ngày 1 đến ',
    'theo kế hoạch, ',
    'ngày 15 tháng 3, 4, ',
  ];

  it('of 10,000 characters takes about ten times as long as one of 1,000', () => {
    // Processor time, not the clock on the wall: the machine may be busy with something else.
    const timeOf = (text: string) => {
      const runs: number[] = [];
      for (let k = 0; k < 5; k++) {
        const started = process.cpuUsage();
        readDeadline({ text, planYear: 2026 });
        const used = process.cpuUsage(started);
        runs.push((used.user + used.system) / 1000);
      }
      return Math.min(...runs);
    };
    for (const piece of bad) {
      const short = piece.repeat(Math.ceil(2000 / piece.length));
      const long = piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000);
      readDeadline({ text: short, planYear: 2026 });
      // Ten times the text; thirty times the time leaves room for a busy machine but not for a quadratic step, which stays one when it is looked at again.
      let excess = Number.POSITIVE_INFINITY;
      for (let look = 0; look < 4 && excess > 0; look++)
        excess = Math.min(excess, timeOf(long) - (30 * timeOf(short) + 100));
      expect(excess, piece).toBeLessThanOrEqual(0);
    }
  }, 120_000);
});
