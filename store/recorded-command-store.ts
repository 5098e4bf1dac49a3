// Whether somebody's command has been recorded before: what makes the second press of a button the same as the first.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { Database } from './database.ts';

export interface GivenCommand {
  assignmentId: string;
  actor: string;
  command: Extract<AssignmentCommand, { command: 'acknowledge' | 'report' }>;
}

/** True when this very person has told this very thing of the assignment, word for word. */
export async function isRecorded(database: Database, { assignmentId, actor, command }: GivenCommand): Promise<boolean> {
  if (command.command === 'acknowledge') {
    const told = { subject: `assignment/${assignmentId}`, type: 'acknowledged', actor };
    return (await database.auditEvent.count({ where: told })) > 0;
  }
  const { note, documentNumber = null, evidenceUrl = null } = command;
  return (await database.report.count({ where: { assignmentId, actor, note, documentNumber, evidenceUrl } })) > 0;
}
