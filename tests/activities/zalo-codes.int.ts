// Every refusal that Zalo's two tables name, on every wire that can answer with it, through the delivery activity, the real channel and the
// strict sandbox: what an officer sees of it follows from the action of the table and from nothing else.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { OA_ERRORS, type ZaloAction, type ZaloError, ZBS_ERRORS } from '#channels/zalo/error-table.ts';
import type { RosterContact } from '#contracts/roster.ts';
import { startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import type { Database } from '#store/database.ts';
import { listRefusedReminders } from '#store/message-view-store.ts';
import { aContact, vn } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { zaloChannelOn } from '../support/zalo-channel.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const HOUR_MS = 3_600_000;
const USER = '246845883529197922';

let own: TestDatabase;
let sandbox: ZaloSandbox;
let world: DeliveryWorld | null;

beforeEach(async () => {
  own = await createTestDatabase();
  world = null;
  sandbox = await startZaloSandbox({ nowMs: () => world?.world.nowMs ?? NOW });
});
afterEach(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
  await world?.database.$disconnect();
  await own.drop();
});

type Wire = 'consultation' | 'template by user id' | 'template by phone';

// A token that is refused sends the message again at once, and what is about our own account holds the messages of everybody: those codes have
// tests of their own below.
const isRefusal = ({ action }: ZaloError) => action !== 'refresh-token' && action !== 'hold';
const ofBothTables = [...OA_ERRORS, ...ZBS_ERRORS.filter((zbs) => !OA_ERRORS.some(({ code }) => code === zbs.code))];
const WIRES: [Wire, ZaloError[]][] = [
  ['consultation', OA_ERRORS.filter(isRefusal)],
  ['template by user id', ofBothTables.filter(isRefusal)],
  ['template by phone', ZBS_ERRORS.filter(isRefusal)],
];

/** Somebody whose every message on this wire is refused with one code, with a mail address or with Zalo alone. */
function somebody(wire: Wire, { code }: ZaloError, hasMail: boolean, index: number): RosterContact {
  const id = `${code} ${hasMail ? 'zalo, email' : 'zalo'}`;
  const digits = String(index * 2 + Number(hasMail)).padStart(8, '0');
  const userId = `2468458835291${digits}`;
  const phone = `849${digits}`;
  const byPhone = wire === 'template by phone';
  const lastInteractionMs = wire === 'consultation' ? NOW - HOUR_MS : null;
  sandbox.setUser({ userId, phone, lastInteractionMs, refuseWith: { [byPhone ? 'zbs' : 'oa']: code } });
  const zalo = byPhone ? { phone } : { zaloUserId: userId };
  return aContact({
    id,
    agency: 'a',
    channels: ['zalo', 'email'],
    ...zalo,
    email: hasMail ? `ma${code}@vi-du.example` : null,
  });
}

type Seen = {
  message: string;
  row: string;
  attempts: string;
  nextAttemptAt: string | null;
  marked: string | null;
  isListed: boolean;
};

// A Wednesday morning in January, in Vietnam.
const WINDOW_OPENS = {
  minute: new Date(NOW + 61_000).toISOString(),
  morning: new Date(vn('2026-01-08 06:05')).toISOString(),
  tomorrow: new Date(vn('2026-01-08 06:05')).toISOString(),
  'next-month': new Date(vn('2026-02-01 06:05')).toISOString(),
};
const FIRST_REPEAT = new Date(NOW + 60_000).toISOString();
const GIVEN_UP: readonly ZaloAction[] = ['our-bug', 'fallback', 'unreachable', 'next-wire'];
const TOLD_TO_OFFICER: readonly ZaloAction[] = ['alarm', 'our-bug'];

function expected({ code, action, window, words }: ZaloError, hasMail: boolean): Seen {
  const refused = `zalo refused ${code}`;
  const common = { marked: action === 'unreachable' ? words : null };
  const waits = (nextAttemptAt: string): Seen => ({
    ...common,
    message: 'sending',
    row: 'sending zalo',
    attempts: refused,
    nextAttemptAt,
    isListed: false,
  });
  // A trouble that passes in a minute is worth the wait, everything else goes by mail in the same breath.
  if (action === 'retry') return waits(FIRST_REPEAT);
  const ended = { ...common, nextAttemptAt: null };
  if (hasMail)
    return { ...ended, message: 'sent', row: 'sent email', attempts: `${refused}, email accepted`, isListed: false };
  if (GIVEN_UP.includes(action))
    return { ...ended, message: 'failed', row: 'refused zalo', attempts: refused, isListed: true };
  return waits(action === 'next-window' ? WINDOW_OPENS[window ?? 'tomorrow'] : FIRST_REPEAT);
}

async function seenOf(database: Database): Promise<Map<string, Seen>> {
  const messages = await database.message.findMany({
    where: { contactId: { not: CLERK } },
    include: {
      entries: true,
      contact: { include: { unreachable: true } },
      deliveries: { orderBy: { attempt: 'asc' } },
    },
  });
  const listed = new Set((await listRefusedReminders(database, 1_000)).map(({ contactId }) => contactId));
  return new Map(
    messages.map(({ contactId, contact, status, nextAttemptAt, entries, deliveries }) => [
      contactId,
      {
        message: status,
        row: entries.map((row) => `${row.status} ${row.channel}`).join(),
        attempts: deliveries
          .map(({ channel, outcome, code }) => [channel, outcome, code].filter(Boolean).join(' '))
          .join(', '),
        nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
        marked:
          contact.unreachable.map(({ channel, reason }) => (channel === 'zalo' ? reason : channel)).join() || null,
        isListed: listed.has(contactId),
      },
    ]),
  );
}

test.each(WIRES)('%s: every code does what the table says, and nothing more', async (wire, errors) => {
  const people = errors.flatMap((error, index) =>
    [true, false].map((hasMail) => ({ error, hasMail, contact: somebody(wire, error, hasMail, index) })),
  );
  const contacts = people.map(({ contact }) => contact);
  world = await createDeliveryWorld(own.url, {}, NOW, contacts);
  const mail = createCaptureChannel('email');
  await world.deliverer([zaloChannelOn(sandbox, world.database), mail])(await world.stage());

  const seen = await seenOf(world.database);
  expect(Object.fromEntries(seen)).toEqual(
    Object.fromEntries(people.map(({ error, hasMail, contact }) => [contact.id, expected(error, hasMail)])),
  );
  expect(sandbox.messages()).toEqual([]);
  const carried = [...seen.values()].filter(({ message }) => message === 'sent').length;
  expect(mail.captured).toHaveLength(carried + 1);

  const matters = await world.database.attention.findMany({ where: { resolvedAt: null } });
  const alarming = errors.filter(({ action }) => TOLD_TO_OFFICER.includes(action));
  expect(matters.map(({ id, what }) => `${id}: ${what}`).sort()).toEqual(
    alarming.map(({ code, words }) => `channel/zalo/${code}: Kênh zalo cần người xử lý (mã ${code}): ${words}`).sort(),
  );
});

/** One person with all of Zalo and a mail address. */
async function aClerk(zalo: { lastInteractionMs: number | null }, clerk: Partial<RosterContact>) {
  sandbox.setUser({ userId: USER, phone: '84912345678', ...zalo });
  const made = await createDeliveryWorld(own.url, { channels: ['zalo', 'email'], ...clerk }, NOW);
  world = made;
  const mail = createCaptureChannel('email');
  const slot = await made.stage();
  const deliver = made.deliverer([zaloChannelOn(sandbox, made.database), mail]);
  return { mail, deliver: () => deliver(slot), look: () => clerksMessage(made.database), database: made.database };
}

const refuse = (path: string, code: number, message = 'as told', times = 1) =>
  sandbox.failNext({ path, times, how: { kind: 'error', code, message } });

test.each(OA_ERRORS.filter(({ action }) => action === 'next-wire'))(
  'code $code on both wires of the account: the message by phone carries it, and nobody is told',
  async ({ code }) => {
    const { deliver, look, mail, database } = await aClerk(
      { lastInteractionMs: NOW - HOUR_MS },
      { zaloUserId: USER, phone: '0912 345 678' },
    );
    sandbox.setUser({ userId: USER, refuseWith: { oa: code } });
    await deliver();
    expect(sandbox.messages().map(({ wire }) => wire)).toEqual(['template-phone']);
    expect(await look()).toMatchObject({
      attempts: ['zalo accepted'],
      ledger: ['sent zalo'],
      message: { status: 'sent' },
    });
    expect(mail.captured).toHaveLength(0);
    expect(await database.attention.count()).toBe(0);
  },
);

const codesOf = (action: ZaloAction): [string, ZaloError][] => [
  ...OA_ERRORS.filter((error) => error.action === action).map((error): [string, ZaloError] => [
    '/openapi/v3.0/oa/message/cs',
    error,
  ]),
  ...ZBS_ERRORS.filter((error) => error.action === action).map((error): [string, ZaloError] => [
    '/business/message/template',
    error,
  ]),
];
const TOKEN_CODES = codesOf('refresh-token');
const clerkOf = (path: string) => (path.startsWith('/openapi') ? { zaloUserId: USER } : { phone: '0912 345 678' });

test.each(TOKEN_CODES)(
  '%s: a token refused with $code is renewed, and the message goes out once',
  async (path, { code }) => {
    const { deliver, look, mail } = await aClerk({ lastInteractionMs: NOW - HOUR_MS }, clerkOf(path));
    refuse(path, code);
    await deliver();
    expect(await look()).toMatchObject({ attempts: ['zalo accepted'], ledger: ['sent zalo'] });
    expect([sandbox.messages().length, mail.captured.length]).toEqual([1, 0]);
  },
);

test.each(TOKEN_CODES)(
  '%s: a new token refused with $code too is the officer’s matter, and the mail carries it',
  async (path, { code }) => {
    const { deliver, look, mail, database } = await aClerk({ lastInteractionMs: NOW - HOUR_MS }, clerkOf(path));
    refuse(path, code, 'as told', 9);
    await deliver();
    expect(await look()).toMatchObject({
      attempts: [`zalo refused ${code}`, 'email accepted'],
      ledger: ['sent email'],
    });
    expect([sandbox.messages().length, mail.captured.length]).toEqual([0, 1]);
    expect(await database.attention.findMany()).toMatchObject([{ id: 'channel/zalo/hold', resolvedAt: null }]);
  },
);

test.each(codesOf('hold'))(
  '%s: $code is about our own account: the channel is held, and the mail carries the message',
  async (path, { code, words }) => {
    const { deliver, look, mail, database } = await aClerk({ lastInteractionMs: NOW - HOUR_MS }, clerkOf(path));
    refuse(path, code, 'as told', 9);
    await deliver();
    expect(await look()).toMatchObject({
      attempts: [`zalo refused ${code}`, 'email accepted'],
      ledger: ['sent email'],
    });
    expect([sandbox.messages().length, mail.captured.length]).toEqual([0, 1]);
    expect(await database.attention.findMany()).toMatchObject([
      { id: 'channel/zalo/hold', what: expect.stringContaining(words), resolvedAt: null },
    ]);
  },
);

test('a code with two meanings is told apart by its words: a used-up allowance waits for the month, nobody is alarmed', async () => {
  const { deliver, look, database } = await aClerk(
    { lastInteractionMs: NOW - HOUR_MS },
    { zaloUserId: USER, email: null },
  );
  refuse('/oa/message/cs', -223, 'OA has reached the upload quota of the month');
  await deliver();
  const { message, attempts } = await look();
  expect(attempts).toEqual(['zalo refused -223']);
  expect(message.nextAttemptAt?.toISOString()).toBe(WINDOW_OPENS['next-month']);
  expect(await database.attention.count()).toBe(0);
});

test('a code that no table names alarms an officer with Zalo’s own words, and the mail carries the message', async () => {
  const { deliver, look, database } = await aClerk({ lastInteractionMs: null }, { phone: '0912 345 678' });
  refuse('/business/message/template', -9_999, 'Something new');
  await deliver();
  expect(await look()).toMatchObject({ attempts: ['zalo refused -9999', 'email accepted'], ledger: ['sent email'] });
  expect(await database.attention.findMany()).toMatchObject([
    { id: 'channel/zalo/-9999', what: expect.stringContaining('Something new') },
  ]);
});
