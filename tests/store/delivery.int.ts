// Between staging and the end of a message: every race has one winner, every row one end.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import type { DeliveryInput } from '#domain/delivery/state.ts';
import { createStore, type Store } from '#store/create-store.ts';
import { supersedeSteps } from '#store/lifecycle-store.ts';
import { listRecentMessages, listRefusedReminders } from '#store/message-view-store.ts';
import { vn } from '../support/builders.ts';
import { furnish, ownDatabase, publishedPlan } from '../support/store.ts';

const own = ownDatabase();
const ACCEPTED: SendOutcome = { kind: 'accepted', providerId: null };
const REFUSED: SendOutcome = { kind: 'refused', permanent: true, code: '550', why: 'không có hộp thư' };
const SENT = { type: 'end' as const, end: 'sent' as const, channel: 'email', reason: null };
const WAYS = { open: [], whyNone: '', zone: 'Asia/Ho_Chi_Minh' };
const NOW = new Date(vn('2026-11-13 07:55'));
const DUE_SLOT = vn('2026-11-13 08:00');
let store: Store;
let assignmentId: string;

beforeEach(async () => {
  store = createStore(own.database);
  await furnish(own.database);
  // A plan of its own for each test; ended rows stay where they are.
  assignmentId = (await publishedPlan(own.database)).assignmentIds[0] as string;
});

test('staging turns a step’s planned rows into staged ones and names their slot', async () => {
  expect(await stageDue()).toEqual({ kind: 'written', slots: [DUE_SLOT] });
  expect(await statusesOf('due')).toEqual(['staged', 'staged']);
  expect(await stageDue()).toEqual({ kind: 'written', slots: [DUE_SLOT] });
});

test('a person who is away meanwhile is replaced, the old row says why', async () => {
  const [row] = await store.listPlannedRows(assignmentId, 'due');
  const substitute = {
    step: 'due',
    rung: 'due',
    turn: 1,
    role: 'lead' as const,
    contactId: 'b.cv',
    channel: 'email' as const,
    slotAt: DUE_SLOT,
  };
  await store.stageRows(
    {
      assignmentId,
      sequence: null,
      stageIds: [],
      defer: [{ id: row?.id as string, reason: 'người nhận vắng mặt' }],
      add: [substitute],
      supersede: { steps: [], reason: '' },
    },
    NOW,
  );
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId, step: 'due' } });
  expect(rows.map(({ contactId, status }) => `${contactId} ${status}`).sort()).toEqual(
    expect.arrayContaining(['b.cv staged', `${row?.contactId} deferred`]),
  );
});

test('a superseded step is not staged, and its rows say why', async () => {
  await supersedeSteps(own.database, assignmentId, { steps: ['due'], reason: 'đã báo cáo' }, NOW);
  expect(await store.listPlannedRows(assignmentId, 'due')).toEqual([]);
  expect(await statusesOf('due')).toEqual(['superseded', 'superseded']);
});

test('a claimed message fixes its Message-ID before the first attempt', async () => {
  await stageDue();
  const id = await claim('a.cv');
  const [message] = (await store.listSendingMessages(DUE_SLOT)).filter((one) => one.id === id);
  expect(message).toMatchObject({ rfcMessageId: `<${id}@vi-du.example>`, subject: 'Đến hạn', deliveries: [] });
  expect(message?.entries.map((entry) => entry.assignmentId)).toEqual([assignmentId]);
});

test('rows are claimed once: the second claim composes anew', async () => {
  await stageDue();
  const rowIds = await stagedIds('a.cv');
  expect(await claim('a.cv', rowIds)).not.toBeNull();
  expect(await claim('a.cv', rowIds)).toBeNull();
  expect(await own.database.message.count({ where: { entries: { some: { assignmentId } } } })).toBe(1);
});

test('supersede against claim: whoever comes first wins, and no row is both sent and superseded', async () => {
  for (let round = 0; round < 8; round++) {
    const { assignmentIds } = await publishedPlan(own.database);
    assignmentId = assignmentIds[0] as string;
    await stageDue();
    const rowIds = await stagedIds('a.cv');
    const [claimed] = await Promise.all([
      claim('a.cv', rowIds),
      supersedeSteps(own.database, assignmentId, { steps: ['due'], reason: 'đã báo cáo' }, NOW),
    ]);
    const row = await own.database.ledgerEntry.findFirstOrThrow({ where: { id: rowIds[0] as string } });
    expect([row.status, row.messageId]).toEqual(claimed === null ? ['superseded', null] : ['sending', claimed]);
  }
});

test('a half-superseded digest is not sent as it was composed', async () => {
  const other = (await publishedPlan(own.database)).assignmentIds[0] as string;
  await stageDue();
  const first = await stagedIds('a.cv');
  const mine = assignmentId;
  assignmentId = other;
  await stageDue();
  const both = [...first, ...(await stagedIds('a.cv'))];
  await supersedeSteps(own.database, other, { steps: ['due'], reason: 'đã báo cáo' }, NOW);
  expect(await claim('a.cv', both)).toBeNull();
  assignmentId = mine;
  expect(await stagedIds('a.cv')).toEqual(first);
});

test('an accepted message ends its rows as sent, with their message', async () => {
  await stageDue();
  const messageId = (await claim('a.cv')) as string;
  await store.changeMessage(messageId, () => [noted(ACCEPTED), SENT], NOW);
  const [row] = await own.database.ledgerEntry.findMany({ where: { messageId } });
  expect(row).toMatchObject({ status: 'sent', endedAt: NOW });
  expect((await listRecentMessages(own.database, 50)).find(({ id }) => id === messageId)?.status).toBe('sent');
});

test('an attempt is recorded once and a later answer does not change the end', async () => {
  await stageDue();
  const messageId = (await claim('a.cv')) as string;
  const answer = (outcome: SendOutcome) =>
    store.changeMessage(
      messageId,
      (state) => decide(state, { type: 'answered', number: 1, channel: 'email', outcome, ways: WAYS }, instantOf(NOW)),
      NOW,
    );
  await answer(ACCEPTED);
  await answer(REFUSED);
  const message = await own.database.message.findUniqueOrThrow({
    where: { id: messageId },
    include: { deliveries: true, entries: true },
  });
  expect(message.status).toBe('sent');
  expect(message.deliveries.map(({ outcome }) => outcome)).toEqual(['accepted']);
  expect(message.entries.map(({ status }) => status)).toEqual(['sent']);
});

test('an answer and a receipt that come at once are both kept, whichever is first, and the message ends as delivered', async () => {
  for (let round = 0; round < 6; round++) {
    assignmentId = (await publishedPlan(own.database)).assignmentIds[0] as string;
    await stageDue();
    const messageId = (await claim('a.cv')) as string;
    const at = instantOf(NOW);
    await store.changeMessage(messageId, () => [{ type: 'note-attempt', number: 1, channel: 'email', at }], NOW);
    const told = (input: DeliveryInput) => store.changeMessage(messageId, (state) => decide(state, input, at), NOW);
    await Promise.all([
      told({ type: 'receipt', number: 1, receipt: 'delivered' }),
      told({ type: 'answered', number: 1, channel: 'email', outcome: ACCEPTED, ways: WAYS }),
    ]);
    const where = { id: messageId };
    const message = await own.database.message.findUniqueOrThrow({ where, include: { deliveries: true } });
    expect(message.status).toBe('delivered');
    expect(message.deliveries).toMatchObject([{ outcome: 'accepted', receipt: 'delivered' }]);
  }
});

test('an attempt without an end leaves the message open for the next', async () => {
  await stageDue();
  const messageId = (await claim('a.cv')) as string;
  await store.changeMessage(messageId, () => [noted({ kind: 'unknown', why: 'cắt giữa chừng' })], NOW);
  const [message] = (await store.listSendingMessages(DUE_SLOT)).filter(({ id }) => id === messageId);
  expect(message?.deliveries.map((delivery) => delivery.attempt)).toEqual([1]);
});

test('what every channel refuses is shown with its reason', async () => {
  await stageDue();
  const messageId = (await claim('a.cv')) as string;
  const reason = 'email từ chối: hộp thư không tồn tại';
  await store.changeMessage(
    messageId,
    () => [noted(REFUSED), { type: 'end', end: 'failed', channel: null, reason }],
    NOW,
  );
  expect(await listRefusedReminders(own.database, 100)).toContainEqual({
    contactId: 'a.cv',
    name: 'a.cv',
    reason,
    assignmentId,
  });
});

test('the watch sees what is open past its time, and nothing else', async () => {
  const after = new Date(Date.parse(DUE_SLOT) + 60_000);
  await own.database.ledgerEntry.updateMany({
    where: { status: { in: ['planned', 'staged'] }, assignmentId: { not: assignmentId } },
    data: { status: 'superseded', reason: 'x', endedAt: NOW },
  });
  await own.database.ledgerEntry.updateMany({
    where: { assignmentId, slotAt: { lt: new Date(DUE_SLOT) } },
    data: { status: 'superseded', reason: 'x', endedAt: NOW },
  });
  await stageDue();
  expect(await store.listStrandedSlots(new Date(DUE_SLOT))).not.toContain(DUE_SLOT);
  expect(await store.listStrandedSlots(after)).toContain(DUE_SLOT);
  expect((await store.countOpenPastTime(after)).staged).toBe(2);
  await supersedeSteps(own.database, assignmentId, { steps: ['due'], reason: 'x' }, NOW);
  expect(await store.countOpenPastTime(after)).not.toHaveProperty('staged');
});

test('one slot holds one group for each person and channel', async () => {
  await stageDue();
  const groups = await store.listStagedGroups(DUE_SLOT);
  const keys = groups.map(({ contactId, channel }) => `${contactId} ${channel}`);
  expect(new Set(keys).size).toBe(keys.length);
  const [row] = (await store.listStagedRows(DUE_SLOT, 'a.cv', 'email')).filter(
    (one) => one.assignment.id === assignmentId,
  );
  expect(row).toMatchObject({
    rung: 'due',
    audience: 'lead',
    contact: { name: 'a.cv', agencyName: 'Phòng A' },
    assignment: { due: '2026-11-14', dueWorking: '2026-11-16', product: 'Báo cáo', note: null },
  });
  expect(await store.countOpenInSlot(DUE_SLOT)).toBeGreaterThanOrEqual(2);
});

async function stageDue() {
  const rows = await store.listPlannedRows(assignmentId, 'due');
  const stageIds = rows.map(({ id }) => id);
  return store.stageRows(
    { assignmentId, sequence: null, stageIds, defer: [], add: [], supersede: { steps: [], reason: '' } },
    NOW,
  );
}

async function stagedIds(contactId: string) {
  const where = { assignmentId, contactId, step: 'due', status: 'staged' };
  return (await own.database.ledgerEntry.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

async function claim(contactId: string, rowIds?: string[]): Promise<string | null> {
  const id = randomUUID();
  const composed = { subject: 'Đến hạn', text: '', html: '' };
  const message = {
    id,
    contactId,
    channel: 'email',
    slotAt: DUE_SLOT,
    mailDomain: 'vi-du.example',
    composed,
    forms: {},
  };
  const claimed = await store.claimMessage({ ...message, rowIds: rowIds ?? (await stagedIds(contactId)) }, NOW);
  return claimed ? id : null;
}

function noted(outcome: SendOutcome) {
  return { type: 'note-outcome' as const, number: 1, channel: 'email', outcome, at: instantOf(NOW) };
}

async function statusesOf(step: string) {
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId, step } });
  return rows.map(({ status }) => status);
}
