// What the rule of domain/answer/may-answer.ts looks at, read afresh: a link must end with the import that takes its person off the roster.
import type { AudienceRole } from '#contracts/ladder.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { AnsweredWork, AnswerScope } from '#domain/answer/may-answer.ts';
import type { Database, Transaction } from './database.ts';
import { findRoster } from './roster-store.ts';

/** Who would answer, among whom; null before anyone imported a roster. */
export async function findAnswerScope(
  database: Database | Transaction,
  { contactId, date }: { contactId: string; date: LocalDate },
): Promise<AnswerScope | null> {
  const roster = await findRoster(database);
  return roster === null ? null : { roster, contactId, date };
}

/** The work as it is now and as this person was told of it, or null when there is no such assignment. */
export async function findAnsweredWork(
  database: Database,
  { assignmentId, contactId }: { assignmentId: string; contactId: string },
): Promise<AnsweredWork | null> {
  const row = await database.assignment.findUnique({
    where: { id: assignmentId },
    select: {
      agencyId: true,
      activity: { select: { fieldCode: true } },
      ledger: { where: { contactId }, distinct: ['audience'], select: { audience: true } },
    },
  });
  if (row === null) return null;
  const heardAs = row.ledger.map(({ audience }) => audience as AudienceRole);
  return { agencyId: row.agencyId, fieldCode: row.activity.fieldCode, heardAs };
}
