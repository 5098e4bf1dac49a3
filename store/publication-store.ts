// The press of the button: the draft is taken, and what was asked is kept for the job that does it (publication-job-store.ts).
import { randomUUID } from 'node:crypto';
import { readLoggedPayload } from '#contracts/logged-events.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { ledgerRow } from '#domain/ladder/ledger-row.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { appendAuditEvents } from './audit-store.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { StoredPlan } from './plan-store.ts';

export interface PublicationInput {
  /** The draft as it was looked at. */
  plan: Pick<StoredPlan, 'id' | 'revisionId' | 'version'>;
  policyId: string;
  editionId: string;
  /** The moment that everything is counted from. */
  publishedAt: Instant;
  actor: string;
  now: Date;
  /** Kept in the event: a request that is repeated after a crash finds that it was carried out. */
  operationId?: string | null;
  /** What no other published plan may have; null or left out = it may stand beside another of the same content. */
  contentKey?: string | null;
}

/**
 * Turns a draft into a plan that is being published, with everything that the job will need to know.
 * @returns false when the plan was no draft any more, was changed since it was looked at, or another plan has its content key: nothing is
 * changed then.
 */
export async function openPublication(database: Database, input: PublicationInput): Promise<boolean> {
  const { plan, policyId, editionId, publishedAt, actor, now, operationId = null, contentKey = null } = input;
  return unlessTaken(
    database.$transaction(
      async (tx) => {
        const claimed = await tx.plan.updateMany({
          where: { id: plan.id, status: 'draft', version: plan.version },
          data: { status: 'publishing', contentKey, version: { increment: 1 } },
        });
        if (claimed.count === 0) return false;
        const asOf = new Date(publishedAt);
        await tx.planRevision.update({ where: { id: plan.revisionId }, data: { publishedAt: asOf } });
        const asked = { ladderPolicyId: policyId, calendarEditionId: editionId };
        await tx.publication.create({ data: { planId: plan.id, ...asked, asOf, actor } });
        const payload = {
          policyId,
          calendarEditionId: editionId,
          planVersion: plan.version + 1,
          ...(operationId === null ? {} : { operationId }),
        };
        const event = { subject: `plan/${plan.id}`, sequence: BEGUN, type: 'publication-begun', actor, payload };
        await appendAuditEvents(tx, [{ ...event, occurredAt: publishedAt }], instantOf(now));
        return true;
      },
      { timeout: 60_000, maxWait: 30_000 },
    ),
  );
}

// The first event of a plan is its import.
const BEGUN = 2;

/** True when this very request has published the plan before, and its answer was lost. */
export async function wasPublishedBy(
  database: Database,
  { id, status }: Pick<StoredPlan, 'id' | 'status'>,
  operationId: string | null,
): Promise<boolean> {
  if (operationId === null || status === 'draft') return false;
  // Earlier versions did all of it at once, and told of it by the other event.
  const told = { subject: `plan/${id}`, type: { in: ['publication-begun', 'plan-published'] } };
  const event = await database.auditEvent.findFirst({ where: told, orderBy: { sequence: 'asc' } });
  return event !== null && readLoggedPayload('publication-begun', event.payload).operationId === operationId;
}

/** False when another plan took the content key a moment before. */
async function unlessTaken(storing: Promise<boolean>): Promise<boolean> {
  try {
    return await storing;
  } catch (error) {
    const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (taken && JSON.stringify(error.meta).includes('content_key')) return false;
    throw error;
  }
}

/** The columns of a reminder's new row. */
export function ledgerData(
  assignmentId: string,
  reminder: PlannedReminder,
  now: Date,
  status: 'planned' | 'staged' = 'planned',
) {
  const { slotAt, ...row } = ledgerRow(reminder, status);
  const ended = row.status === 'refused' ? { endedAt: now } : {};
  return { id: randomUUID(), assignmentId, ...row, slotAt: new Date(slotAt), ...ended };
}
