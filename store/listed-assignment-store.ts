// The table of lists as a whole: filled from a log that is older than it, read for `audit verify`, and mended by `reconcile`.
import type { AssignmentNature, DueState } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { ListedAssignment } from '#domain/audit/listed-assignment.ts';
import { renewListed } from './assignment-projection.ts';
import { lockChain } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { fromDateColumnOrNull, fromTimestamp } from './local-date.ts';

const LIMITS = { timeout: 300_000, maxWait: 60_000 };
const ROWS_AT_ONCE = 1_000;

/**
 * Fills in what is missing and renews what fell behind: an installation of before the table, or one whose events an earlier version wrote
 * meanwhile. Of several at once one does it. @returns how many rows were renewed.
 */
export async function ensureListed(database: Database): Promise<number> {
  if ((await listBehind(database)).length === 0) return 0;
  return database.$transaction(async (tx) => {
    // Nobody may append between what is read and the row that says it.
    await lockChain(tx);
    const ids = await listBehind(tx);
    await renewListed(
      tx,
      ids.map((id) => `assignment/${id}`),
    );
    return ids.length;
  }, LIMITS);
}

/** Assignments of which the log holds an event that their row does not know. */
async function listBehind(tx: Database | Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT life.id FROM (
      SELECT substr(subject, 12) AS id, max(sequence) AS sequence FROM audit_event
      WHERE subject LIKE 'assignment/%' AND type IN ('assigned', 'acknowledged', 'reported', 'verified', 'returned', 'withdrawn', 'facts-stated')
      GROUP BY subject
    ) life LEFT JOIN listed_assignment l ON l.id = life.id
    WHERE l.id IS NULL OR l.sequence < life.sequence
    ORDER BY life.id`;
  return rows.map(({ id }) => id);
}

/** Every row in the order of ids, some at a time. */
export async function* readListedRows(tx: Database | Transaction): AsyncGenerator<ListedAssignment> {
  let after = '';
  for (;;) {
    const rows = await tx.listedAssignment.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: ROWS_AT_ONCE,
    });
    for (const row of rows) {
      yield {
        ...row,
        nature: row.nature as AssignmentNature,
        status: row.status as AssignmentStatus,
        settled: row.settled as DueState | null,
        opens: fromDateColumnOrNull(row.opens),
        due: fromDateColumnOrNull(row.due),
        dueWorking: fromDateColumnOrNull(row.dueWorking),
        reportedOn: fromDateColumnOrNull(row.reportedOn),
        acknowledgedAt: row.acknowledgedAt === null ? null : fromTimestamp(row.acknowledgedAt),
        latestAt: row.latestAt === null ? null : fromTimestamp(row.latestAt),
      };
      after = row.id;
    }
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** The row of one assignment as the log gives it, or none when the log speaks of none. */
export async function mendListed(tx: Transaction, assignmentId: string): Promise<void> {
  await lockChain(tx);
  await tx.$executeRaw`DELETE FROM listed_assignment WHERE id = ${assignmentId}`;
  await renewListed(tx, [`assignment/${assignmentId}`]);
}
