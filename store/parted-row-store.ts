// Assignments whose row says something else than their log: the log is the truth, the row follows it.
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { foldEvents, statusAfter } from '#domain/audit/fold-events.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import type { Database } from './database.ts';
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
  return rows.flatMap(({ id, key, status, sequence, last, type }) => {
    const logged = statusAfter(type) ?? 'assigned';
    if (sequence === (last ?? 0) && status === logged) return [];
    return [{ assignmentId: id, key, row: `${status} (${sequence})`, log: `${logged} (${last ?? 0})` }];
  });
}

/** Sets what the row says of the state to what the log says; nothing else of the row is touched. */
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
    await tx.assignment.update({
      where: { id: assignmentId },
      data: {
        status,
        sequence: last?.sequence ?? 0,
        reportedOn: toDateColumnOrNull(reportedOn),
        acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
        endedAt: last !== undefined && FINAL_STATUSES.includes(status) ? last.occurredAt : null,
      },
    });
  });
}
