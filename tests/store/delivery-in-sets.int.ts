import { beforeEach, expect, test } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import type { MessageState } from '#domain/delivery/state.ts';
import { createStore, type Store } from '#store/create-store.ts';
import type { MessageChange } from '#store/delivery-store.ts';
import { supersedeSteps } from '#store/lifecycle-store.ts';
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
const { aClaim, stageDue, claim, change, noted, statusesOf } = dueMessages(() => ({
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

test('of a share are the staged rows of its people, and what their messages say', async () => {
  await stageDue();
  const marks = (await store.listStagedMarks(DUE_SLOT, EVERYBODY)).filter(({ holderId }) => holderId === 'a.cv');
  const [row] = (await store.listStagedRows(marks.map(({ id }) => id))).filter(
    (one) => one.assignment.id === assignmentId,
  );
  expect(row).toMatchObject({
    rung: 'due',
    audience: 'lead',
    channel: 'email',
    contact: { id: 'a.cv', name: 'a.cv', agencyName: 'Phòng A', channels: ['email'], unreachable: [] },
    assignment: { due: '2026-11-14', dueWorking: '2026-11-16', product: 'Báo cáo', note: null, sequence: 0 },
  });
  expect(await store.countOpenInSlot(DUE_SLOT, EVERYBODY)).toBeGreaterThanOrEqual(2);
});

test('the shares of a slot hold everybody once, each address whole', async () => {
  await stageDue();
  const all = await store.listStagedMarks(DUE_SLOT, EVERYBODY);
  const shares = await Promise.all([0, 1, 2].map((index) => store.listStagedMarks(DUE_SLOT, { index, of: 3 })));
  expect(shares.flatMap((marks) => marks.map(({ id }) => id)).sort()).toEqual(all.map(({ id }) => id).sort());
  const homes = shares.flatMap((marks) => [...new Set(marks.map(({ holderId }) => holderId))]);
  expect(new Set(homes).size).toBe(homes.length);
  expect(await store.countAddressesInSlot(DUE_SLOT)).toBe(homes.length);
});

test('a message that speaks of a state that has changed since is not claimed, and one beside it is', async () => {
  await stageDue();
  await own.database.assignment.update({ where: { id: assignmentId }, data: { sequence: 1 } });
  const other = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
  const changed = await aClaim('a.cv');
  assignmentId = other;
  await stageDue();
  const same = await aClaim('a.cv');
  const outdated = { ...changed, rows: changed.rows.map((row) => ({ ...row, sequence: 0 })) };
  expect(await store.claimMessages([outdated, same])).toEqual(new Set([same.id]));
  expect(await store.claimMessages([changed])).toEqual(new Set([changed.id]));
});

test('a row that somebody is changing at this moment is left, without waiting for them', async () => {
  await stageDue();
  const held = await aClaim('a.cv');
  await own.database.$transaction(async (tx) => {
    await supersedeSteps(tx, assignmentId, { steps: ['due'], reason: 'đã báo cáo' }, NOW);
    expect(await store.claimMessages([held])).toEqual(new Set());
  });
  expect(await statusesOf('due')).toEqual(['superseded', 'superseded']);
});

test('a letter that was kept becomes the message, and one that is not kept any more is not sent without its words', async () => {
  await stageDue();
  const kept = { ...(await aClaim('a.cv')), forms: { zalo: { text: 'một' } }, isKept: true };
  expect(await store.claimMessages([kept])).toEqual(new Set());
  await store.keepLetters([kept]);
  const late = { ...(await aClaim('a.tp')), isKept: true };
  await store.keepLetters([late]);
  expect(await store.claimMessages([kept])).toEqual(new Set([kept.id]));
  const message = await own.database.message.findUniqueOrThrow({ where: { id: kept.id } });
  expect(message).toMatchObject({ ...kept.composed, forms: kept.forms, rfcMessageId: kept.rfcMessageId });
  await store.forgetLetters(DUE_SLOT, EVERYBODY);
  expect(await store.claimMessages([late])).toEqual(new Set());
  expect(await own.database.preparedLetter.count()).toBe(0);
});

test('what became of many messages is written as for each alone', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 4; n++) {
    assignmentId = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
    await stageDue();
    ids.push((await claim('a.cv')) as string);
  }
  const notBefore = instantOf(new Date(NOW.getTime() + 60_000));
  const [taken, refused, doubtful, untouched] = ids as [string, string, string, string];
  const later: SendOutcome = { kind: 'refused', permanent: false, code: '451', why: 'bận', notBefore };
  const failed = { type: 'end' as const, end: 'failed' as const, channel: null, reason: 'email: không có hộp thư' };
  await store.changeMessages([
    { messageId: taken, at: NOW, decideOn: () => [noted({ ...ACCEPTED, detail: '250 ok', costDong: 3 }), SENT] },
    { messageId: 'không có', at: NOW, decideOn: () => [SENT] },
    { messageId: refused, at: NOW, decideOn: () => [noted(REFUSED), failed] },
    { messageId: doubtful, at: NOW, decideOn: () => [noted(later), { type: 'wait', until: notBefore }] },
    { messageId: untouched, at: NOW, decideOn: () => [] },
  ]);
  const messages = await own.database.message.findMany({
    where: { id: { in: ids } },
    include: { deliveries: true, entries: true },
  });
  const stands = (id: string) => messages.find((message) => message.id === id);
  expect(stands(taken)).toMatchObject({
    ...{ status: 'sent', endedAt: NOW, reason: null, nextAttemptAt: null, channel: 'email' },
    deliveries: [{ attempt: 1, outcome: 'accepted', words: '250 ok', costDong: 3, at: NOW }],
    entries: [{ status: 'sent', endedAt: NOW, reason: null }],
  });
  expect(stands(refused)).toMatchObject({
    ...{ status: 'failed', endedAt: NOW, reason: failed.reason, channel: 'email' },
    deliveries: [{ outcome: 'refused', permanent: true, code: '550', words: 'không có hộp thư', notBefore: null }],
    entries: [{ status: 'refused', endedAt: NOW, reason: failed.reason }],
  });
  expect(stands(doubtful)).toMatchObject({
    ...{ status: 'sending', endedAt: null, nextAttemptAt: new Date(notBefore) },
    deliveries: [{ outcome: 'refused', permanent: false, notBefore: new Date(notBefore) }],
    entries: [{ status: 'sending', endedAt: null }],
  });
  expect(stands(untouched)).toMatchObject({ status: 'sending', deliveries: [] });
});

test('a first answer is written where its message stands as it was claimed, and decided on what stands where it does not', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    assignmentId = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
    await stageDue();
    ids.push((await claim('a.cv')) as string);
  }
  const [plain, refused, tried, ended, held] = ids as [string, string, string, string, string];
  const at = instantOf(NOW);
  const asClaimed: MessageState = { status: 'sending', attempts: [], dueAt: null };
  const seen = new Map<string, MessageState[]>();
  const answer = (messageId: string, outcome: SendOutcome): MessageChange => ({
    ...{ messageId, at: NOW, asClaimed },
    decideOn(state) {
      seen.set(messageId, [...(seen.get(messageId) ?? []), state]);
      return decide(state, { type: 'answered', number: 1, channel: 'email', outcome, ways: WAYS }, at);
    },
  });
  // Another process has noted the first attempt of one meanwhile, ended another, and is at work on a third.
  await change(tried, () => [noted({ kind: 'unknown', why: 'cắt' })], NOW);
  await change(ended, () => [noted(ACCEPTED), SENT], NOW);
  await own.database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM message WHERE id = ${held} FOR UPDATE`;
    const answers = [
      answer(plain, ACCEPTED),
      answer(refused, REFUSED),
      answer(tried, ACCEPTED),
      answer(ended, ACCEPTED),
    ];
    const effects = await store.changeMessages(answers);
    expect(effects.map((one) => one.map(({ type }) => type))).toEqual([
      ['note-outcome', 'end-matters', 'end'],
      ['note-outcome', 'end'],
      ['note-outcome', 'end-matters', 'end'],
      [],
    ]);
  });
  await store.changeMessages([answer(held, ACCEPTED)]);
  expect(ids.map((id) => seen.get(id)?.length)).toEqual([1, 1, 2, 2, 1]);
  const messages = await own.database.message.findMany({
    where: { id: { in: ids } },
    include: { deliveries: { orderBy: { attempt: 'asc' } }, entries: true },
  });
  const stands = (id: string) => messages.find((message) => message.id === id);
  for (const id of [plain, held])
    expect(stands(id)).toMatchObject({
      ...{ status: 'sent', endedAt: NOW, reason: null, channel: 'email' },
      deliveries: [{ attempt: 1, outcome: 'accepted', channel: 'email', at: NOW }],
      entries: [{ status: 'sent', endedAt: NOW, reason: null, channel: 'email' }],
    });
  expect(stands(refused)).toMatchObject({
    ...{ status: 'failed', endedAt: NOW, reason: 'email: không có hộp thư' },
    deliveries: [{ attempt: 1, outcome: 'refused', permanent: true, code: '550', words: 'không có hộp thư' }],
    entries: [{ status: 'refused', endedAt: NOW, reason: 'email: không có hộp thư' }],
  });
  expect(stands(tried)?.deliveries.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'unknown'],
    [2, 'accepted'],
  ]);
  expect(stands(ended)?.deliveries).toHaveLength(1);
});
