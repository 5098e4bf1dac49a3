import { beforeEach, expect, test } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import type { DeliveryInput } from '#domain/delivery/state.ts';
import { createStore, type Store } from '#store/create-store.ts';
import { supersedeSteps } from '#store/lifecycle-store.ts';
import { listRecentMessages, listRefusedReminders } from '#store/message-view-store.ts';
import { DUE_SLOT, dueMessages, NOW } from '../support/due-messages.ts';
import { furnish, ownDatabase, publishedAsBefore } from '../support/store.ts';

const own = ownDatabase();
const ACCEPTED: SendOutcome = { kind: 'accepted', providerId: null };
const REFUSED: SendOutcome = { kind: 'refused', permanent: true, code: '550', why: 'không có hộp thư' };
const SENT = { type: 'end' as const, end: 'sent' as const, channel: 'email', reason: null };
const WAYS = { open: [], whyNone: '', zone: 'Asia/Ho_Chi_Minh' };
const EVERYBODY = { index: 0, of: 1 };
let store: Store;
let assignmentId: string;
const { stagedIds, stageDue, claim, change, noted, statusesOf } = dueMessages(() => ({
  store,
  database: own.database,
  assignmentId,
}));

beforeEach(async () => {
  store = createStore(own.database);
  await furnish(own.database);
  // A plan of its own for each test; ended rows stay where they are.
  assignmentId = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
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
  const [message] = (await sending()).filter((one) => one.id === id);
  expect(message).toMatchObject({ rfcMessageId: `<${id}@vi-du.example>`, subject: 'Đến hạn', state: { attempts: [] } });
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
    const { assignmentIds } = await publishedAsBefore(own.database);
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
  const other = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
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
  await change(messageId, () => [noted(ACCEPTED), SENT], NOW);
  const [row] = await own.database.ledgerEntry.findMany({ where: { messageId } });
  expect(row).toMatchObject({ status: 'sent', endedAt: NOW });
  expect((await listRecentMessages(own.database, 50)).find(({ id }) => id === messageId)?.status).toBe('sent');
});

test('an attempt is recorded once and a later answer does not change the end', async () => {
  await stageDue();
  const messageId = (await claim('a.cv')) as string;
  const answer = (outcome: SendOutcome) =>
    change(
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
    assignmentId = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
    await stageDue();
    const messageId = (await claim('a.cv')) as string;
    const at = instantOf(NOW);
    await change(messageId, () => [{ type: 'note-attempt', number: 1, channel: 'email', at }], NOW);
    const told = (input: DeliveryInput) => change(messageId, (state) => decide(state, input, at), NOW);
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
  await change(messageId, () => [noted({ kind: 'unknown', why: 'cắt giữa chừng' })], NOW);
  const [message] = (await sending()).filter(({ id }) => id === messageId);
  expect(message?.state.attempts.map(({ number }) => number)).toEqual([1]);
});

test('what every channel refuses is shown with its reason', async () => {
  await stageDue();
  const messageId = (await claim('a.cv')) as string;
  const reason = 'email từ chối: hộp thư không tồn tại';
  await change(messageId, () => [noted(REFUSED), { type: 'end', end: 'failed', channel: null, reason }], NOW);
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

const sending = async () => store.listSendingMessages(await store.listSendingIds(DUE_SLOT, EVERYBODY));
