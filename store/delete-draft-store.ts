// A draft goes with its table; the log keeps that it was there, what it was called and who deleted it.
import { instantOf } from '#domain/calendar/instant.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import { appendAuditEvents } from './audit-store.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';
import { type ForeignChange, listPlanChanges, planTag, planVersionOf } from './plan-version-store.ts';

export interface DraftDeletion {
  planId: string;
  actor: string;
  now: Date;
  /** The plan as the officer saw it (If-Match); null = whatever it is now. */
  seen: readonly string[] | null;
}

export type DraftDeleted =
  | { ok: true; rows: number }
  | { ok: false; why: 'no-plan' | 'not-draft' }
  | { ok: false; why: 'changed'; tag: string; changes: ForeignChange[] };

// A draft has its import alone behind it: what follows that is either this or its publication.
const DELETED = 2;

/** All of it or nothing; of a deletion and a publication at the same moment, one. */
export async function deleteDraft(
  database: Database | Transaction,
  { planId, actor, now, seen }: DraftDeletion,
): Promise<DraftDeleted> {
  return inTransaction(
    database,
    async (tx): Promise<DraftDeleted> => {
      const [plan] = await tx.$queryRaw<{ status: string; version: number; title: string }[]>`
        SELECT status, version, title FROM plan WHERE id = ${planId} FOR UPDATE`;
      if (plan === undefined) return { ok: false, why: 'no-plan' };
      if (plan.status !== 'draft') return { ok: false, why: 'not-draft' };
      const tag = planTag(planId, plan.version);
      if (seen !== null && !tagsFit(seen, [tag]))
        return {
          ok: false,
          why: 'changed',
          tag,
          changes: await listPlanChanges(tx, planId, planVersionOf(seen, planId)),
        };
      const decided = await tx.planActivity.findMany({
        where: { planId, decidedText: { not: null } },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      const { count: rows } = await tx.planActivity.deleteMany({ where: { planId } });
      await tx.planField.deleteMany({ where: { planId } });
      await tx.planRevision.deleteMany({ where: { planId } });
      await tx.plan.delete({ where: { id: planId } });
      const payload = { title: plan.title, rows, decidedRows: decided.map(({ id }) => id) };
      const event = { subject: `plan/${planId}`, sequence: DELETED, type: 'draft-deleted', actor, payload };
      await appendAuditEvents(tx, [{ ...event, occurredAt: instantOf(now) }], instantOf(now));
      return { ok: true, rows };
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}
