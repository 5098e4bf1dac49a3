// What the log holds of commands that were given before. Two questions that are not the same: whether this very request was carried out (its
// id tells; events of 0.1 have none), and whether a person has said this very thing, through whichever mail of theirs and in whichever version.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { LifecycleEvent, Recorded } from '#domain/lifecycle/state.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';
import type { Database } from './database.ts';

/** What the command of this id led to, when it is recorded already; null otherwise. */
export async function findRecordedCommand(
  database: Database,
  assignmentId: string,
  commandId: string,
): Promise<Recorded | null> {
  const [event] = await database.$queryRaw<{ sequence: number; type: LifecycleEvent['type'] }[]>`
    SELECT sequence, type FROM audit_event
    WHERE subject = ${`assignment/${assignmentId}`} AND payload->>'commandId' = ${commandId}`;
  return event === undefined ? null : { sequence: event.sequence, status: STATUS_AFTER[event.type] };
}

export interface ToldCommand {
  assignmentId: string;
  /** In the words of the log: events of 0.1 name nobody otherwise. */
  actor: string;
  command: Extract<AssignmentCommand, { command: 'acknowledge' | 'report' }>;
}

/** True when this very person has told this very thing of the assignment, word for word. */
export async function hasToldSame(database: Database, { assignmentId, actor, command }: ToldCommand): Promise<boolean> {
  if (command.command === 'acknowledge') {
    const told = { subject: `assignment/${assignmentId}`, type: 'acknowledged', actor };
    return (await database.auditEvent.count({ where: told })) > 0;
  }
  const { note, documentNumber = null, evidenceUrl = null } = command;
  return (await database.report.count({ where: { assignmentId, actor, note, documentNumber, evidenceUrl } })) > 0;
}
