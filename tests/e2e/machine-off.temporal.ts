// The programs stand still over days of work and come back in the night or on a weekend: nobody hears at that hour, and in the next slot of the
// office everybody hears once what is true then. The days: 29 June 2026 is a Monday, 21 November 2026 a Saturday.
import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { Roster } from '#contracts/roster.ts';
import { readPlan } from '#documents/read-plan.ts';
import { rollPlan } from '#local/sample/roll-plan.ts';
import { aPlan, vn } from '../support/builders.ts';
import { rosterOf } from '../support/office/people.ts';
import { openServedOffice, type ServedOffice } from '../support/served-office.ts';
import { publicationOf } from '../support/store.ts';

let office: ServedOffice;
afterEach(() => office?.closes());

/** What arrived from some moment on: whose mailbox, when, under which subject. */
const arrived = (from: string) =>
  office.mail
    .letters()
    .filter(({ at }) => at >= from)
    .map(({ to, at, subject }) => `${to} ${at} ${subject}`)
    .sort();

const lastLetterTo = (who: string) => office.mail.letters().findLast(({ to }) => to === who)?.text ?? '';

/** Reminders whose slot lay in the outage, as they ended. */
async function missed(from: string, to: string) {
  const slotAt = { gte: new Date(vn(from)), lte: new Date(vn(to)) };
  return office.programs.database.ledgerEntry.findMany({ where: { slotAt }, include: { assignment: true } });
}

const NEWER = 'quá giờ gửi; người nhận được nhắc bằng lượt mới hơn';
const LATER = 'quá giờ gửi: chuyển sang lượt kế tiếp';

test('a worker that misses three slots and comes back on a Saturday says in the slot of Monday what is true on Monday', async () => {
  office = await openServedOffice({ opens: '2026-06-19 09:00', roster: rosterOf({}) });
  await office.publish(
    aPlan([
      { title: 'Rà soát', leads: ['Phòng A'], deadlineText: '25/6/2026' },
      { title: 'Tập huấn', leads: ['Phòng A'], deadlineText: '30/6/2026' },
      { title: 'Khảo sát', leads: ['Phòng B'], deadlineText: '26/6/2026' },
    ]),
  );
  await office.passesTo('2026-06-19 10:00');
  for (const title of ['Rà soát', 'Tập huấn'])
    expect(await office.give(title, 'an', { command: 'acknowledge' })).toBeNull();
  await office.passesTo('2026-06-23 20:00');
  await office.stops();

  await office.startsAt('2026-06-27 10:00');
  await office.settles();
  expect(arrived('2026-06-23 20:00')).toEqual([]);
  await office.passesTo('2026-06-29 12:00');
  expect(arrived('2026-06-23 20:00')).toEqual([
    'an 2026-06-29 08:00 2 việc: 1 quá hạn, 1 sắp đến hạn (29/06/2026)',
    'binh 2026-06-29 08:00 Quá hạn 4 ngày: Rà soát',
    'khanh 2026-06-29 08:00 2 việc quá hạn của 2 cơ quan (29/06/2026)',
    'lan 2026-06-29 08:00 Quá hạn 3 ngày: Khảo sát',
    'minh 2026-06-29 08:00 Quá hạn 3 ngày: Khảo sát',
  ]);
  expect(lastLetterTo('an')).toMatch(/Rà soát\s+Quá hạn 4 ngày · hạn 25\/06\/2026/);
  expect(lastLetterTo('an')).toMatch(/Tập huấn\s+Còn 1 ngày làm việc · hạn 30\/06\/2026/);
  expect(lastLetterTo('binh')).not.toContain('hôm nay');
  expect(lastLetterTo('binh')).toContain('gửi tự động lúc 08:00 ngày 29/06/2026.');
  const rows = await missed('2026-06-24 00:00', '2026-06-26 23:59');
  const ends = rows.map(
    ({ step, contactId, status, reason, assignment: { title } }) =>
      `${title}: ${step} ${contactId} ${status}: ${reason}`,
  );
  expect(ends.filter((end) => !end.endsWith('superseded: đã tiếp nhận')).sort()).toEqual([
    `Khảo sát: before-1 lan superseded: ${NEWER}`,
    `Khảo sát: due lan superseded: ${NEWER}`,
    `Khảo sát: due minh deferred: ${LATER}`,
    `Khảo sát: unacknowledged lan superseded: ${NEWER}`,
    `Khảo sát: unacknowledged minh superseded: ${NEWER}`,
    `Rà soát: before-1 an superseded: ${NEWER}`,
    `Rà soát: due an superseded: ${NEWER}`,
    `Rà soát: due binh deferred: ${LATER}`,
    `Rà soát: overdue-1 an deferred: ${LATER}`,
    `Rà soát: overdue-1 khanh deferred: ${LATER}`,
    `Tập huấn: before-3 an superseded: ${NEWER}`,
  ]);
  await office.standsRight();

  // Off over one slot and back within hours: what was due at 08:00 leaves as soon as it can, and says when.
  await office.passesTo('2026-06-29 20:00');
  await office.stops();
  await office.startsAt('2026-06-30 10:30');
  await office.settles();
  expect(arrived('2026-06-30 00:00')).toEqual([
    'an 2026-06-30 10:30 2 việc: 1 quá hạn, 1 đến hạn (30/06/2026)',
    'binh 2026-06-30 10:30 Đến hạn hôm nay: Tập huấn',
    'chi 2026-06-30 10:30 Quá hạn 5 ngày – Phòng A: Rà soát',
    'khanh 2026-06-30 10:30 Quá hạn 5 ngày – Phòng A: Rà soát',
  ]);
  expect(lastLetterTo('binh')).toContain(
    'gửi tự động lúc 10:30 ngày 30/06/2026, thay cho lượt nhắc lúc 08:00 ngày 30/06/2026.',
  );
  await office.standsRight();
});

const sample = (file: string) => readFile(new URL(`../../data/sample/${file}`, import.meta.url));

test('a machine that was off for sixteen days and starts on a Saturday at 23:54 keeps still until Monday, and then writes to each person once', async () => {
  const roster = Roster.parse(JSON.parse((await sample('roster.json')).toString('utf8')));
  office = await openServedOffice({ opens: '2026-11-05 09:00', roster });
  const plan = rollPlan(await readPlan(await sample('tu-ky-2023.docx'), 'a.docx'), 2026);
  // Every second row: a clerk still has twenty works, and there are half as many lifecycles to take to another day.
  const planId = await office.publish({ ...plan, rows: plan.rows.filter((_, index) => index % 2 === 0) });
  // By the rules alone: who would have heard of which work while the machine was off, and on the Monday after it.
  const { journey } = await publicationOf(office.programs.database, planId, vn('2026-11-05 09:00'));
  const monday = vn('2026-11-23 08:00');
  const owed = journey.assignments.flatMap(({ draft: { key }, reminders }) =>
    reminders
      .filter(({ slotAt }) => slotAt > vn('2026-11-05 12:00') && slotAt <= monday)
      .map(({ contactId }) => `${contactId} ${key}`),
  );
  await office.passesTo('2026-11-05 09:30');
  await office.stops();

  await office.startsAt('2026-11-21 23:54');
  await office.settles();
  expect(arrived('2026-11-05 09:30')).toEqual([]);
  await office.passesTo('2026-11-23 08:30');
  const letters = office.mail.letters().filter(({ at }) => at > '2026-11-05 09:30');
  // The burst of a slot takes its seconds, and on a busy machine more.
  expect(letters.filter(({ at }) => !at.startsWith('2026-11-23 08:0'))).toEqual([]);
  expect(letters.length).toBeGreaterThan(15);
  expect(new Set(letters.map(({ to }) => to)).size).toBe(letters.length);
  // Nothing of these sixteen days is due on that Monday.
  for (const { subject, text } of letters) {
    expect(`${subject} ${text}`).not.toMatch(/đến hạn hôm nay/i);
    expect(text).toContain('gửi tự động lúc 08:00 ngày 23/11/2026.');
  }
  const { database } = office.programs;
  const said = await database.ledgerEntry.findMany({
    where: { status: 'sent', slotAt: new Date(monday) },
    select: { contactId: true, assignment: { select: { key: true } } },
  });
  expect(said.map(({ contactId, assignment: { key } }) => `${contactId} ${key}`).sort()).toEqual(
    [...new Set(owed)].sort(),
  );
  const rows = await missed('2026-11-05 12:00', '2026-11-21 23:59');
  expect(new Set(rows.map(({ status, reason }) => `${status}: ${reason}`))).toEqual(
    new Set([`superseded: ${NEWER}`, `deferred: ${LATER}`]),
  );
  await office.standsRight();
}, 300_000);
