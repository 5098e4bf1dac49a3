// Plans, their tables and decided dates, held against what the log says of them.
import { describe, expect, test } from 'vitest';
import {
  compareDecisions,
  comparePlans,
  completePlans,
  type StoredDecision,
  type StoredPlanState,
} from '#domain/audit/compare-plans.ts';
import type { LoggedPlan } from '#domain/audit/fold-log.ts';

const LOGGED: LoggedPlan = {
  title: 'Kế hoạch CCHC 2026',
  deleted: false,
  published: true,
  rowsDigest: 'dòng',
  assignmentsDigest: 'việc',
};
const STORED: StoredPlanState = {
  title: 'Kế hoạch CCHC 2026',
  status: 'published',
  rowsDigest: 'dòng',
  assignmentsDigest: 'việc',
  loggedDigest: 'việc',
};

const NAME = 'Kế hoạch «Kế hoạch CCHC 2026»';

function compare(logged: Partial<LoggedPlan>, stored: Partial<StoredPlanState>, explained: string[] = []) {
  return comparePlans(
    new Map([['p', { ...LOGGED, ...logged }]]),
    new Map([['p', { ...STORED, ...stored }]]),
    new Set(explained),
  );
}
const words = (found: { words: string }[]) => found.map((one) => one.words);

describe('a plan', () => {
  test('that is as it was imported and given out differs in nothing', () => {
    expect(compare({}, {})).toEqual([]);
    expect(compare({ published: false, assignmentsDigest: null }, { status: 'draft' })).toEqual([]);
  });

  test('that was renamed is told with both titles', () => {
    expect(compare({}, { title: 'Khác' })).toEqual([
      {
        subject: 'plan/p',
        column: 'title',
        logged: 'Kế hoạch CCHC 2026',
        stored: 'Khác',
        words: `${NAME}: tên (title): nhật ký ghi «Kế hoạch CCHC 2026», bảng dữ liệu ghi «Khác».`,
      },
    ]);
  });

  test('whose title an earlier version did not log is called by its row and not compared', () => {
    expect(compare({ title: null }, {})).toEqual([]);
    expect(words(compare({ title: null }, { rowsDigest: 'khác' }))[0]).toContain(NAME);
  });

  test.each([
    [true, 'draft', 'published'],
    [false, 'published', 'draft'],
    [false, 'closed', 'draft'],
  ])('published (%s) in the log and %s in its table is told', (published, status, logged) => {
    expect(compare({ published }, { status })).toMatchObject([
      { subject: 'plan/p', column: 'status', logged, stored: status },
    ]);
  });

  test('that was given out may stand in any state but that of a draft', () => {
    expect(compare({}, { status: 'closed' })).toEqual([]);
  });

  test('whose table was changed is told', () => {
    expect(compare({}, { rowsDigest: 'khác' })).toMatchObject([{ subject: 'plan/p', column: null }]);
    expect(words(compare({}, { rowsDigest: 'khác' }))).toEqual([
      `${NAME}: bảng nhiệm vụ (dòng, lĩnh vực, tệp gốc) không còn như lúc nhập.`,
    ]);
    expect(compare({ rowsDigest: null }, { rowsDigest: 'khác' })).toEqual([]);
  });

  test('whose assignments were added to or taken from is told, unless they say so themselves', () => {
    const changed = { assignmentsDigest: 'khác' };
    expect(words(compare({}, changed))).toEqual([
      `${NAME}: các việc được giao không còn như lúc giao (thêm, bớt hoặc sửa).`,
    ]);
    expect(compare({}, changed, ['p'])).toEqual([]);
    expect(compare({}, changed, ['another'])).toHaveLength(1);
    expect(compare({ assignmentsDigest: null }, changed)).toEqual([]);
  });

  test('that was changed in every way is told in every way', () => {
    const all = { title: 'Khác', status: 'draft', rowsDigest: 'khác', assignmentsDigest: 'khác' };
    expect(compare({}, all).map(({ column }) => column)).toEqual(['title', 'status', null, null]);
  });

  test('that one side lacks is told, and nothing else of it', () => {
    const none = new Map<string, never>();
    expect(comparePlans(new Map([['p', LOGGED]]), none, new Set())).toEqual([
      {
        subject: 'plan/p',
        column: null,
        logged: null,
        stored: null,
        words: `${NAME}: có trong nhật ký, đã bị xóa khỏi bảng kế hoạch.`,
      },
    ]);
    expect(words(comparePlans(new Map([['p', { ...LOGGED, title: null }]]), none, new Set()))).toEqual([
      'Kế hoạch «p»: có trong nhật ký, đã bị xóa khỏi bảng kế hoạch.',
    ]);
    expect(comparePlans(none, new Map([['p', STORED]]), new Set())).toMatchObject([
      { subject: 'plan/p', words: `${NAME}: có trong bảng kế hoạch, không có sự kiện nào.` },
    ]);
  });
});

test('a plan is complete when the assignments that the log knows are those that were given out', () => {
  const logged = new Map([
    ['whole', LOGGED],
    ['starting', LOGGED],
    ['silent', { ...LOGGED, assignmentsDigest: null }],
  ]);
  const stored = new Map([
    ['whole', STORED],
    ['starting', { ...STORED, loggedDigest: 'một phần' }],
    ['silent', STORED],
    ['foreign', STORED],
  ]);
  expect([...completePlans(logged, stored)]).toEqual(['whole']);
});

describe('a decided time text', () => {
  const row = (text: string | null): StoredDecision => ({ planId: 'p', place: 'bảng 1, dòng 4', text });
  const compareText = (logged: string | null, stored: StoredDecision | null) =>
    compareDecisions(new Map(logged === null ? [] : [['r', logged]]), new Map(stored === null ? [] : [['r', stored]]));

  test('that is the one of its event differs in nothing', () => {
    expect(compareText('Quý IV', row('Quý IV'))).toEqual([]);
    expect(compareText(null, row(null))).toEqual([]);
  });

  test('that is another is told with the place of its row', () => {
    expect(compareText('Quý IV', row('Quý I'))).toEqual([
      {
        subject: 'plan-row/r',
        column: 'decidedText',
        logged: 'Quý IV',
        stored: 'Quý I',
        words:
          'Dòng kế hoạch ở bảng 1, dòng 4: thời hạn đã xác nhận (decidedText): nhật ký ghi «Quý IV», bảng dữ liệu ghi «Quý I».',
      },
    ]);
  });

  test('that only one side has is told, also when its row is gone', () => {
    expect(compareText(null, row('Quý I'))).toMatchObject([{ logged: null, stored: 'Quý I' }]);
    expect(compareText('Quý IV', row(null))).toMatchObject([{ logged: 'Quý IV', stored: null }]);
    const [gone] = compareText('Quý IV', null);
    expect(gone).toMatchObject({ subject: 'plan-row/r', logged: 'Quý IV', stored: null });
    expect(gone?.words).toContain('Dòng kế hoạch r:');
  });
});
