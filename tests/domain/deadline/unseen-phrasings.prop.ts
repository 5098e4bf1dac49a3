// Phrasings put together here, with their dates worked out by plain date arithmetic: none is in the fixtures.
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const lastOf = (year: number, month: number) => iso(year, month + 1, 0);
const pad = (n: number) => String(n).padStart(2, '0');
const ROMAN = ['', 'I', 'II', 'III', 'IV'];
const datesOf = (text: string, planYear = 2026) =>
  [...new Set(readDeadline({ text, planYear }).deadlines.flatMap((one) => one.due))].sort();

type Phrase = { text: string; due: string[] };
const yearArb = fc.integer({ min: 2022, max: 2032 });
const monthArb = fc.integer({ min: 1, max: 12 });
const dayArb = fc.integer({ min: 2, max: 28 });

const lead = fc.constantFrom(
  '',
  'Hoàn thành ',
  'Xong ',
  'Ban hành Kế hoạch ',
  'Tổng hợp, báo cáo UBND tỉnh ',
  'Trình Chủ tịch UBND huyện ',
  'Gửi Sở Nội vụ ',
);
const tail = fc.constantFrom('', '.', ' để tổng hợp', ' (qua Phòng Nội vụ)', ' hoặc khi có yêu cầu', ' theo quy định');
const yearly = fc.constantFrom('hằng năm', 'hàng năm', 'mỗi năm', 'Hằng năm');
const quarterly = fc.constantFrom('hằng quý', 'hàng quý', 'mỗi quý', 'định kỳ hàng quý', 'định kỳ quý');

const dayForms = (day: number, month: number, year: number) => [
  `ngày ${pad(day)}/${pad(month)}/${year}`,
  `ngày ${day}/${month}/${year}`,
  `${pad(day)}/${month}/${year}`,
  `ngày ${pad(day)} tháng ${pad(month)} năm ${year}`,
  `ngày ${day} tháng ${month} năm ${year}`,
  `ngày ${pad(day)}-${pad(month)}-${year}`,
  `ngày ${pad(day)}.${pad(month)}.${year}`,
  `ngày ${pad(day)} tháng ${month}/${year}`,
];
const pick = <T>(items: readonly T[]) => fc.constantFrom(...items);

const fixedDay: fc.Arbitrary<Phrase> = fc
  .tuple(dayArb, monthArb, yearArb, lead, tail)
  .chain(([d, m, y, before, after]) =>
    fc
      .tuple(
        pick(dayForms(d, m, y)),
        pick([
          ['trước', 1],
          ['chậm nhất trước', 1],
          ['muộn nhất trước', 1],
          ['chậm nhất', 0],
          ['chậm nhất là', 0],
          ['chậm nhất vào', 0],
          ['chậm nhất đến hết', 0],
          ['muộn nhất là', 0],
          ['đến hết', 0],
          ['đến', 0],
          ['không quá', 0],
          ['không muộn hơn', 0],
          ['trong', 0],
          ['vào', 0],
          ['hạn cuối', 0],
          ['trước 17h00', 0],
          ['trước 16 giờ 30', 0],
        ] as [string, number][]),
      )
      .map(([form, [edge, back]]) => ({ text: `${before}${edge} ${form}${after}`, due: [iso(y, m, d - back)] })),
  );

const period: fc.Arbitrary<Phrase> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), monthArb, yearArb, lead, fc.constantFrom('', 'trong ', 'Trong '))
  .chain(([q, m, y, before, edge]) =>
    pick<Phrase>([
      { text: `${before}${edge}quý ${ROMAN[q]}/${y}`, due: [lastOf(y, q * 3)] },
      { text: `${before}${edge}Quý ${q} năm ${y}`, due: [lastOf(y, q * 3)] },
      { text: `${before}${edge}tháng ${pad(m)}/${y}`, due: [lastOf(y, m)] },
      { text: `${before}${edge}tháng ${m} năm ${y}`, due: [lastOf(y, m)] },
      { text: `${before}cuối tháng ${m}/${y}`, due: [lastOf(y, m)] },
      { text: `${before}đầu tháng ${m} năm ${y}`, due: [iso(y, m, 1)] },
      { text: `${before}cuối quý ${ROMAN[q]}/${y}`, due: [lastOf(y, q * 3)] },
      { text: `${before}cuối năm ${y}`, due: [iso(y, 12, 31)] },
      { text: `${before}${edge}6 tháng đầu năm ${y}`, due: [iso(y, 6, 30)] },
      { text: `${before}${edge}9 tháng đầu năm ${y}`, due: [iso(y, 9, 30)] },
      { text: `${before}trước quý ${ROMAN[q]}/${y}`, due: [iso(y, q * 3 - 2, 0)] },
      { text: `${before}trước tháng ${m}/${y}`, due: [iso(y, m, 0)] },
      { text: `Từ tháng 1 đến tháng ${m}/${y}`, due: [lastOf(y, m)] },
      { text: `Từ ngày 01/01/${y} đến hết ngày ${pad(15)}/${m}/${y}`, due: [iso(y, m, 15)] },
    ]),
  );

const MONTHS = [3, 6, 9, 12];
const rhythm: fc.Arbitrary<Phrase> = fc
  .tuple(dayArb, monthArb, yearly, quarterly, lead)
  .chain(([d, m, annual, each, before]) =>
    pick<Phrase>([
      { text: `${before}trước ngày ${d}/${m} ${annual}`, due: [iso(2026, m, d - 1)] },
      { text: `${annual}, trước ngày ${d} tháng ${m}`, due: [iso(2026, m, d - 1)] },
      { text: `${annual} (chậm nhất ngày ${d}/${m})`, due: [iso(2026, m, d)] },
      { text: `${annual}, các cơ quan báo cáo Sở Nội vụ trước ngày ${d}/${m}`, due: [iso(2026, m, d - 1)] },
      { text: `trước ngày ${d}/${m} của năm báo cáo`, due: [iso(2026, m, d - 1)] },
      { text: `trước ngày ${d}/${m} năm sau`, due: [iso(2027, m, d - 1)] },
      { text: `${before}trước ngày ${d} của tháng cuối quý`, due: MONTHS.map((one) => iso(2026, one, d - 1)) },
      { text: `${each}, chậm nhất ngày ${d} tháng cuối quý`, due: MONTHS.map((one) => iso(2026, one, d)) },
      { text: `${each} (trước ngày ${d} của tháng đầu quý sau)`, due: MONTHS.map((one) => iso(2026, one + 1, d - 1)) },
      { text: `${each} và ${annual}`, due: MONTHS.map((one) => lastOf(2026, one)) },
      { text: `${each}, 6 tháng, 9 tháng, năm`, due: MONTHS.map((one) => lastOf(2026, one)) },
      {
        text: `định kỳ 6 tháng (trước ngày ${d}/6) và hằng năm (trước ngày ${d}/12)`,
        due: [iso(2026, 6, d - 1), iso(2026, 12, d - 1)],
      },
      {
        text: `báo cáo 6 tháng trước ngày ${d}/6, báo cáo năm trước ngày ${d}/12`,
        due: [iso(2026, 6, d - 1), iso(2026, 12, d - 1)],
      },
      {
        text: `Báo cáo 6 tháng: trước ngày ${d}/6; báo cáo năm: trước ngày ${d}/12`,
        due: [iso(2026, 6, d - 1), iso(2026, 12, d - 1)],
      },
      {
        text: `trước ngày ${d}/6 đối với báo cáo 6 tháng và trước ngày ${d}/12 đối với báo cáo năm`,
        due: [iso(2026, 6, d - 1), iso(2026, 12, d - 1)],
      },
      { text: `ngày ${d} hằng tháng`, due: Array.from({ length: 12 }, (_, k) => iso(2026, k + 1, d)) },
      {
        text: `${before}chậm nhất ngày ${d} của tháng sau`,
        due: Array.from({ length: 12 }, (_, k) => iso(2026, k + 2, d)),
      },
      { text: `trong vòng 10 ngày kể từ ngày kết thúc quý`, due: MONTHS.map((one) => iso(2026, one + 1, 10)) },
      { text: `Tháng ${m} ${annual}`, due: [lastOf(2026, m)] },
      { text: `Kế hoạch: Quý I; Báo cáo: trước ngày ${d}/12`, due: [iso(2026, 3, 31), iso(2026, 12, d - 1)] },
    ]),
  );

const phrase = fc.oneof(fixedDay, period, rhythm);

describe('phrasings that nobody tuned for', () => {
  it('give the dates that plain arithmetic gives', () => {
    fc.assert(
      fc.property(phrase, ({ text, due }) => {
        expect(datesOf(text), text).toEqual([...new Set(due)].sort());
      }),
      { numRuns: 2500 },
    );
  }, 60_000);

  it('are read with certainty nearly always', () => {
    // Their years are of any plan, so none is outside.
    const sample = fc.sample(phrase, { numRuns: 500, seed: 11 });
    const sure = sample.filter(({ text }) => readDeadline({ text, planYear: 2026, planYears: null }).sure).length;
    expect(sure / sample.length).toBeGreaterThan(0.9);
  }, 60_000);
});

type Layout = [string, (a: string, b: string, first: string, second: string) => string];
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
/** How cells set several pieces of work beside each other. */
const layouts: Layout[] = [
  ['semicolons', (a, b, first, second) => `${first}: ${a}; ${lower(second)}: ${b}`],
  ['list points on lines', (a, b, first, second) => `- ${first}: ${a}.\n- ${second}: ${b}.`],
  ['list points in one line', (a, b, first, second) => `- ${first}: ${a} - ${second}: ${b}`],
  ['lines without a mark', (a, b, first, second) => `${first}: ${a}\n${second}: ${b}`],
  ['letters', (a, b, first, second) => `a) ${first}: ${a} b) ${second}: ${b}`],
  ['numbers in brackets', (a, b, first, second) => `(1) ${first}: ${a}; (2) ${second}: ${b}`],
  ['numbered lines', (a, b, first, second) => `1. ${first}: ${a}\n2. ${second}: ${b}`],
  ['the time before the work', (a, b, first, second) => `${a}: ${lower(first)}; ${lower(b)}: ${lower(second)}`],
];
const works = ['Ban hành kế hoạch', 'Tổ chức thực hiện', 'Kiểm tra tại cơ sở', 'UBND cấp xã', 'Tập huấn'];
const pieces = readFileSync(new URL('../../fixtures/deadline-phrasings.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { text: string; planYear: number | null; ask?: true })
  // A piece with list points, colons or semicolons of its own is a layout already.
  .filter(({ text, planYear, ask }) => planYear === 2026 && !ask && text.length < 90 && !/[:;\n]|^[-+*(]/.test(text))
  .map(({ text }) => text.replace(/\.$/, ''))
  .filter((text) => readDeadline({ text, planYear: 2026 }).sure && datesOf(text).length > 0);

describe('several pieces of work in one cell', () => {
  const pair = fc
    .tuple(fc.constantFrom(...layouts), fc.constantFrom(...pieces), fc.constantFrom(...pieces), fc.nat(4), fc.nat(3))
    .map(([[, layout], a, b, k, step]) => {
      const [first, second] = [works[k], works[(k + 1 + step) % works.length]] as [string, string];
      return { text: layout(a, b, first, second), due: [...new Set([...datesOf(a), ...datesOf(b)])].sort() };
    });

  it('keep every date of each piece and gain none, or a person is asked', () => {
    fc.assert(
      fc.property(pair, ({ text, due }) => {
        if (readDeadline({ text, planYear: 2026 }).sure) expect(datesOf(text), text).toEqual(due);
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it('seldom need a person when each piece alone needs none', () => {
    const sample = fc.sample(pair, { numRuns: 500, seed: 5 });
    const sure = sample.filter(({ text }) => readDeadline({ text, planYear: 2026 }).sure).length;
    expect(sure / sample.length).toBeGreaterThan(0.95);
  }, 60_000);
});

const written = ['deadlines.jsonl', 'deadline-phrasings.jsonl'].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { text: string; planYear: number | null }),
);

/** How the same words get mangled on their way through Word, Excel, PDF and people. */
const manglings: ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => text.replace(/ /g, '\u00a0'),
  (text) => text.replace(/ /g, '  '),
  (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (text) => text.replace(/hàng (năm|quý|tháng|tuần)/giu, 'hằng $1'),
  (text) => text.replace(/hằng (năm|quý|tháng|tuần)/giu, 'hàng $1'),
  (text) => text.replace(/quý/giu, 'quí'),
  (text) => text.replace(/-/g, '–'),
  (text) => text.replace(/\//g, ' / '),
  (text) => `  ${text}\n`,
];

describe('a text that lost its shape on the way', () => {
  it('reads as the text it was: case, spaces, Unicode forms, dashes, spelling pairs', () => {
    const shape = (text: string, planYear: number | null) => {
      const { kind, deadlines, sure } = readDeadline({ text, planYear });
      return { kind, sure, deadlines: deadlines.map(({ recur, opens, due }) => ({ recur, opens, due })) };
    };
    for (const { text, planYear } of written)
      for (const mangle of manglings)
        expect(shape(mangle(text), planYear), mangle(text)).toEqual(shape(text, planYear));
  });
});

/** One word as a hurried hand types it: without its marks, with two letters changed round or one left out. */
const slips: ((word: string) => string)[] = [
  (word) =>
    word
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/g, 'd'),
  (word) =>
    word
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
      .normalize('NFC'),
  (word) => `${word.charAt(0)}${word.charAt(2)}${word.charAt(1)}${word.slice(3)}`,
];

describe('a misspelt word that bounds a date', () => {
  const edges = ['trước', 'cuối', 'giữa', 'chậm nhất trước'];
  const places = ['ngày 25/11', 'ngày 15 của tháng cuối quý', 'tháng 10/2026', 'ngày 20/6 hằng năm'];

  it('is read as what it was, or a person is asked: it is never dropped in silence', () => {
    for (const edge of edges)
      for (const place of places)
        for (const slip of slips) {
          const words = edge.split(' ');
          const text = [...words.slice(0, -1), slip(words[words.length - 1] ?? ''), place].join(' ');
          const { sure } = readDeadline({ text, planYear: 2026 });
          if (sure) expect(datesOf(text), text).toEqual(datesOf(`${edge} ${place}`));
        }
  });

  it('does not make a person look at real words that resemble it', () => {
    for (const text of [
      'theo dõi, cập nhật trước ngày 15/6/2026',
      'UBND tỉnh Quảng Nam: quý II/2026',
      'Tuân thủ quy định, hoàn thành trong tháng 6/2026',
      'Thu thập thông tin, đấu thầu trong quý III/2026',
    ])
      expect(readDeadline({ text, planYear: 2026 }).doubts, text).toEqual([]);
  });
});
