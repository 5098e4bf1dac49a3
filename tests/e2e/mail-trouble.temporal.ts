// The mail server takes nothing for hours, or one person's box is full: what could not leave waits, one matter says so, and when it works again
// everybody hears once what is true then. The days: 23 June 2026 is a Tuesday, 29 June a Monday.
import { afterEach, expect, test } from 'vitest';
import { tokenAddressesOf } from '#channels/email/token-address.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { tickOffMatter } from '#operations/tick-off-matter.ts';
import { type IncomingEvent, storeIncoming } from '#store/incoming-store.ts';
import { listRefusedReminders } from '#store/message-view-store.ts';
import { createMailReader } from '#worker/mail-reader.ts';
import { processIncoming } from '#worker/process-incoming.ts';
import { processMail } from '#worker/process-mail.ts';
import { bounceOf } from '../support/bounce.ts';
import { aPlan } from '../support/builders.ts';
import { rosterOf } from '../support/office/people.ts';
import { eventually } from '../support/running-engine.ts';
import { openServedOffice, type ServedOffice } from '../support/served-office.ts';

let office: ServedOffice;
afterEach(() => office?.closes());

/** Work of two agencies that is due on Friday 26 June and was taken up on Monday. */
async function openOffice(): Promise<void> {
  office = await openServedOffice({ opens: '2026-06-22 09:00', roster: rosterOf({}) });
  await office.publish(
    aPlan([
      { title: 'Rà soát', leads: ['Phòng A'], deadlineText: '26/6/2026' },
      { title: 'Khảo sát', leads: ['Phòng B'], deadlineText: '26/6/2026' },
    ]),
  );
  await office.passesTo('2026-06-22 10:00');
  expect(await office.give('Rà soát', 'an', { command: 'acknowledge' })).toBeNull();
  expect(await office.give('Khảo sát', 'lan', { command: 'acknowledge' })).toBeNull();
}

/** What arrived from some moment on, in the order of mailboxes. */
const arrived = (from: string) =>
  office.mail
    .letters()
    .filter(({ at }) => at >= from)
    .map(({ to, at, subject }) => `${to} ${at} ${subject}`)
    .sort();

const openMatters = async () =>
  (await office.programs.database.attention.findMany({ where: { resolvedAt: null } })).map(({ id }) => id);

/** Reminders that nobody will say any more because they could not be sent, and messages that failed. */
async function endedForGood(): Promise<number> {
  const { database } = office.programs;
  const refused = await database.ledgerEntry.count({ where: { status: 'refused' } });
  return (
    refused +
    (await database.message.count({ where: { status: 'failed' } })) +
    (await database.unreachableChannel.count())
  );
}

const HELD = ['channel/email/hold'];

test('a server that takes nothing from us holds everything, is one matter, and costs nobody a reminder', async () => {
  await openOffice();
  await office.publish(aPlan([{ title: 'Sơ kết', leads: ['Phòng A'], deadlineText: '26/6/2026' }]));

  // Tuesday: our account has used up its quota, until an officer hears of it and says: try again. Meanwhile somebody reports.
  office.mail.refuses(() => ({ code: 550, words: '5.4.5 Daily user sending limit exceeded' }));
  await office.passesTo('2026-06-23 08:40');
  expect(await office.give('Sơ kết', 'an', { command: 'report', note: 'Đã xong' })).toBeNull();
  expect(await office.give('Sơ kết', 'chi', { command: 'verify' })).toBeNull();
  const asked = office.mail.asked();
  await office.passesTo('2026-06-23 08:50');
  // One mail asks for all.
  expect(office.mail.asked()).toBe(asked + 1);
  await office.passesTo('2026-06-23 09:05');
  expect(await openMatters()).toEqual(HELD);
  expect(arrived('2026-06-23 00:00')).toEqual([]);
  office.mail.worksAgain();
  await tickOffMatter(office.context, officerNamed('Chi'), { id: 'channel/email/hold' });
  await office.passesTo('2026-06-23 09:10');
  await office.passesTo('2026-06-23 09:18');
  // Whoever was the one that asked is written to anew, in the next quarter of an hour.
  const letters = office.mail.letters().filter(({ at }) => at >= '2026-06-23 00:00');
  expect(letters.map(({ to, subject }) => `${to} ${subject}`).sort()).toEqual([
    'an Còn 3 ngày làm việc: Rà soát (hạn 26/06/2026)',
    'lan Còn 3 ngày làm việc: Khảo sát (hạn 26/06/2026)',
  ]);
  for (const { text, at } of letters) {
    expect(at > '2026-06-23 09:05').toBe(true);
    // As it was composed for its last try, or anew: never the hour of the morning.
    expect(text).toMatch(/gửi tự động lúc 09:(05|1\d) ngày 23\/06\/2026/);
  }
  expect(await openMatters()).toEqual([]);

  // Thursday: nobody listens, from the evening before until the next evening; what was to be said is said on Friday, by Friday's words.
  await office.passesTo('2026-06-24 20:00');
  await office.mail.goesDown();
  await office.passesTo('2026-06-25 17:05');
  expect(await openMatters()).toEqual(HELD);
  await office.mail.comesUp();
  await office.passesTo('2026-06-26 12:00');
  expect(arrived('2026-06-24 00:00')).toEqual([
    'an 2026-06-26 08:00 Đến hạn hôm nay: Rà soát',
    'binh 2026-06-26 08:00 Đến hạn hôm nay: Rà soát',
    'lan 2026-06-26 08:00 Đến hạn hôm nay: Khảo sát',
    'minh 2026-06-26 08:00 Đến hạn hôm nay: Khảo sát',
  ]);
  expect(await openMatters()).toEqual([]);

  // Monday: nothing for the moment, all day long. Nothing is planned for Tuesday: it says what Monday could not, a day later.
  office.mail.refuses(() => ({ code: 451, words: '4.3.0 Temporary system problem' }));
  await office.passesTo('2026-06-29 17:30');
  expect(await openMatters()).toEqual(HELD);
  office.mail.worksAgain();
  await office.passesTo('2026-06-30 12:00');
  expect(arrived('2026-06-27 00:00')).toEqual([
    'an 2026-06-30 08:00 Quá hạn 4 ngày: Rà soát',
    'khanh 2026-06-30 08:00 2 việc quá hạn của 2 cơ quan (30/06/2026)',
    'lan 2026-06-30 08:00 Quá hạn 4 ngày: Khảo sát',
  ]);
  expect(office.mail.letters().at(-1)?.text).toContain('gửi tự động lúc 08:00 ngày 30/06/2026.');
  expect(await openMatters()).toEqual([]);
  expect(await endedForGood()).toBe(0);
  await office.standsRight();
});

const FULL: Record<string, { code: number; words: string }> = {
  lan: { code: 452, words: '4.2.2 The email account that you tried to reach is over quota' },
  an: { code: 552, words: '5.2.2 Mailbox full' },
};

test('a full box keeps its owner waiting and nobody else, and is no dead address, whoever tells of it', async () => {
  await openOffice();
  office.mail.refuses((to) => FULL[to] ?? null);
  await office.passesTo('2026-06-26 10:00');
  expect(arrived('2026-06-23 00:00')).toEqual([
    'binh 2026-06-26 08:00 Đến hạn hôm nay: Rà soát',
    'minh 2026-06-26 08:00 Đến hạn hôm nay: Khảo sát',
  ]);
  // A letter that waits for its next try is late, and nobody's alarm.
  await office.sweeps();
  expect(await openMatters()).toEqual([]);
  await office.passesTo('2026-06-26 20:00');
  office.mail.worksAgain();
  await office.passesTo('2026-06-29 12:00');
  expect(arrived('2026-06-27 00:00')).toEqual([
    'an 2026-06-29 08:00 Quá hạn 3 ngày: Rà soát',
    'khanh 2026-06-29 08:00 2 việc quá hạn của 2 cơ quan (29/06/2026)',
    'lan 2026-06-29 08:00 Quá hạn 3 ngày: Khảo sát',
  ]);
  expect(await endedForGood()).toBe(0);
  await office.standsRight();

  // The box is full again, and this time a server behind ours finds out: the mail comes back.
  const { database } = office.programs;
  const returnPath = office.mail.letters().findLast(({ to }) => to === 'an')?.returnPath ?? '';
  await comesIn(bounceOf(returnPath, 'an@vi-du.example', '5.2.2 Mailbox full'));
  await eventually(
    'the message has its end',
    async () => (await database.message.count({ where: { status: 'sending' } })) === 0,
  );
  expect(await database.unreachableChannel.count()).toBe(0);
  // An officer sees that it did not arrive, and the next reminder goes to the same box.
  expect(await listRefusedReminders(database, 9)).toMatchObject([
    { contactId: 'an', reason: expect.stringContaining('thư bị trả lại') },
  ]);
  await office.passesTo('2026-07-01 12:00');
  expect(arrived('2026-06-30 00:00')).toEqual([
    'an 2026-07-01 08:00 Quá hạn 5 ngày: Rà soát',
    'chi 2026-07-01 08:00 2 việc quá hạn của 2 cơ quan (01/07/2026)',
    'khanh 2026-07-01 08:00 2 việc quá hạn của 2 cơ quan (01/07/2026)',
    'lan 2026-07-01 08:00 Quá hạn 5 ngày: Khảo sát',
  ]);
  await office.standsRight();
});

/** A mail comes to the mailbox of answers, and is worked on as the worker does. */
async function comesIn(raw: string): Promise<void> {
  const { database, engine, env } = office.programs;
  await storeIncoming(database, { source: 'mail', dedupeKey: 'thu-1', raw: Buffer.from(raw) }, office.now());
  const reader = createMailReader();
  const context = { ...office.context, links: createLinkSigner(env.secret), openSlot: engine.openSlot };
  const addresses = tokenAddressesOf(env);
  const process = (event: IncomingEvent) => processMail({ offices: [context], reader, addresses }, event);
  const log = { warn: () => undefined };
  expect(await processIncoming({ database, now: office.now, process, log })).toBe(1);
  await reader.close();
}
