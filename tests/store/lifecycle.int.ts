// What a lifecycle writes: state, ledger, report and audit event together, once.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { viewAssignmentHistory, viewAssignments } from '#store/assignment-view-store.ts';
import { verifyAuditChain } from '#store/audit-store.ts';
import { stageRows } from '#store/ledger-store.ts';
import { LogAndRowParted, loadLifecycleRow, recordTransition, type Transition } from '#store/lifecycle-store.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { findRecordedCommand, hasToldSame } from '#store/recorded-command-store.ts';
import { loadOverdueReport } from '#store/report-store.ts';
import { vn } from '../support/builders.ts';
import { dumpDatabase, furnish, ownDatabase, publishedPlan } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date(vn('2026-03-03 09:00'));
let planId: string;
let id: string;

beforeAll(() => furnish(own.database));
beforeEach(async () => {
  const published = await publishedPlan(own.database);
  planId = published.planId;
  id = published.assignmentIds[0] as string;
  await record({ sequence: 1, type: 'assigned' }, 'assigned', '2026-01-05 09:00');
});

test('a transition changes the state, the ledger and the log together', async () => {
  await record({ sequence: 2, type: 'acknowledged' }, 'in-progress', '2026-01-06 10:00', ['unacknowledged']);
  const row = await own.database.assignment.findUniqueOrThrow({ where: { id }, include: { ledger: true } });
  expect(row).toMatchObject({ status: 'in-progress', sequence: 2, acknowledgedAt: new Date(vn('2026-01-06 10:00')) });
  const ended = row.ledger.filter(({ status }) => status === 'superseded');
  expect(new Set(ended.map(({ step }) => step))).toEqual(new Set(['unacknowledged']));
  expect(ended.every(({ reason }) => reason === 'đã tiếp nhận')).toBe(true);
});

test('a transition that is told twice is written once', async () => {
  await record({ sequence: 2, type: 'acknowledged' }, 'in-progress', '2026-01-06 10:00');
  const before = await dumpDatabase(own.url);
  expect(await record({ sequence: 2, type: 'acknowledged' }, 'in-progress', '2026-01-06 10:00')).toEqual({
    kind: 'written',
    isNew: false,
  });
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('of the same transition told twice at once one is written', async () => {
  const told = await Promise.all(
    Array.from({ length: 5 }, () => record({ sequence: 2, type: 'acknowledged' }, 'in-progress', '2026-01-06 10:00')),
  );
  expect(told.filter(({ isNew }) => isNew).length).toBe(1);
  expect(await verifyAuditChain(own.database)).toMatchObject({ ok: true });
});

test('what another command recorded in its place is never passed off as it, but given back', async () => {
  await record({ sequence: 2, type: 'acknowledged', commandId: 'nhan' }, 'in-progress', '2026-01-06 10:00');
  const before = await dumpDatabase(own.url);
  expect(await report(2, '2026-03-02', undefined, 'bao-cao')).toMatchObject({
    kind: 'overtaken',
    isNew: false,
    state: { assignmentId: id, status: 'in-progress', sequence: 2 },
    recorded: [{ commandId: 'nhan', status: 'in-progress', sequence: 2 }],
  });
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('two commands of the same kind are two, though their words are the same', async () => {
  await report(2, '2026-03-02', undefined, 'lan-mot');
  expect(await report(2, '2026-03-02', undefined, 'lan-hai')).toMatchObject({
    kind: 'overtaken',
    recorded: [{ commandId: 'lan-mot' }],
  });
});

test('a command that is told again behind another one is found where it stands', async () => {
  await report(2, '2026-03-02', undefined, 'bao-cao');
  await record(
    { sequence: 3, type: 'returned', reason: 'Thiếu', steps: [], commandId: 'tra' },
    'in-progress',
    '2026-03-03 08:00',
  );
  expect(await report(4, '2026-03-02', undefined, 'bao-cao')).toMatchObject({
    kind: 'overtaken',
    state: { sequence: 3 },
    recorded: [
      { commandId: 'bao-cao', sequence: 2 },
      { commandId: 'tra', sequence: 3 },
    ],
  });
  expect(await findRecordedCommand(own.database, id, 'bao-cao')).toEqual({ sequence: 2, status: 'reported' });
  expect(await findRecordedCommand(own.database, id, 'khac')).toBe(null);
});

test('who has said something is known by the person, not by the name, where the log names the person', async () => {
  const hanh = { contactId: 'a.hanh', actor: 'Nguyễn Thị Hạnh (Phòng A)' };
  const namesake = { ...hanh, contactId: 'a.hanh2' };
  const asked = (who: typeof hanh) =>
    hasToldSame(own.database, { ...who, assignmentId: id, command: { command: 'acknowledge' }, contents: [] });
  const event = { sequence: 2, type: 'acknowledged', commandId: 'nhan', ...hanh } as const;
  await record(event, 'in-progress', '2026-01-06 10:00');
  expect([await asked(hanh), await asked(namesake), await asked({ ...hanh, actor: 'Lê Thị Hạnh (Phòng A)' })]).toEqual([
    true,
    false,
    true,
  ]);
});

test('of an event of an earlier version the name is all that is known', async () => {
  const actor = 'Nguyễn Thị Hạnh (Phòng A)';
  await record({ sequence: 2, type: 'acknowledged', actor }, 'in-progress', '2026-01-06 10:00');
  const asked = (words: string) =>
    hasToldSame(own.database, {
      contactId: 'a.hanh',
      actor: words,
      assignmentId: id,
      command: { command: 'acknowledge' },
      contents: [],
    });
  expect([await asked(actor), await asked('Lê Thị Hạnh (Phòng A)')]).toEqual([true, false]);
});

test('a lifecycle that is ahead of the database goes back to what the database has, and skips no number', async () => {
  expect(
    await record({ sequence: 3, type: 'acknowledged', commandId: 'nhan' }, 'in-progress', '2026-01-06 10:00'),
  ).toMatchObject({
    kind: 'overtaken',
    state: { status: 'assigned', sequence: 1 },
  });
});

test('a log that holds what the row does not know is said loudly, and nothing is written over it', async () => {
  await record({ sequence: 2, type: 'acknowledged', commandId: 'nhan' }, 'in-progress', '2026-01-06 10:00');
  await own.database.assignment.update({ where: { id }, data: { status: 'assigned', sequence: 1 } });
  await expect(report(2, '2026-03-02', undefined, 'bao-cao')).rejects.toThrow(LogAndRowParted);
});

test('a lifecycle that missed an event stages nothing and hears what it missed', async () => {
  await record({ sequence: 2, type: 'acknowledged', commandId: 'nhan' }, 'in-progress', '2026-01-06 10:00');
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId: id, step: 'before-7' } });
  const staging = {
    assignmentId: id,
    stageIds: rows.map((row) => row.id),
    defer: [],
    add: [],
    supersede: { steps: [], reason: '' },
  };
  const before = await dumpDatabase(own.url);
  expect(await stageRows(own.database, { ...staging, sequence: 1 }, NOW)).toMatchObject({
    kind: 'overtaken',
    state: { status: 'in-progress', sequence: 2 },
  });
  expect(await dumpDatabase(own.url)).toEqual(before);
  expect(await stageRows(own.database, { ...staging, sequence: 2 }, NOW)).toMatchObject({ kind: 'written' });
});

test('a transition that can not be written whole leaves no trace', async () => {
  const before = await dumpDatabase(own.url);
  await expect(
    record({ sequence: 2, type: 'withdrawn', reason: 'x' }, 'verified', '2026-01-06 10:00'),
  ).rejects.toThrow();
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('a report waits, is returned, and the next one is accepted', async () => {
  await report(2, '2026-03-02');
  expect(await outcomes()).toEqual(['waiting']);
  await record(
    { sequence: 3, type: 'returned', reason: 'Thiếu phụ lục', steps: [] },
    'in-progress',
    '2026-03-03 08:00',
  );
  expect(await outcomes()).toEqual(['returned']);
  await report(4, '2026-03-05');
  await record({ sequence: 5, type: 'verified', note: null }, 'verified', '2026-03-06 08:00');
  expect(await outcomes()).toEqual(['returned', 'accepted']);
  const row = await own.database.assignment.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ status: 'verified', endedAt: new Date(vn('2026-03-06 08:00')) });
  const history = await viewAssignmentHistory(own.database, id);
  expect(history?.reports.map(({ outcome, reportedOn }) => [outcome, reportedOn])).toEqual([
    ['accepted', '2026-03-05'],
    ['returned', '2026-03-02'],
  ]);
  expect(history?.events.map(({ type }) => type)).toEqual(['verified', 'reported', 'returned', 'reported', 'assigned']);
});

test('a withdrawal voids the report that waited', async () => {
  await report(2, '2026-03-02');
  await record({ sequence: 3, type: 'withdrawn', reason: 'Kế hoạch thay đổi' }, 'withdrawn', '2026-03-03 08:00');
  expect(await outcomes()).toEqual(['void']);
});

test('steps that a command brings stand in the ledger, and not in the audit text', async () => {
  const slotAt = vn('2026-03-06 08:00');
  const add = { step: 'awaiting-verification#2', rung: 'awaiting-verification', turn: 1, role: 'verifier' as const };
  await recordTransition(
    own.database,
    {
      assignmentId: id,
      status: 'reported',
      event: {
        type: 'reported',
        sequence: 2,
        actor: 'A',
        occurredAt: vn('2026-03-03 08:00'),
        note: 'x',
        documentNumber: null,
        evidenceUrl: null,
        reportedOn: localDateOf('2026-03-03'),
        steps: [{ id: add.step, rung: add.rung, slotAt, wakeAtMs: 1, while: ['reported'], audience: [] }],
      },
      supersede: { steps: [], reason: '' },
      add: [{ ...add, contactId: 'noivu.cv', channel: 'email', slotAt }],
    },
    NOW,
  );
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId: id, step: add.step } });
  expect(rows).toMatchObject([{ status: 'planned', contactId: 'noivu.cv' }]);
  const event = await own.database.auditEvent.findFirstOrThrow({ where: { subject: `assignment/${id}`, sequence: 2 } });
  expect(event.payload).toEqual({ note: 'x', documentNumber: null, evidenceUrl: null, reportedOn: '2026-03-03' });
});

test('a lifecycle can be rebuilt from the database after Temporal lost it', async () => {
  await record({ sequence: 2, type: 'acknowledged' }, 'in-progress', '2026-01-06 10:00', ['unacknowledged']);
  const [life] = await listLifecyclesToStart(own.database, { assignmentIds: [id] });
  expect(life?.state).toMatchObject({ status: 'in-progress', sequence: 2 });
  expect(life?.state.pending.map(({ id: step }) => step)).not.toContain('unacknowledged');
  expect(life?.state.pending.map(({ id: step }) => step)).toContain('before-7');
});

test('what a lifecycle needs of its assignment', async () => {
  expect(await loadLifecycleRow(own.database, id)).toMatchObject({
    id,
    agencyId: 'a',
    fieldCode: 'I',
    status: 'assigned',
    sequence: 1,
    nature: 'dated',
    due: '2026-11-14',
    dueWorking: '2026-11-16',
    lastDay: '2026-12-31',
    publishedAt: vn('2026-01-05 09:00'),
  });
});

test('the report of a past day counts what was known of that day', async () => {
  await report(2, '2026-11-20', '2026-11-20 10:00');
  await record({ sequence: 3, type: 'returned', reason: 'Thiếu', steps: [] }, 'in-progress', '2026-11-23 10:00');
  await report(4, '2026-12-01', '2026-12-01 10:00');
  await record({ sequence: 5, type: 'verified', note: null }, 'verified', '2026-12-02 10:00');
  const stateOn = async (dataDate: LocalDate) => {
    const dataEndsAt = new Date(Date.parse(vn(`${dataDate} 00:00`)) + 86_400_000);
    const [row] = await viewAssignments(own.database, { assignmentId: id, dataDate, dataEndsAt });
    return [row?.status, row?.dueState, row?.daysLate];
  };
  expect(await stateOn(localDateOf('2026-11-16'))).toEqual(['assigned', 'open-in-time', 0]);
  expect(await stateOn(localDateOf('2026-11-19'))).toEqual(['assigned', 'open-overdue', 3]);
  expect(await stateOn(localDateOf('2026-11-20'))).toEqual(['reported', 'open-overdue', 4]);
  expect(await stateOn(localDateOf('2026-11-22'))).toEqual(['reported', 'open-overdue', 4]);
  expect(await stateOn(localDateOf('2026-11-24'))).toEqual(['in-progress', 'open-overdue', 8]);
  expect(await stateOn(localDateOf('2026-12-02'))).toEqual(['verified', 'done-late', 15]);
});

test('what happens late in the evening counts for that day, in the office’s zone', async () => {
  await report(2, '2026-11-13', '2026-11-13 23:30');
  const day = (dataDate: LocalDate) => ({
    dataDate,
    dataEndsAt: new Date(Date.parse(vn(`${dataDate} 00:00`)) + 86_400_000),
  });
  const [before] = await viewAssignments(own.database, { assignmentId: id, ...day(localDateOf('2026-11-12')) });
  const [on] = await viewAssignments(own.database, { assignmentId: id, ...day(localDateOf('2026-11-13')) });
  expect([before?.status, on?.status]).toEqual(['assigned', 'reported']);
});

test('the overdue report of one plan leaves the others out', async () => {
  const scope = { dataDate: localDateOf('2026-12-31'), dataEndsAt: new Date(vn('2027-01-01 00:00')) };
  const one = await loadOverdueReport(own.database, { planId, ...scope });
  expect(one.overdue.map((row) => row.id)).toEqual([id]);
  expect(one).toMatchObject({ office: 'UBND huyện Tứ Kỳ', plans: [{ id: planId }], total: { openOverdue: 1 } });
  expect((await loadOverdueReport(own.database, scope)).plans.length).toBeGreaterThan(1);
});

type Told = { sequence: number } & Record<string, unknown>;

function record(event: Told, status: Transition['status'], at: string, steps: string[] = []) {
  const whole = { actor: 'Nguyễn Thị Hạnh', occurredAt: vn(at), ...event } as unknown as Transition['event'];
  const supersede = { steps, reason: 'đã tiếp nhận' };
  return recordTransition(own.database, { assignmentId: id, event: whole, status, supersede, add: [] }, NOW);
}

function report(sequence: number, reportedOn: string, at = `${reportedOn} 09:00`, commandId?: string) {
  const said = { note: 'Đã xong', documentNumber: null, evidenceUrl: null, reportedOn, steps: [] };
  return record({ sequence, type: 'reported', ...said, ...(commandId ? { commandId } : {}) }, 'reported', at);
}

async function outcomes() {
  const rows = await own.database.report.findMany({ where: { assignmentId: id }, orderBy: { sequence: 'asc' } });
  return rows.map(({ outcome }) => outcome);
}
