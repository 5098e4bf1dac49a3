// Publication: everything that a plan obliges people to is written in one transaction, before any workflow runs.
import { randomUUID } from 'node:crypto';
import { readLoggedPayload } from '#contracts/logged-events.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Journey, PlannedAssignment } from '#domain/journey.ts';
import { ledgerRow } from '#domain/ladder/ledger-row.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { digestFacts, readAssignmentFacts } from './assignment-facts.ts';
import { appendAuditEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { toDateColumnOrNull } from './local-date.ts';
import type { StoredPlan } from './plan-store.ts';
import { tellRosterExtended } from './roster-events.ts';
import { readStoredRoster } from './roster-store.ts';

const INSERT_BATCH = 1_000;

export interface PublicationInput {
  plan: StoredPlan;
  journey: Journey;
  policyId: string;
  editionId: string;
  publishedAt: Instant;
  actor: string;
  now: Date;
  /** Kept in the event: a request that is repeated after a crash finds that it was carried out. */
  operationId?: string | null;
  /** What no other published plan may have; null or left out = it may stand beside another of the same content. */
  contentKey?: string | null;
}

/**
 * Stores assignments and their planned reminders, and turns the draft into a plan that is being published.
 * @returns false when the plan was no draft any more, was changed since `plan` was loaded, or another plan has its content key: nothing is
 * changed then.
 */
export async function recordPublication(database: Database, input: PublicationInput): Promise<boolean> {
  const { operationId = null, contentKey = null } = input;
  return unlessTaken(
    database.$transaction(
      async (tx) => {
        const claimed = await tx.plan.updateMany({
          where: { id: input.plan.id, status: 'draft', version: input.plan.version },
          data: { status: 'publishing', contentKey, version: { increment: 1 } },
        });
        if (claimed.count === 0) return false;
        await tx.planRevision.update({
          where: { id: input.plan.revisionId },
          data: { publishedAt: new Date(input.publishedAt) },
        });
        await ensureAgencies(tx, input);
        const withIds = input.journey.assignments.map((planned) => ({ ...planned, id: randomUUID() }));
        await insertInBatches(
          withIds.map((planned) => assignmentData(planned, input)),
          (data) => tx.assignment.createMany({ data }),
        );
        await insertInBatches(
          withIds.flatMap(({ id, reminders }) => reminders.map((r) => ledgerData(id, r, input.now))),
          (data) => tx.ledgerEntry.createMany({ data, skipDuplicates: true }),
        );
        const payload = {
          assignments: withIds.length,
          assignmentsDigest: digestFacts(await readAssignmentFacts(tx, { planId: input.plan.id })),
          policyId: input.policyId,
          calendarEditionId: input.editionId,
          planVersion: input.plan.version + 1,
          ...(operationId === null ? {} : { operationId }),
        };
        const event = {
          subject: `plan/${input.plan.id}`,
          sequence: 2,
          type: 'plan-published',
          actor: input.actor,
          payload,
        };
        await appendAuditEvents(tx, [{ ...event, occurredAt: input.publishedAt }], instantOf(input.now));
        return true;
      },
      { timeout: 120_000, maxWait: 30_000 },
    ),
  );
}

/** True when this very request has published the plan before, and its answer was lost. */
export async function wasPublishedBy(
  database: Database,
  { id, status }: Pick<StoredPlan, 'id' | 'status'>,
  operationId: string | null,
): Promise<boolean> {
  if (operationId === null || status === 'draft') return false;
  const event = await database.auditEvent.findFirst({ where: { subject: `plan/${id}`, type: 'plan-published' } });
  return event !== null && readLoggedPayload('plan-published', event.payload).operationId === operationId;
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

/** A lead that the roster does not know is still an agency: its work is counted, and the officer is told. */
async function ensureAgencies(tx: Transaction, { journey, actor, now }: PublicationInput): Promise<void> {
  const agencies = new Map(journey.assignments.map(({ draft }) => [draft.agencyId, draft.agencyName]));
  const data = [...agencies].map(([id, name]) => ({ id, name, aliases: [] }));
  const added = await tx.agency.createManyAndReturn({ data, skipDuplicates: true, select: { id: true, name: true } });
  if (added.length > 0) await tellRosterExtended(tx, added, await readStoredRoster(tx), { actor, now });
}

function assignmentData({ id, draft }: PlannedAssignment & { id: string }, input: PublicationInput) {
  const { key, agencyId, title, label, nature, why, explanation } = draft;
  return {
    id,
    key,
    agencyId,
    title,
    label,
    nature,
    why,
    explanation,
    planId: input.plan.id,
    activityId: input.plan.rowIds[draft.rowIndex] as string,
    opens: toDateColumnOrNull(draft.opens),
    due: toDateColumnOrNull(draft.due),
    dueWorking: toDateColumnOrNull(draft.dueWorking),
    status: 'assigned',
    rulesVersion: NEWEST_RULES,
    ladderPolicyId: input.policyId,
    calendarEditionId: input.editionId,
    publishedAt: new Date(input.publishedAt),
  };
}

async function insertInBatches<T>(rows: T[], insert: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += INSERT_BATCH) await insert(rows.slice(start, start + INSERT_BATCH));
}
