// The audit log: looked through, looked at, checked.
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { listAuditEvents as list } from '#operations/list-audit-events.ts';
import { seeAuditEvent } from '#operations/see-audit-event.ts';
import { verifyAudit } from '#operations/verify-audit.ts';
import { fromTimestamp } from '#store/local-date.ts';

export const listAuditEvents: Handler<'listAuditEvents'> = async (context, { actor, query }) => {
  const { from, to, type, actor: actorWords, agency, plan, assignment, q, before, pageSize } = query;
  const filter = { type, actorWords, agencyId: agency, planId: plan, assignmentId: assignment, words: q };
  const { items, ...rest } = await list(context, actor, { filter, from, to, before: before ?? null, limit: pageSize });
  return { items: items.map(dated), ...rest };
};

export const getAuditEvent: Handler<'getAuditEvent'> = async (context, { actor, params }) =>
  dated(orProblem(await seeAuditEvent(context, actor, params)).event);

export const startLogCheck: Handler<'startLogCheck'> = async (context, { actor }) =>
  verifyAudit(context, actor, { begin: true });

export const getLogCheck: Handler<'getLogCheck'> = async (context, { actor }) =>
  verifyAudit(context, actor, { begin: false });

function dated<Line extends { occurredAt: Date; recordedAt: Date }>(line: Line) {
  return { ...line, occurredAt: fromTimestamp(line.occurredAt), recordedAt: fromTimestamp(line.recordedAt) };
}
