// The last seconds before a slot and the first after it, on the clock of the wall: what is composed ahead leaves on time, and only if it still holds.
import { setTimeout as sleep } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeliverSlot } from '#activities/deliver-slot.ts';
import type { AnswerJournal, KeptAnswer } from '#activities/deps.ts';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { Channel, OutgoingMessage } from '#channels/channel.ts';
import type { Slot } from '#contracts/primitives.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { createStore, type Store } from '#store/create-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import type { SlotOutcome } from '#workflows/activities.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { furnishOffice, stageBurst } from '../support/staged-burst.ts';
import { runSql } from '../support/store.ts';
import { activityFixture } from './activity-fixture.ts';

const AHEAD_MS = 2_500;
let own: TestDatabase;
let database: Database;
let store: Store;
let slotAt: Slot;

beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
  store = createStore(database);
  await furnishOffice(own.url);
});
afterEach(async () => {
  await database.$disconnect();
  await own.drop();
});

/** Three people with two reminders each, some seconds from now. */
async function stage(aheadMs = AHEAD_MS): Promise<void> {
  slotAt = slotNotBefore(Date.now() + aheadMs);
  await stageBurst(own.ownerUrl, 'p', { people: 3, each: 2 }, slotAt);
}

/** A channel that remembers when it was given what. */
function timed(over: Partial<Channel> = {}) {
  const sent: { afterMs: number; to: string; message: OutgoingMessage; key: string }[] = [];
  const channel: Channel = {
    ...createCaptureChannel('email'),
    async send(message, key) {
      sent.push({ afterMs: Date.now() - Date.parse(slotAt), to: message.to.name, message, key });
      return { kind: 'accepted', providerId: key };
    },
    ...over,
  };
  return { channel, sent };
}

/** As a worker does it: what is given up is another attempt of the same worker. */
function worker(channel: Channel, over: Partial<Store> = {}, answers: AnswerJournal | null = null) {
  const fixture = activityFixture(database);
  const channels = { ...fixture.deps.channels, get: (name: string) => (name === 'email' ? channel : undefined) };
  const deps = { ...fixture.deps, channels, answers, store: { ...store, ...over }, now: () => new Date() };
  const deliver = createDeliverSlot(deps);
  return (environment = new MockActivityEnvironment()) => environment.run(deliver, { slotAt }) as Promise<SlotOutcome>;
}

const report = (assignmentId: string) =>
  runSql(
    own.url,
    `update assignment set status = 'reported', sequence = sequence + 1, reported_on = current_date where id = '${assignmentId}';
     update ledger_entry set status = 'superseded', reason = 'đã báo cáo', ended_at = now() where assignment_id = '${assignmentId}' and status = 'staged'`,
  );
const acknowledge = (assignmentId: string) =>
  runSql(own.url, `update assignment set status = 'in-progress', sequence = sequence + 1 where id = '${assignmentId}'`);

/** Works that each message speaks of, by reader. */
const said = (sent: { to: string; message: OutgoingMessage }[]) =>
  Object.fromEntries(sent.map(({ to, message }) => [to.slice(-7), message.about.map(({ id }) => id).sort()]));
const statuses = async () =>
  (await database.ledgerEntry.findMany({ where: { slotAt: new Date(slotAt) }, orderBy: { id: 'asc' } })).map(
    ({ status, messageId }) => `${status}${messageId === null ? '' : ' message'}`,
  );
const ALL = {
  'p-00000': ['v-p-00000', 'v-p-00001'],
  'p-00001': ['v-p-00002', 'v-p-00003'],
  'p-00002': ['v-p-00004', 'v-p-00005'],
};

test('nothing leaves before its instant, and everything is there to leave on it', async () => {
  await stage();
  const { channel, sent } = timed();
  expect(await worker(channel)()).toMatchObject({ open: 0 });
  expect(said(sent)).toEqual(ALL);
  expect(Math.min(...sent.map(({ afterMs }) => afterMs))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...sent.map(({ afterMs }) => afterMs))).toBeLessThan(1_000);
  expect(await statuses()).toEqual(Array(6).fill('sent message'));
  expect(await database.preparedLetter.count()).toBe(0);
});

test('letters are made ready before the instant, and only those that hold are sent', async () => {
  await stage();
  const prepared: string[] = [];
  const used: string[] = [];
  const { channel, sent } = timed({
    async prepare(message, key) {
      prepared.push(key);
      expect(Date.now()).toBeLessThan(Date.parse(slotAt));
      return async () => {
        sent.push({ afterMs: Date.now() - Date.parse(slotAt), to: message.to.name, message, key });
        used.push(key);
        return { kind: 'accepted', providerId: key };
      };
    },
  });
  await worker(channel)();
  expect(said(sent)).toEqual(ALL);
  expect(used.sort()).toEqual(prepared.sort());
});

test('what is reported in the last second is not said, and what is left of the digest is composed anew', async () => {
  await stage();
  const { channel, sent } = timed();
  const running = worker(channel)();
  await sleep(Date.parse(slotAt) - Date.now() - 500);
  expect(await database.preparedLetter.count()).toBe(3);
  await report('v-p-00000');
  await report('v-p-00002');
  await report('v-p-00003');
  await running;
  expect(said(sent)).toEqual({ 'p-00000': ['v-p-00001'], 'p-00002': ['v-p-00004', 'v-p-00005'] });
  expect(sent.find(({ to }) => to.endsWith('p-00000'))?.message.text).not.toContain('/v-p-00000~');
  expect((await statuses()).slice(0, 4)).toEqual(['superseded', 'sent message', 'superseded', 'superseded']);
  // What was composed and did not leave is no message.
  expect(await database.message.count()).toBe(2);
});

test('what is reported between the last look and the claim is not said', async () => {
  await stage();
  const { channel, sent } = timed();
  let reported = false;
  const claimMessages: Store['claimMessages'] = async (claims) => {
    if (!reported) await report('v-p-00004');
    reported = true;
    return store.claimMessages(claims);
  };
  await worker(channel, { claimMessages })();
  expect(said(sent)).toEqual({ ...ALL, 'p-00002': ['v-p-00005'] });
});

test('what is acknowledged in the last second does not ask for it any more', async () => {
  await stage();
  const { channel, sent } = timed();
  const running = worker(channel)();
  await sleep(Date.parse(slotAt) - Date.now() - 300);
  await acknowledge('v-p-00000');
  await running;
  expect(said(sent)).toEqual(ALL);
  const asks = (name: string) =>
    sent.find(({ to }) => to.endsWith(name))?.message.text.split('Đã nhận việc').length as number;
  expect(asks('p-00000')).toBeLessThan(asks('p-00001'));
});

test('what is staged in the last seconds is in the same message', async () => {
  await stage();
  await runSql(own.url, `update ledger_entry set status = 'planned' where assignment_id = 'v-p-00005'`);
  const { channel, sent } = timed();
  const running = worker(channel)();
  await sleep(Date.parse(slotAt) - Date.now() - 1_300);
  await runSql(own.url, `update ledger_entry set status = 'staged' where assignment_id = 'v-p-00005'`);
  await running;
  expect(said(sent)).toEqual(ALL);
});

test('a worker that dies between composing and the instant leaves nothing behind, and the next one sends everything once', async () => {
  await stage();
  const { channel, sent } = timed();
  // It never comes as far as its claim.
  void worker(channel, { claimMessages: () => new Promise(() => undefined) })().catch(() => undefined);
  await sleep(1_200);
  expect(await statuses()).toEqual(Array(6).fill('staged'));
  expect(await database.message.count()).toBe(0);
  expect(await worker(channel)()).toMatchObject({ open: 0 });
  expect(said(sent)).toEqual(ALL);
  expect(sent).toHaveLength(3);
  expect(await database.preparedLetter.count()).toBe(0);
});

test('a worker that is asked to leave before the instant fails its share, and another goes on with it in time', async () => {
  await stage();
  const leaving = timed();
  const environment = new MockActivityEnvironment();
  const running = worker(leaving.channel)(environment);
  const failure = expect(running).rejects.toMatchObject({ type: 'interrupted', nonRetryable: false });
  await sleep(800);
  environment.cancel('WORKER_SHUTDOWN');
  await failure;
  const other = timed();
  expect(await worker(other.channel)()).toMatchObject({ open: 0 });
  expect([said(leaving.sent), said(other.sent)]).toEqual([{}, ALL]);
});

test('what another process was sending is left a moment, because its note may be on the way', async () => {
  await stage(0);
  let release = () => undefined as unknown;
  const answer = new Promise<void>((resolve) => {
    release = () => resolve(undefined);
  });
  const first = timed();
  const slow: Channel = {
    ...first.channel,
    async send(message, key) {
      const outcome = await first.channel.send(message, key);
      await answer;
      return outcome;
    },
  };
  const running = worker(slow)();
  await expect.poll(() => first.sent.length, { timeout: 10_000 }).toBe(3);
  const second = timed();
  const other = worker(second.channel)();
  setTimeout(release, 500);
  await Promise.all([running, other]);
  expect(second.sent).toEqual([]);
  expect(await statuses()).toEqual(Array(6).fill('sent message'));
});

test('what nobody has begun with does not wait for the notes of another process', async () => {
  await stage(0);
  const first = timed();
  // Killed when it had one message in its hand.
  let isFirst = true;
  const claimOne: Store['claimMessages'] = async (claims) => {
    if (!isFirst) return new Promise(() => undefined);
    isFirst = false;
    return store.claimMessages(claims.slice(0, 1));
  };
  const killed: Channel = { ...first.channel, send: () => new Promise(() => undefined) };
  void worker(killed, { claimMessages: claimOne })().catch(() => undefined);
  await expect.poll(() => database.message.count(), { timeout: 10_000 }).toBe(1);
  const second = timed();
  const beganAt = Date.now();
  const running = worker(second.channel)();
  await expect.poll(() => second.sent.length, { timeout: 10_000, interval: 5 }).toBe(2);
  const tookMs = Date.now() - beganAt;
  await running;
  // The one that was in doubt leaves last, when no note of it has come.
  const [taken] = await database.message.findMany({ where: { id: second.sent[2]?.key ?? '' } });
  expect(second.sent).toHaveLength(3);
  expect(Date.now() - beganAt).toBeGreaterThanOrEqual(1_500);
  expect(tookMs).toBeLessThan(1_500);
  expect(taken?.contactId).toBe('p-00000');
  expect(await statuses()).toEqual(Array(6).fill('sent message'));
});

test('what a server took over is not sent again because nobody could note it: the note waits for the database', async () => {
  await stage(0);
  const { channel, sent } = timed();
  let isAway = true;
  const changeMessages: Store['changeMessages'] = async (changes) => {
    if (isAway) throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    return store.changeMessages(changes);
  };
  const attempt = worker(channel, { changeMessages });
  const running = attempt();
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(3);
  // Temporal gives the first attempt up and begins another one, in the same worker.
  const again = attempt();
  await sleep(3_000);
  expect(sent).toHaveLength(3);
  isAway = false;
  await Promise.all([running, again]);
  expect(sent).toHaveLength(3);
  expect(await statuses()).toEqual(Array(6).fill('sent message'));
});

test('what a server took over from a worker that was killed before it could note it is found on the machine, and not sent again', async () => {
  await stage(0);
  const { channel, sent } = timed();
  const kept: KeptAnswer[] = [];
  const answers: AnswerJournal = {
    keep: (answer) => void kept.push(answer),
    settle: () => undefined,
    find: async (ids) => kept.filter(({ messageId }) => ids.includes(messageId)),
  };
  // Killed: nothing that it asks of the database is ever written.
  void worker(channel, { changeMessages: () => new Promise(() => undefined) }, answers)().catch(() => undefined);
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(3);
  expect(await worker(channel, {}, answers)()).toMatchObject({ open: 0 });
  expect(sent).toHaveLength(3);
  expect(await statuses()).toEqual(Array(6).fill('sent message'));
  // Read again by a third, it tells nothing new.
  await worker(channel, {}, answers)();
  expect(await database.delivery.count()).toBe(3);
});

test('a note whose word was lost on the way is written once, and what follows of it is done', async () => {
  await stage(0);
  const { channel, sent } = timed({
    send: async () => ({ kind: 'refused', permanent: false, code: '451', why: 'bận' }),
  });
  let lost = 0;
  const changeMessages: Store['changeMessages'] = async (changes) => {
    const effects = await store.changeMessages(changes);
    lost += 1;
    if (lost === 1) throw new Error('Connection terminated unexpectedly');
    return effects;
  };
  const { open } = await worker(channel, { changeMessages })();
  expect(sent).toEqual([]);
  expect(open).toBe(9);
  expect(await database.delivery.findMany({ select: { attempt: true, outcome: true } })).toEqual(
    Array(3).fill({ attempt: 1, outcome: 'refused' }),
  );
});

test('one message that the database refuses keeps nobody else from leaving', async () => {
  await stage(0);
  const { channel, sent } = timed();
  const claimMessages: Store['claimMessages'] = async (claims) => {
    // As with a text that cannot be stored: SQLSTATE 22021.
    if (claims.some(({ contactId }) => contactId === 'p-00001')) throw Object.assign(new Error('x'), { code: '22021' });
    return store.claimMessages(claims);
  };
  const { open } = await worker(channel, { claimMessages })();
  expect(Object.keys(said(sent))).toEqual(['p-00000', 'p-00002']);
  expect(open).toBe(2);
});
