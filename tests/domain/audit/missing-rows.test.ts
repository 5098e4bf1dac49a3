// Rows that one side lacks: what was deleted, and what was put in without an event.
import { describe, expect, test } from 'vitest';
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { digestedFacts, factsIn } from '#domain/audit/assignment-facts.ts';
import { compareAssignments, nameOf, type StoredAssignment } from '#domain/audit/compare-assignments.ts';
import { createProofCheck, type StoredProof } from '#domain/audit/compare-deliveries.ts';
import { compareColumns, rowDifference } from '#domain/audit/difference.ts';
import { emptyLog, foldLogEvent, type LoggedPlan } from '#domain/audit/fold-log.ts';
import { at, day } from '../../support/moments.ts';
import { FACTS } from './facts.ts';

const ROW: StoredAssignment = {
  facts: FACTS,
  status: 'assigned',
  sequence: 1,
  rulesVersion: 1,
  reportedOn: null,
  acknowledgedAt: null,
  endedAt: null,
  reports: [],
};
const NAME = 'Việc I.1/a/2026-06-15 «Rà soát»';

function logged(payload: object = { facts: FACTS }) {
  const log = emptyLog();
  const event = { sequence: 1, actor: '', occurredAt: at('2026-01-05T02:00:00Z'), subject: 'assignment/v' };
  foldLogEvent(log, { ...event, ...readLoggedEvent('assigned', payload) });
  return log.assignments;
}

describe('an assignment', () => {
  test('of the log that is gone from its table is told by its name, or by its id where there is none', () => {
    expect(compareAssignments(logged(), new Map(), new Set(), new Map())).toEqual([
      rowDifference('assignment/v', `${NAME}: có trong nhật ký, đã bị xóa khỏi bảng việc.`),
    ]);
    expect(compareAssignments(logged({}), new Map(), new Set(), new Map())).toEqual([
      rowDifference('assignment/v', 'Việc v: có trong nhật ký, đã bị xóa khỏi bảng việc.'),
    ]);
    expect(nameOf('v', FACTS)).toBe(NAME);
  });

  test('without an event was put in by another hand, unless its plan was given out and it is only starting', () => {
    const plan: LoggedPlan = {
      title: null,
      deleted: false,
      published: true,
      rowsDigest: null,
      assignmentsDigest: null,
    };
    const compare = (plans: Map<string, LoggedPlan>, complete: string[]) =>
      compareAssignments(new Map(), plans, new Set(complete), new Map([['v', ROW]]));
    const foreign = [rowDifference('assignment/v', `${NAME}: có trong bảng việc, không có sự kiện nào.`)];
    expect(compare(new Map(), [])).toEqual(foreign);
    expect(compare(new Map([['p', { ...plan, published: false }]]), [])).toEqual(foreign);
    expect(compare(new Map([['p', plan]]), ['p'])).toEqual(foreign);
    expect(compare(new Map([['p', plan]]), [])).toEqual([]);
    expect(compare(new Map([['q', plan]]), [])).toEqual(foreign);
  });

  test('whose facts the log does not know is called by its row', () => {
    const stored = new Map([['v', { ...ROW, status: 'verified' }]]);
    expect(compareAssignments(logged({}), new Map(), new Set(), stored)).toMatchObject([
      {
        subject: 'assignment/v',
        column: 'status',
        words: `${NAME}: trạng thái (status): nhật ký ghi «assigned», bảng dữ liệu ghi «verified».`,
      },
    ]);
  });

  test('states its facts in its event, or none', () => {
    const stated = (type: string, payload: unknown) => factsIn(readLoggedEvent(type, payload));
    expect(stated('assigned', { facts: FACTS })).toEqual(FACTS);
    expect(stated('facts-stated', { facts: FACTS })).toEqual(FACTS);
    expect([stated('assigned', {}), stated('assigned', null), stated('acknowledged', { facts: FACTS })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('is digested with all its facts but the name that a roster may change', () => {
    const { agencyName, ...rest } = FACTS;
    expect(agencyName).toBe('Phòng A');
    expect(digestedFacts('v', FACTS)).toEqual({ id: 'v', ...rest });
  });
});

describe('a report', () => {
  const report = {
    sequence: 2,
    note: 'Xong',
    documentNumber: null,
    evidenceUrl: null,
    files: [],
    reportedOn: day('2026-06-10'),
    actor: 'Hạnh',
    outcome: 'waiting',
    outcomeReason: null,
  };
  const life = () => {
    const assignments = logged();
    const [one] = assignments.values();
    one?.reports.push(report);
    return assignments;
  };

  test('of the log that is gone from its table is told with its day', () => {
    expect(compareAssignments(life(), new Map(), new Set(), new Map([['v', ROW]]))).toEqual([
      rowDifference('assignment/v', `${NAME}, báo cáo ngày 10/06/2026: có trong nhật ký, đã bị xóa khỏi bảng báo cáo.`),
    ]);
  });

  test('without an event was put in by another hand', () => {
    const rows = new Map([
      ['v', { ...ROW, reports: [report, { ...report, sequence: 3, reportedOn: day('2026-06-11') }] }],
    ]);
    expect(compareAssignments(life(), new Map(), new Set(), rows)).toEqual([
      rowDifference('assignment/v', `${NAME}, báo cáo ngày 11/06/2026: có trong bảng báo cáo, không có sự kiện nào.`),
    ]);
  });

  test('that was changed is told with its day', () => {
    const rows = new Map([['v', { ...ROW, reports: [{ ...report, note: 'Chưa' }] }]]);
    expect(compareAssignments(life(), new Map(), new Set(), rows)[0]?.words).toBe(
      `${NAME}, báo cáo ngày 10/06/2026: nội dung (note): nhật ký ghi «Xong», bảng dữ liệu ghi «Chưa».`,
    );
  });
});

describe('proofs of delivery', () => {
  const proof: StoredProof = {
    kind: 'message',
    id: 'm',
    name: 'Thư',
    hash: 'h',
    ended: true,
    sealed: true,
    orphan: false,
  };
  const seals = new Map([
    ['message/m', 'h'],
    ['entry/e', 'h'],
  ]);
  const entry: StoredProof = { ...proof, kind: 'entry', id: 'e', name: 'Lượt' };
  const check = (...proofs: StoredProof[]) => {
    const all = createProofCheck(seals);
    for (const one of proofs) all.add(one);
    return all.finish();
  };
  const told = (...proofs: StoredProof[]) =>
    check(...proofs).differences.map(({ subject, words }) => `${subject} | ${words}`);

  test('that were changed, invented, or belong to no reminder are told, each in its words', () => {
    expect(told({ ...proof, hash: 'khác' }, { ...entry, hash: 'khác' })).toEqual([
      'message/m | Thư: đã bị sửa sau khi niêm phong (người nhận, nội dung, giờ, kết quả hoặc biên nhận).',
      'ledger/e | Lượt: đã bị sửa sau khi niêm phong (người nhận, nội dung, giờ, kết quả hoặc biên nhận).',
    ]);
    expect(told(proof, entry, { ...entry, id: 'x' })).toEqual([
      'ledger/x | Lượt: ghi là đã niêm phong nhưng nhật ký không có.',
    ]);
    expect(told({ ...proof, orphan: true }, entry)).toEqual([
      'message/m | Thư: không thuộc lượt nhắc nào, không do phần mềm tạo ra.',
    ]);
  });

  test('that were deleted are told by their kind', () => {
    expect(told()).toEqual([
      'message/m | Thư m: đã niêm phong trong nhật ký, đã bị xóa khỏi bảng.',
      'ledger/e | Lượt nhắc e: đã niêm phong trong nhật ký, đã bị xóa khỏi bảng.',
    ]);
  });

  test('without a seal count as unsealed once they have ended, and are not compared', () => {
    const open = { ...proof, id: 'n', sealed: false, hash: 'khác' };
    expect(check(proof, entry, open, { ...open, ended: false })).toEqual({ differences: [], sealed: 2, unsealed: 1 });
  });
});

describe('two records', () => {
  const compare = (before: string | number | boolean | null, now: string | number | boolean | null) =>
    compareColumns<{ x: unknown; y: unknown }>('s', 'Tên', { x: 'cột' }, { x: before, y: 1 }, { x: now, y: 2 });

  test('are compared in the columns that have a word, and in no other', () => {
    expect(compare('a', 'a')).toEqual([]);
    expect(compare(false, true)).toEqual([
      {
        subject: 's',
        column: 'x',
        logged: 'false',
        stored: 'true',
        words: 'Tên: cột (x): nhật ký ghi «false», bảng dữ liệu ghi «true».',
      },
    ]);
    expect(compare(0, null)).toMatchObject([{ logged: '0', stored: null }]);
    expect(compare('', null)[0]?.words).toBe('Tên: cột (x): nhật ký ghi «», bảng dữ liệu ghi trống.');
  });

  test('are told in full, but a text without end is cut in the sentence', () => {
    expect(compare('a', 'b'.repeat(120))[0]?.words).toContain(`«${'b'.repeat(120)}»`);
    const [long] = compare('a', 'b'.repeat(121));
    expect(long?.words).toContain(`«${'b'.repeat(120)}…»`);
    expect(long?.stored).toBe('b'.repeat(121));
  });
});
