// The open dated work of an installation with the reminders of its ladder, as a comparison of calendars asks for it.
import { LadderPolicy } from '#contracts/ladder.ts';
import type { OpenDeadline } from '#domain/calendar/diff-editions.ts';
import type { Database } from './database.ts';
import { fromDateColumn } from './local-date.ts';

/** Every assignment that is open and has a date, in the order of its date. */
export async function listOpenDeadlines(database: Database): Promise<OpenDeadline[]> {
  const rows = await database.assignment.findMany({
    where: { nature: 'dated', status: { in: ['assigned', 'in-progress', 'reported'] }, due: { not: null } },
    select: { key: true, title: true, due: true, ladderPolicy: { select: { policy: true } } },
    orderBy: [{ due: 'asc' }, { key: 'asc' }],
  });
  return rows.map(({ key, title, due, ladderPolicy }) => ({
    id: key,
    title,
    due: fromDateColumn(due as Date),
    reminders: LadderPolicy.parse(ladderPolicy.policy).rungs.flatMap(({ name, anchor, offsetWorkingDays }) =>
      anchor === 'due' || anchor === 'overdue' ? [{ name, anchor, offsetWorkingDays }] : [],
    ),
  }));
}
