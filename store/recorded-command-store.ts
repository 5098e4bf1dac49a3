// What the log holds of commands that were given before. Two questions that are not the same: whether this very request was carried out (its
// id tells; events of 0.1 have none), and whether a person has said this very thing, through whichever mail of theirs and in whichever version.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import { readLoggedPayload } from '#contracts/logged-events.ts';
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
  contactId: string;
  /** In the words of the log: an event from before 0.3 names nobody otherwise. */
  actor: string;
  command: Extract<AssignmentCommand, { command: 'acknowledge' | 'report' }>;
  /** Hashes of the files that it names, in their order: the same picture, uploaded twice, is the same evidence. */
  contents: readonly string[];
}

/** True when this very person has told this very thing of the assignment, word for word. */
export async function hasToldSame(database: Database, told: ToldCommand): Promise<boolean> {
  const { assignmentId, contactId, actor, command } = told;
  const type = EVENT_OF[command.command];
  const events = await database.$queryRaw<{ payload: unknown }[]>`
    SELECT payload FROM audit_event
    WHERE subject = ${`assignment/${assignmentId}`} AND type = ${type}
      AND CASE WHEN payload ? 'contactId' THEN payload->>'contactId' = ${contactId} ELSE actor = ${actor} END`;
  if (command.command === 'acknowledge') return events.length > 0;
  const { note, documentNumber = null, evidenceUrl = null } = command;
  const contents = told.contents.join();
  return events
    .map(({ payload }) => readLoggedPayload('reported', payload))
    .some(
      (said) =>
        said.note === note &&
        said.documentNumber === documentNumber &&
        said.evidenceUrl === evidenceUrl &&
        said.files.map(({ sha256 }) => sha256).join() === contents,
    );
}

const EVENT_OF = { acknowledge: 'acknowledged', report: 'reported' } as const;
