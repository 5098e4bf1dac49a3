// Assignments whose row says something else than their log: the log is the truth, the row follows it.
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { foldEvents, statusAfter } from '#domain/audit/fold-events.ts';
import type { ListedAssignment } from '#domain/audit/listed-assignment.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import { readListed } from './assignment-projection.ts';
import type { Database } from './database.ts';
import { mendListed, readListedRows } from './listed-assignment-store.ts';
import { toDateColumnOrNull } from './local-date.ts';

export interface PartedRow {
  assignmentId: string;
  key: string;
  /** Status and number of the last event: of the row, of the log. */
  row: string;
  log: string;
}

/** Rows whose status or number is not that of the last event of their log. */
export async function listPartedRows(database: Database): Promise<PartedRow[]> {
  const rows = await database.$queryRaw<
    { id: string; key: string; status: string; sequence: number; last: number | null; type: string | null }[]
  >`
    SELECT a.id, a.key, a.status, a.sequence, e.sequence AS last, e.type
    FROM assignment a LEFT JOIN LATERAL (
      SELECT sequence, type FROM audit_event WHERE subject = 'assignment/' || a.id ORDER BY sequence DESC LIMIT 1
    ) e ON true ORDER BY a.key`;
  const parted = rows.flatMap(({ id, key, status, sequence, last, type }) => {
    const logged = statusAfter(type) ?? 'assigned';
    if (sequence === (last ?? 0) && status === logged) return [];
    return [{ assignmentId: id, key, row: `${status} (${sequence})`, log: `${logged} (${last ?? 0})` }];
  });
  const known = new Set(parted.map(({ assignmentId }) => assignmentId));
  return [...parted, ...(await listPartedLists(database)).filter(({ assignmentId }) => !known.has(assignmentId))];
}

/** Rows of the table of lists that are not what their log gives. */
async function listPartedLists(database: Database): Promise<PartedRow[]> {
  const stored = new Map<string, ListedAssignment>();
  for await (const row of readListedRows(database)) stored.set(row.id, row);
  const logged = await listLoggedIds(database);
  const parted: PartedRow[] = [];
  for (let from = 0; from < logged.length; from += LIVES_AT_ONCE)
    for (const expected of await readListed(database, logged.slice(from, from + LIVES_AT_ONCE))) {
      const row = stored.get(expected.id);
      stored.delete(expected.id);
      const columns = differingColumns(expected, row);
      if (columns.length > 0) parted.push(partedList(expected, columns.join(', ')));
    }
  return [...parted, ...[...stored.values()].map((row) => partedList(row, 'nhật ký không có việc này'))];
}

const LIVES_AT_ONCE = 1_000;

function differingColumns(expected: ListedAssignment, row: ListedAssignment | undefined): string[] {
  if (row === undefined) return ['thiếu'];
  return (Object.keys(expected) as (keyof ListedAssignment)[]).filter((column) => expected[column] !== row[column]);
}

function partedList({ id, key, status, sequence }: ListedAssignment, what: string): PartedRow {
  return { assignmentId: id, key, row: `danh sách việc khác (${what})`, log: `${status} (${sequence})` };
}

async function listLoggedIds(database: Database): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT substr(subject, 12) AS id FROM audit_event WHERE subject LIKE 'assignment/%'`;
  return rows.map(({ id }) => id);
}

/** Sets what the row says of the state, and what lists show of the assignment, to what the log says; nothing else of the row is touched. */
export async function mendRowFromLog(database: Database, assignmentId: string): Promise<void> {
  await database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM assignment WHERE id = ${assignmentId} FOR NO KEY UPDATE`;
    const events = await tx.auditEvent.findMany({
      where: { subject: `assignment/${assignmentId}` },
      orderBy: { sequence: 'asc' },
    });
    const recorded = events.map(({ type, payload, occurredAt }) => ({
      ...readLoggedEvent(type, payload),
      occurredAt: instantOf(occurredAt),
    }));
    const { status, reportedOn, acknowledgedAt } = foldEvents(recorded);
    const last = events.at(-1);
    const returned = recorded.findLast((event) => event.type === 'returned');
    const resumedFrom = returned?.type === 'returned' ? returned.payload.resumedFrom : undefined;
    // A row that a hand took away is not made again: what it held beside the log is gone.
    await tx.assignment.updateMany({
      where: { id: assignmentId },
      data: {
        status,
        sequence: last?.sequence ?? 0,
        reportedOn: toDateColumnOrNull(reportedOn),
        acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
        endedAt: last !== undefined && FINAL_STATUSES.includes(status) ? last.occurredAt : null,
        ladderResumedFrom: resumedFrom === undefined ? null : new Date(resumedFrom),
      },
    });
    await mendListed(tx, assignmentId);
  });
}
