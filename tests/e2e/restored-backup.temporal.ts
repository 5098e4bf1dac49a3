// PostgreSQL is put back to where it was two days ago while Temporal has gone on: what people heard is not said again, what is owed is still
// said, and an officer is told which time is lost. 22 June 2026 is a Monday.
import { afterEach, expect, test } from 'vitest';
import { officerNamed } from '#operations/seam/actor.ts';
import { tickOffMatter } from '#operations/tick-off-matter.ts';
import { aPlan } from '../support/builders.ts';
import { rosterOf } from '../support/office/people.ts';
import { eventually } from '../support/running-engine.ts';
import { openServedOffice, type ServedOffice } from '../support/served-office.ts';

let office: ServedOffice;
afterEach(() => office?.closes());

const arrived = (from: string) =>
  office.mail
    .letters()
    .filter(({ at }) => at >= from)
    .map(({ to, at, subject }) => `${to} ${at} ${subject}`)
    .sort();

const report = { command: 'report', note: 'Đã xong' } as const;

test('a restored backup: what was said after it is not said again, and nobody is forgotten', async () => {
  office = await openServedOffice({ opens: '2026-06-22 09:00', roster: rosterOf({}) });
  const due = '26/6/2026';
  await office.publish(
    aPlan([
      { title: 'Rà soát', leads: ['Phòng A'], deadlineText: due },
      { title: 'Tổng kết', leads: ['Phòng A'], deadlineText: due },
      { title: 'Khảo sát', leads: ['Phòng B'], deadlineText: due },
    ]),
  );
  await office.passesTo('2026-06-22 10:00');
  for (const title of ['Rà soát', 'Tổng kết'])
    expect(await office.give(title, 'an', { command: 'acknowledge' })).toBeNull();
  expect(await office.give('Khảo sát', 'lan', { command: 'acknowledge' })).toBeNull();
  await office.passesTo('2026-06-23 12:00');
  await office.stops();
  const backup = await office.storage.backUp();
  await office.startsAt('2026-06-23 12:05');

  // What happens after it, and is lost: a plan, a reminder of everybody, a report, and work that is done.
  await office.passesTo('2026-06-24 10:00');
  await office.publish(aPlan([{ title: 'Phát sinh', leads: ['Phòng B'], deadlineText: '30/9/2026' }]));
  await office.passesTo('2026-06-25 09:00');
  expect(await office.give('Rà soát', 'an', report)).toBeNull();
  expect(await office.give('Tổng kết', 'an', report)).toBeNull();
  expect(await office.give('Tổng kết', 'chi', { command: 'verify' })).toBeNull();
  await office.sweeps();
  await office.passesTo('2026-06-25 13:55');
  const before = arrived('2026-06-22 00:00');
  expect(before).toEqual([
    'an 2026-06-22 09:01 2 việc mới giao (22/06/2026)',
    'an 2026-06-23 08:00 2 việc sắp đến hạn (23/06/2026)',
    'an 2026-06-25 08:00 2 việc sắp đến hạn (25/06/2026)',
    'lan 2026-06-22 09:01 Giao việc: Khảo sát (hạn 26/06/2026)',
    'lan 2026-06-23 08:00 Còn 3 ngày làm việc: Khảo sát (hạn 26/06/2026)',
    'lan 2026-06-24 10:01 Giao việc: Phát sinh (hạn 30/09/2026)',
    'lan 2026-06-25 08:00 Còn 1 ngày làm việc: Khảo sát (hạn 26/06/2026)',
  ]);

  await office.stops();
  await backup.putBack();
  await office.startsAt('2026-06-25 14:05');
  await office.sweeps();
  await office.settles();
  expect(arrived('2026-06-22 00:00')).toEqual(before);
  await office.standsRight();
  const { database, engine } = office.programs;
  const matters = await database.attention.findMany({ where: { resolvedAt: null } });
  expect(matters).toMatchObject([{ id: 'database-set-back' }]);
  expect(matters[0]?.what).toContain('lúc 08:00 ngày 23/06/2026');
  expect(matters[0]?.what).toContain('đến 09:00 ngày 25/06/2026');
  const ended = await database.ledgerEntry.findMany({ where: { reason: { contains: 'khôi phục' } } });
  expect(ended.map(({ contactId, step, status }) => `${contactId} ${step} ${status}`).sort()).toEqual([
    'an before-1 superseded',
    'an before-1 superseded',
    'lan before-1 superseded',
  ]);
  // The plan that is lost has no lifecycle any more, and the work that was verified has one again.
  const open = await database.assignment.findMany({ select: { id: true } });
  await eventually(
    'what runs is what PostgreSQL knows',
    async () => (await engine.runningLifecycles()).size === open.length,
  );

  // Who reported before reports again; who did not is reminded as on any day.
  expect(await office.give('Rà soát', 'an', report)).toBeNull();
  await office.passesTo('2026-06-26 12:00');
  expect(arrived('2026-06-25 14:00')).toEqual([
    'an 2026-06-26 08:00 Đến hạn hôm nay: Tổng kết',
    'binh 2026-06-26 08:00 Đến hạn hôm nay: Tổng kết',
    'lan 2026-06-26 08:00 Đến hạn hôm nay: Khảo sát',
    'minh 2026-06-26 08:00 Đến hạn hôm nay: Khảo sát',
  ]);

  // Told once: what an officer has ticked off does not come up again with the next start.
  await tickOffMatter(office.context, officerNamed('Chi'), { id: 'database-set-back' });
  await office.stops();
  await office.startsAt('2026-06-26 13:00');
  await office.settles();
  expect(await office.programs.database.attention.count({ where: { resolvedAt: null } })).toBe(0);
  await office.standsRight();
});
