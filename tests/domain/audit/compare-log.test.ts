// The whole log folded, and a table held against it, without a database.
import { expect, test } from 'vitest';
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { compareAssignments, type StoredAssignment } from '#domain/audit/compare-assignments.ts';
import { createProofCheck, type StoredProof } from '#domain/audit/compare-deliveries.ts';
import { compareSettings } from '#domain/audit/compare-settings.ts';
import { emptyLog, foldLogEvent } from '#domain/audit/fold-log.ts';
import { noSettings } from '#domain/audit/fold-settings.ts';
import { at, day } from '../../support/moments.ts';
import { FACTS } from './facts.ts';

const AT = at('2026-06-10T03:00:00.000Z');

interface Told {
  type: string;
  payload?: object;
  subject?: string;
  sequence?: number;
}

function fold(...events: Told[]) {
  const log = emptyLog();
  events.forEach(({ type, payload = {}, subject = 'assignment/v', sequence }, index) => {
    const event = { subject, sequence: sequence ?? index + 1, actor: 'Hạnh', occurredAt: AT };
    foldLogEvent(log, { ...readLoggedEvent(type, payload), ...event });
  });
  return log;
}

const reported = (reportedOn: string) => ({
  type: 'reported',
  payload: { note: 'Xong', documentNumber: null, evidenceUrl: null, reportedOn },
});

const LIFE = [
  { type: 'assigned', payload: { facts: FACTS } },
  { type: 'acknowledged' },
  reported('2026-06-08'),
  { type: 'returned', payload: { reason: 'Thiếu' } },
  reported('2026-06-10'),
  { type: 'verified', payload: { note: null } },
];

const ROW: StoredAssignment = {
  facts: FACTS,
  status: 'verified',
  sequence: 6,
  rulesVersion: 1,
  reportedOn: day('2026-06-10'),
  acknowledgedAt: AT,
  endedAt: AT,
  reports: [3, 5].map((sequence) => ({
    sequence,
    note: 'Xong',
    documentNumber: null,
    evidenceUrl: null,
    files: [],
    reportedOn: sequence === 3 ? day('2026-06-08') : day('2026-06-10'),
    actor: 'Hạnh',
    outcome: sequence === 3 ? 'returned' : 'accepted',
    outcomeReason: sequence === 3 ? 'Thiếu' : null,
  })),
};

const compare = (row: StoredAssignment) =>
  compareAssignments(fold(...LIFE).assignments, new Map(), new Set(), new Map([['v', row]]));

test('a row that is as its life left it differs in nothing', () => {
  expect(compare(ROW)).toEqual([]);
});

test('whichever column is changed, that column is named, with both values', () => {
  const changed = [
    ...Object.keys(FACTS).map((column) => [column, { ...ROW, facts: { ...FACTS, [column]: 'khác' } }] as const),
    ...(['status', 'sequence', 'rulesVersion', 'reportedOn', 'acknowledgedAt', 'endedAt'] as const).map(
      (column) => [column, { ...ROW, [column]: 'khác' }] as const,
    ),
    ...(['note', 'documentNumber', 'evidenceUrl', 'reportedOn', 'actor', 'outcome', 'outcomeReason'] as const).map(
      (column) =>
        [
          column,
          { ...ROW, reports: ROW.reports.map((one, index) => (index === 1 ? { ...one, [column]: 'khác' } : one)) },
        ] as const,
    ),
  ];
  for (const [column, row] of changed) {
    const found = compare(row as StoredAssignment).map((one) => [one.column, one.stored]);
    // The roster may rename an agency; it has a hash of its own.
    expect([column, found]).toEqual([column, column === 'agencyName' ? [] : [[column, 'khác']]]);
  }
});

test('a difference tells which work it is, by its key and title', () => {
  const [difference] = compare({ ...ROW, facts: { ...FACTS, due: day('2026-12-31') } });
  expect(difference?.words).toBe(
    'Việc I.1/a/2026-06-15 «Rà soát»: thời hạn (due): nhật ký ghi «2026-06-14», bảng dữ liệu ghi «2026-12-31».',
  );
});

test('facts are those that were stated first, whatever a later event claims', () => {
  const log = fold(
    { type: 'facts-stated', sequence: 0, payload: { facts: FACTS } },
    { type: 'assigned', payload: { facts: { ...FACTS, due: '2027-01-01' } } },
  );
  expect(log.assignments.get('v')?.facts?.due).toBe('2026-06-14');
});

test('of a life without facts nothing but its state is compared', () => {
  const log = fold({ type: 'assigned' }, { type: 'withdrawn', payload: { reason: 'x' } });
  const row = { ...ROW, status: 'withdrawn', sequence: 2, reportedOn: null, acknowledgedAt: null, reports: [] };
  expect(compareAssignments(log.assignments, new Map(), new Set(), new Map([['v', row]]))).toEqual([]);
});

test('the rules of an assignment are those that its start names; one that has not started is not asked', () => {
  const named = fold({ type: 'assigned', payload: { rulesVersion: 2 } });
  expect(named.assignments.get('v')?.rulesVersion).toBe(2);
  const stated = fold({ type: 'facts-stated', sequence: 0, payload: { facts: FACTS } });
  const row = { ...ROW, status: 'assigned', sequence: 0, rulesVersion: 2, reportedOn: null, acknowledgedAt: null };
  const stored = new Map([['v', { ...row, endedAt: null, reports: [] }]]);
  expect(compareAssignments(stated.assignments, new Map(), new Set(), stored)).toEqual([]);
});

test('a proof is held against its last seal, and what was never sealed is counted and not called intact', () => {
  const log = fold(
    {
      type: 'deliveries-sealed',
      subject: 'deliveries',
      payload: {
        items: [
          ['message', 'm', 'alt'],
          ['entry', 'e', 'h'],
        ],
      },
    },
    { type: 'deliveries-sealed', subject: 'deliveries', payload: { items: [['message', 'm', 'neu']] } },
  );
  const proof: StoredProof = {
    kind: 'message',
    id: 'm',
    name: 'Thư',
    hash: 'neu',
    ended: true,
    sealed: true,
    orphan: false,
  };
  const check = (...proofs: StoredProof[]) => {
    const all = createProofCheck(log.seals);
    for (const one of proofs) all.add(one);
    return all.finish();
  };
  const entry: StoredProof = { ...proof, kind: 'entry', id: 'e', hash: 'h' };
  expect(check(proof, entry)).toEqual({ differences: [], sealed: 2, unsealed: 0 });
  expect(check({ ...proof, sealed: false }, entry)).toEqual({ differences: [], sealed: 1, unsealed: 1 });
  expect(check({ ...proof, hash: 'alt' }, entry).differences).toMatchObject([{ subject: 'message/m' }]);
  expect(check(proof).differences).toMatchObject([{ subject: 'ledger/e' }]);
  expect(check(proof, entry, { ...proof, id: 'x' }).differences).toMatchObject([{ subject: 'message/x' }]);
});

test('settings are compared only from where the log speaks of them', () => {
  const stored = {
    rosterDigest: 'r',
    zalo: new Map([['a', 'z']]),
    webhooks: new Map(),
    matters: new Map([['m', { what: 'Kênh hỏng', lastAt: at('2026-06-11T00:00:00.000Z'), resolvedAt: null }]]),
    ladders: new Map([['l', 'd']]),
    calendars: new Map(),
    letterhead: null,
    senders: new Map(),
  };
  expect(compareSettings(noSettings(), stored)).toEqual([]);
  const stated = {
    type: 'settings-stated',
    subject: 'settings',
    payload: { rosterDigest: 'r', zalo: {}, webhooks: {}, resolved: { m: AT }, ladders: { l: 'd' }, calendars: {} },
  };
  const linked = { type: 'zalo-linked', subject: 'contact/a', payload: { zaloUserId: 'z' } };
  // Ticked off and come up again since: open, as it should be.
  expect(compareSettings(fold(stated, linked).settings, stored)).toEqual([]);
  expect(compareSettings(fold(stated).settings, stored)).toMatchObject([{ subject: 'contact/a' }]);
});
