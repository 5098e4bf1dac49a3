// Work from above is given on: by a plan of one row here, which is given out as any other.
import { createHash } from 'node:crypto';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents, lockChain } from './audit-store.ts';
import type { Database } from './database.ts';
import { deleteDraft } from './delete-draft-store.ts';
import { fileOf } from './evidence-store.ts';
import { addDraftPlan, contentHash, findPlan } from './plan-store.ts';
import type { ChangedBy } from './roster-events.ts';
import { noteHandedOn } from './work-from-above-store.ts';

/**
 * The plan by which the work is given on: the one that was given out already, a draft of the same choice that somebody left, or a new one in its
 * place; null = there is no such work.
 */
export async function putHandedOnPlan(
  database: Database,
  { id, parsed }: { id: string; parsed: ParsedPlan },
  { actor, now }: ChangedBy,
): Promise<string | null> {
  return database.$transaction(async (tx) => {
    const [work] = await tx.$queryRaw<{ planId: string | null }[]>`
      SELECT plan_id AS "planId" FROM work_from_above WHERE id = ${id} FOR UPDATE`;
    if (work === undefined) return null;
    const fileSha256 = createHash('sha256').update(`above/${id}`).digest('hex');
    const draft = { parsed, fileName: 'Việc cấp trên giao', fileSha256, sample: false, actor, now };
    const known = work.planId === null ? null : await findPlan(tx, work.planId);
    if (known !== null) {
      if (known.status !== 'draft' || contentHash(known) === contentHash(draft)) return known.id;
      await deleteDraft(tx, { planId: known.id, actor, now, seen: null });
    }
    const planId = await addDraftPlan(tx, draft);
    await tx.workFromAbove.update({ where: { id }, data: { planId } });
    return planId;
  });
}

export interface HandedOn {
  id: string;
  planId: string;
  leads: readonly string[];
  due: LocalDate | null;
  /** Later than it was given for. */
  later: boolean;
}

/** Tells once that the work was given on by this plan, whoever asks again. */
export async function tellHandedOn(database: Database, { id, planId, ...how }: HandedOn, by: ChangedBy): Promise<void> {
  await database.$transaction(async (tx) => {
    await lockChain(tx);
    const subject = `above/${id}`;
    const told = { subject, type: 'above-handed-on', payload: { path: ['planId'], equals: planId } };
    if ((await tx.auditEvent.count({ where: told })) > 0) return;
    const at = instantOf(by.now);
    const event = { subject: `above/${id}`, type: 'above-handed-on', actor: by.actor, occurredAt: at };
    await appendNextEvents(tx, [{ ...event, payload: { planId, ...how } }], at);
    await noteHandedOn(tx, by);
  });
}

/** Files of reports on the work of a plan, in the order of `ids`; one that is none of theirs is left out. */
export async function listReportFiles(database: Database, planId: string, ids: readonly string[]) {
  const where = { id: { in: [...ids] }, report: { assignment: { planId } } };
  const found = new Map((await database.reportFile.findMany({ where })).map((row) => [row.id, fileOf(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The own agencies that have the work, and how far each is. */
export async function listHandedOnWork(
  database: Database,
  planId: string,
): Promise<{ agencyName: string; status: AssignmentStatus }[]> {
  const rows = await database.assignment.findMany({
    where: { planId },
    select: { status: true, agency: { select: { name: true } } },
    orderBy: { key: 'asc' },
  });
  return rows.map(({ status, agency }) => ({ agencyName: agency.name, status: status as AssignmentStatus }));
}
