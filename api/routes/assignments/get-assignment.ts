import { foreseenReminders } from '#api/foreseen-reminders.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { requireAssignment } from '#api/require-assignment.ts';
import type { TimelineEvent } from '#contracts/assignment.ts';
import type { readLoggedEvent } from '#contracts/logged-events.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { allowedCommands } from '#domain/lifecycle/can-accept.ts';
import { eventWords } from '#domain/words/event-words.ts';
import { rungWords } from '#domain/words/rung-words.ts';
import { mayTouch } from '#operations/seam/define-operation.ts';
import { viewAssignmentHistory } from '#store/assignment-view-store.ts';

export const getAssignment: Handler<'getAssignment'> = async (context, { actor, params }) => {
  const assignment = await requireAssignment(context, actor, params.id);
  const history = await viewAssignmentHistory(context.database, params.id);
  if (history === null) throw new ApiProblem('not-found', 'Không có việc này.');
  return {
    assignment,
    row: history.row,
    explanation: history.explanation,
    allowed: allowedCommands(assignment.status).filter((command) => mayTouch(actor, command, assignment)),
    timeline: history.events.map(
      ({ index, type, actor, occurredAt, recordedAt, hash, told }): TimelineEvent => ({
        index,
        type,
        words: eventWords(type),
        actor,
        occurredAt: instantOf(occurredAt),
        recordedAt: instantOf(recordedAt),
        note: saidIn(told),
        hash,
      }),
    ),
    reminders: [
      ...history.ledger.map(({ turn, ...row }) => ({ ...row, rungWords: rungWords({ rung: row.rung, turn }) })),
      ...(await foreseenReminders(context, params.id)),
    ],
    reports: history.reports,
  };
};

function saidIn({ type, payload }: ReturnType<typeof readLoggedEvent>): string | null {
  if (type === 'returned' || type === 'withdrawn') return payload.reason ?? null;
  return type === 'reported' || type === 'verified' ? (payload.note ?? null) : null;
}
