// What goes to one address in one slot is one letter, whoever of the roster shares it: its words, its buttons, and its way when the address fails.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeliverSlot } from '#activities/deliver-slot.ts';
import type { SendOutcome } from '#channels/channel.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { acknowledgeMessage } from '#operations/acknowledge-message.ts';
import type { CommandContext } from '#operations/give-command.ts';
import { noteBounce } from '#operations/note-bounce.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { listRefusedReminders } from '#store/message-view-store.ts';
import { findMessageReader } from '#store/message-work-store.ts';
import { listUnreachableContacts } from '#store/reachability-store.ts';
import { aPlan, aRoster, EVERY_CHANNEL, vn, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, publishedPlan } from '../support/store.ts';
import { type Answer, activityFixture } from './activity-fixture.ts';

const MAILBOX = 'van-thu@vi-du.example';
const NO_MAILBOX: SendOutcome = {
  kind: 'refused',
  permanent: true,
  code: '550',
  why: 'không có hộp thư',
  action: 'unreachable',
};
const PLAN = aPlan([{ title: 'Việc của A' }, { title: 'Việc của B', leads: ['Phòng B'] }]);

let own: TestDatabase;
let database: Database;

beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
});
afterEach(async () => {
  await database.$disconnect();
  await own.drop();
});

const rosterOf = (changes: Record<string, Partial<RosterContact>>): Roster => ({
  ...aRoster(),
  contacts: aRoster().contacts.map((one) => ({ ...one, ...changes[one.id] })),
});
/** The clerks of A and B are one person, whose mailbox is written in two ways. */
const ONE_CLERK = {
  'a.cv': { name: 'Lê Hà', email: MAILBOX },
  'b.cv': { name: 'Lê Hà', email: MAILBOX.toUpperCase() },
};

/** The notices of the plan are staged; `deliver` delivers their slot. */
async function office(
  changes: Record<string, Partial<RosterContact>>,
  answers: { email?: Answer; zalo?: Answer } = {},
) {
  await furnish(database, rosterOf(changes));
  await publishedPlan(database, PLAN);
  await database.ledgerEntry.updateMany({ where: { step: 'assigned' }, data: { status: 'staged' } });
  const { slotAt: at } = await database.ledgerEntry.findFirstOrThrow({ where: { step: 'assigned' } });
  const slotAt = slotOf(instantOf(at));
  const fixture = activityFixture(database, answers);
  fixture.at('2026-01-05 09:02');
  const deliver = createDeliverSlot(fixture.deps);
  return { ...fixture, slotAt, deliver: (slot: Slot = slotAt) => fixture.run(deliver, { slotAt: slot }) };
}

async function ledger(): Promise<string[]> {
  const rows = await database.ledgerEntry.findMany({
    where: { status: { not: 'planned' } },
    orderBy: [{ contactId: 'asc' }, { slotAt: 'asc' }],
  });
  return rows.map(({ contactId, status, channel }) => `${contactId} ${status} ${channel}`);
}

test('a person who stands in two agencies gets one letter of both, with links of each', async () => {
  const { deliver, email, deps } = await office(ONE_CLERK);
  expect(await deliver()).toMatchObject({ open: 0 });
  expect(email.captured).toHaveLength(1);
  const [{ message }] = email.captured as unknown as [(typeof email.captured)[number]];
  const { subject, text, to, about } = message;
  expect(subject).toBe('2 việc mới giao (05/01/2026)');
  expect(to.address).toBe(MAILBOX);
  expect(text).toContain('Kính gửi: Đồng chí Lê Hà (Chuyên viên, Phòng A; Chuyên viên, Phòng B)');
  expect(about).toHaveLength(2);
  const tokens = [...text.matchAll(/\/l\/(\S+)/g)].map(([, token = '']) =>
    deps.links.verify(token, vn('2026-01-06 08:00')),
  );
  const holders = tokens.map((check) =>
    check.ok && 'assignmentId' in check ? [check.contactId, check.assignmentId] : [],
  );
  const leads = new Map(
    (await database.assignment.findMany()).map(({ id, agencyId }) => [id, `${agencyId}.cv`] as const),
  );
  expect(new Set(holders.map(([contactId]) => contactId))).toEqual(new Set(['a.cv', 'b.cv']));
  for (const [contactId, assignmentId] of holders) expect(leads.get(assignmentId as string)).toBe(contactId);
  expect(await ledger()).toEqual(['a.cv sent email', 'b.cv sent email']);
  expect(await database.message.findMany({ select: { contactId: true } })).toEqual([{ contactId: 'a.cv' }]);
});

test('what is staged for the other reader when the letter is gone is one more letter, a quarter of an hour later', async () => {
  const { deliver, email, openedSlots, at } = await office(ONE_CLERK);
  await database.ledgerEntry.updateMany({
    where: { step: 'assigned', contactId: 'a.cv' },
    data: { status: 'planned' },
  });
  await deliver();
  await database.ledgerEntry.updateMany({ where: { step: 'assigned', contactId: 'a.cv' }, data: { status: 'staged' } });
  expect(await deliver()).toMatchObject({ open: 0 });
  expect(email.captured.map(({ message }) => message.to.address)).toEqual([MAILBOX.toUpperCase()]);
  expect(openedSlots).toEqual([vn('2026-01-05 09:15')]);
  at('2026-01-05 09:15');
  await deliver(vn('2026-01-05 09:15'));
  expect(email.captured.map(({ message }) => message.subject)).toEqual([
    expect.stringContaining('Việc của B'),
    expect.stringContaining('Việc của A'),
  ]);
});

test('a letter that is on its way when a worker is killed goes on as one', async () => {
  let killed = true;
  const { deliver, email, at } = await office(ONE_CLERK, {
    email: () => (killed ? { kind: 'refused', permanent: false, code: '451', why: 'chờ' } : null),
  });
  await deliver();
  expect(await database.message.count({ where: { status: 'sending' } })).toBe(1);
  killed = false;
  at('2026-01-05 09:05');
  expect(await deliver()).toMatchObject({ open: 0 });
  expect(email.captured).toHaveLength(1);
  expect(email.captured[0]?.message.text).toContain('Việc của B');
  expect(await ledger()).toEqual(['a.cv sent email', 'b.cv sent email']);
});

test('a letter whose readers share its address no more, when it is tried again, is one to each of them', async () => {
  let busy = true;
  const { deliver, email, at } = await office(ONE_CLERK, {
    email: () => (busy ? { kind: 'refused', permanent: false, code: '451', why: 'chờ' } : null),
  });
  await deliver();
  busy = false;
  await saveRoster(database, aRoster(), ZONE);
  at('2026-01-05 09:05');
  await deliver();
  at('2026-01-05 09:15');
  await deliver(vn('2026-01-05 09:15'));
  expect(email.captured.map(({ message }) => [message.to.address, message.subject]).sort()).toEqual([
    ['a.cv@vi-du.example', expect.stringContaining('Việc của A')],
    ['b.cv@vi-du.example', expect.stringContaining('Việc của B')],
  ]);
});

test('an address that refuses a letter and not its readers is not asked once more for each of them', async () => {
  const refusal: SendOutcome = { kind: 'refused', permanent: true, code: '552', why: 'thư bị từ chối' };
  const { deliver, openedSlots } = await office(ONE_CLERK, { email: () => refusal });
  expect(await deliver()).toMatchObject({ open: 0 });
  expect(openedSlots).toEqual([]);
  expect((await listRefusedReminders(database, 10)).map(({ contactId }) => contactId).sort()).toEqual(['a.cv', 'b.cv']);
});

test('when the shared mailbox refuses for good, each hears by an address of their own, in the next quarter of an hour', async () => {
  const { deliver, email, zalo, openedSlots, at } = await office(
    {
      'a.cv': { email: MAILBOX, phone: '0912345678' },
      'b.cv': { email: MAILBOX, phone: '0987654321' },
    },
    { email: () => NO_MAILBOX },
  );
  await deliver();
  // Not to the first of them, as if both had heard.
  expect(zalo.captured).toHaveLength(0);
  expect(new Set(openedSlots)).toEqual(new Set([vn('2026-01-05 09:15')]));
  at('2026-01-05 09:15');
  expect(await deliver(vn('2026-01-05 09:15'))).toMatchObject({ open: 0 });
  expect(email.captured).toHaveLength(0);
  expect(zalo.captured.map(({ message }) => [message.to.address, message.subject]).sort()).toEqual([
    ['0912345678', expect.stringContaining('Việc của A')],
    ['0987654321', expect.stringContaining('Việc của B')],
  ]);
  expect(await ledger()).toEqual(['a.cv refused email', 'a.cv sent zalo', 'b.cv refused email', 'b.cv sent zalo']);
  expect(await listRefusedReminders(database, 10)).toEqual([]);
  const hard = await listUnreachableContacts(database, day('2026-01-05'), EVERY_CHANNEL, 10);
  expect(hard.map(({ contactId }) => contactId)).toEqual(['a.cv', 'b.cv']);
});

test('what has no other address stays on the officer’s list, beside what has', async () => {
  const { deliver, zalo, at } = await office(
    { 'a.cv': { email: MAILBOX }, 'b.cv': { email: MAILBOX, phone: '0987654321' } },
    { email: () => NO_MAILBOX },
  );
  await deliver();
  at('2026-01-05 09:15');
  await deliver(vn('2026-01-05 09:15'));
  expect(zalo.captured.map(({ message }) => message.to.address)).toEqual(['0987654321']);
  expect((await listRefusedReminders(database, 10)).map(({ contactId }) => contactId)).toEqual(['a.cv']);
});

test('a person whose phone is the same too gets the letter there, at once and as one', async () => {
  const phone = { phone: '0912345678' };
  const { deliver, zalo } = await office(
    { 'a.cv': { email: MAILBOX, ...phone }, 'b.cv': { email: MAILBOX, phone: '+84912345678' } },
    { email: () => NO_MAILBOX },
  );
  expect(await deliver()).toMatchObject({ open: 0 });
  expect(zalo.captured).toHaveLength(1);
  expect(await ledger()).toEqual(['a.cv sent zalo', 'b.cv sent zalo']);
});

test('a letter that came back concerns everybody whose address it is, and each hears another way', async () => {
  const { deliver, email, zalo, slotAt, at } = await office({
    'a.cv': { email: MAILBOX, phone: '0912345678' },
    'b.cv': { email: MAILBOX, phone: '0987654321' },
    'b.tp': { email: MAILBOX },
  });
  await deliver();
  expect(email.captured).toHaveLength(1);
  const { id } = await database.message.findFirstOrThrow();
  const message = await findMessageReader(database, id);
  if (message === null) throw new Error('no message');
  const context = { database, now: () => new Date(vn('2026-01-05 09:30')), openSlot: async () => undefined };
  const report = { permanent: true, recipients: [MAILBOX], reason: '550 no such user' };
  expect(await noteBounce(context, BY_SYSTEM, { message, ...report })).toMatchObject({ noted: 'bounced' });
  const marks = await database.unreachableChannel.findMany({ orderBy: { contactId: 'asc' } });
  expect(marks.map(({ contactId }) => contactId)).toEqual(['a.cv', 'b.cv', 'b.tp']);
  at('2026-01-05 09:31');
  await deliver(slotAt);
  at('2026-01-05 09:45');
  await deliver(vn('2026-01-05 09:45'));
  expect(zalo.captured.map(({ message: { to } }) => to.address).sort()).toEqual(['0912345678', '0987654321']);
});

/** The lifecycles of the office, which take every command and tell of it. */
function commands() {
  const given: string[] = [];
  const context: CommandContext = {
    database,
    directory: createDirectory(database),
    zone: ZONE,
    now: () => new Date(vn('2026-01-05 10:00')),
    engine: {
      command: async (assignmentId, { type, actor }) => {
        given.push(`${type} by ${actor}`);
        await database.assignment.update({ where: { id: assignmentId }, data: { status: 'in-progress' } });
        return { ok: true, status: 'in-progress', sequence: 2 };
      },
      isRunning: async () => true,
      startLifecycles: async () => undefined,
    },
  };
  const by = (contactId: string) => ({ kind: 'contact', contactId, by: 'mail' }) as const;
  const acknowledge = async (contactId: string) => {
    const { id: messageId } = await database.message.findFirstOrThrow();
    return acknowledgeMessage(context, by(contactId), { messageId });
  };
  return { given, acknowledge };
}

test('«đã nhận» to such a letter takes up each item as the one whom it was for, whoever of them says it', async () => {
  await (await office(ONE_CLERK)).deliver();
  const { given, acknowledge } = commands();
  expect(await acknowledge('b.tp')).toEqual({ ok: false, why: 'not-the-reader' });
  expect(await acknowledge('b.cv')).toEqual({ ok: true, given: 2 });
  expect(given.sort()).toEqual(['acknowledge by Lê Hà (Phòng A)', 'acknowledge by Lê Hà (Phòng B)']);
  expect(await acknowledge('a.cv')).toEqual({ ok: true, given: 0 });
});

test('of such a letter nobody takes up what was for somebody who has left', async () => {
  await (await office(ONE_CLERK)).deliver();
  const { given, acknowledge } = commands();
  const roster = rosterOf(ONE_CLERK);
  await saveRoster(database, { ...roster, contacts: roster.contacts.filter(({ id }) => id !== 'a.cv') }, ZONE);
  expect(await acknowledge('a.cv')).toEqual({ ok: true, given: 1 });
  expect(given).toEqual(['acknowledge by Lê Hà (Phòng B)']);
  await saveRoster(
    database,
    { ...roster, contacts: roster.contacts.filter(({ agency }) => agency !== 'a' && agency !== 'b') },
    ZONE,
  );
  expect(await acknowledge('a.cv')).toEqual({ ok: false, why: 'person-gone' });
});

test('people of two addresses get two letters, as ever', async () => {
  const { deliver, email } = await office({});
  await deliver();
  expect(email.captured.map(({ message }) => message.to.address).sort()).toEqual([
    'a.cv@vi-du.example',
    'b.cv@vi-du.example',
  ]);
  for (const { message } of email.captured) expect(message.text).not.toContain('; Đồng chí');
});
