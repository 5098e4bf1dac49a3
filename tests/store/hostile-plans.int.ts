// No file can make the database refuse a plan: what leaves the reader can be stored, whatever stood in the cells.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParsedPlan } from '#contracts/plan.ts';
import { boundPlan } from '#documents/bound-plan.ts';
import { cleanDocument } from '#documents/clean-document.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { buildGrid } from '#domain/plan/build-grid.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { addDraftPlan, findPlan } from '#store/plan-store.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();

const sign = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('\u0000', '\u0007', '\u001b', '\ud800', '\udfff', '\ufffe', '\uffff', '\u202e'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u2066', '\u200f', '\ufeff', '\u00ad', '\u2028', '\u000b', '\u0085', '\u{1fffe}'),
  },
  { weight: 3, arbitrary: fc.constantFrom("'", '"', '\\', '{', '}', ',', '%', '$1', '\n', '\t', 'é', 'e\u0301', '🇻🇳') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Báo cáo',
      'Phòng Nội vụ',
      '1.1',
      'II',
      'Quý I/2026',
      '999999',
      '2147483648',
      '; ',
      'Phụ lục 1',
    ),
  },
);
const text = fc.oneof(
  { weight: 60, arbitrary: fc.array(sign, { maxLength: 12 }).map((signs) => signs.join('')) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40_000 }).map((length) => 'dài '.repeat(length / 4)) },
);
const titles = fc.constantFrom(
  'KẾ HOẠCH NĂM 999999',
  'KẾ HOẠCH GIAI ĐOẠN 2030-2021',
  'KẾ HOẠCH NĂM 2026\u0000\ud800',
  `KẾ HOẠCH ${'RẤT '.repeat(3_000)}NĂM 2026`,
  'KẾ HOẠCH NĂM 0000',
);
const HEADER = ['STT', 'Nhiệm vụ', 'Hoạt động', 'Sản phẩm', 'Chủ trì', 'Phối hợp', 'Thời hạn', 'Kinh phí'];

test('a plan whose cells hold anything at all is stored as it was read, or refused with its places', async () => {
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(
      titles,
      text,
      fc.array(fc.array(text, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
      async (title, name, lines) => {
        const cells = [HEADER, ...lines].flatMap((line, row) =>
          line.map((one, column) => ({ row, column, rowSpan: 1, colSpan: 1, text: one })),
        );
        const { document, issues } = cleanDocument({
          title,
          blocks: [
            { kind: 'paragraph', text: title },
            { kind: 'table', number: 1, name, grid: buildGrid(cells) },
          ],
        });
        const parsed = parsePlan(document);
        const plan = boundPlan({ ...parsed, issues: [...issues, ...parsed.issues] }, FILE_LIMITS.planLetters);
        expect(ParsedPlan.safeParse(plan).error).toBeUndefined();
        if (plan.rows.length === 0) {
          expect(plan.issues.length).toBeGreaterThan(0);
          return;
        }
        const file = { fileName: 'a.docx', fileSha256: 'ab', sample: false, actor: 'Cán bộ', now: new Date() };
        const id = await addDraftPlan(own.database, { parsed: plan, ...file });
        const kept = await findPlan(own.database, id);
        expect(kept?.parsed.rows).toEqual(plan.rows);
        expect(kept?.parsed.issues).toEqual(plan.issues);
        stored += 1;
      },
    ),
    { numRuns: 120 },
  );
  // A property whose every case is refused would say nothing about the database.
  expect(stored).toBeGreaterThan(30);
});

test('what the reader should never give is refused before anything is written', async () => {
  const row = {
    stt: '1',
    field: null,
    objective: null,
    task: null,
    activity: { code: null, no: 2_147_483_648, title: 'a' },
    products: [],
    leads: ['a'],
    coordinators: [],
    deadlineText: null,
    funding: null,
    place: { table: 1, row: 2 },
  };
  const plan = { title: null, issuer: null, yearFrom: 2026, yearTo: 2026 };
  const file = { fileName: 'a.docx', fileSha256: 'ab', sample: false, actor: 'Cán bộ', now: new Date() };
  const before = await own.database.plan.count();
  const bad = [
    { plan, fields: [], rows: [row], issues: [] },
    { plan: { ...plan, yearTo: 1990 }, fields: [], rows: [], issues: [] },
    { plan: { ...plan, title: 'a\u0000' }, fields: [], rows: [], issues: [] },
    {
      plan,
      fields: [
        { code: 'I', title: 'a' },
        { code: 'I', title: 'b' },
      ],
      rows: [],
      issues: [],
    },
  ];
  for (const parsed of bad) await expect(addDraftPlan(own.database, { parsed, ...file })).rejects.toThrow();
  expect(await own.database.plan.count()).toBe(before);
});
