// The facts of assignments as their rows say them: taken into the assigning event, and held against it ever after.
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import { digestedFacts } from '#domain/audit/assignment-facts.ts';
import type { Database, Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import { fromDateColumnOrNull, fromTimestamp } from './local-date.ts';

export type FactsScope = { id: string } | { planId: string } | { id: { in: string[] } } | Record<string, never>;

/** Facts by assignment id, read inside the transaction that states or checks them. */
export async function readAssignmentFacts(
  tx: Database | Transaction,
  where: FactsScope,
): Promise<Map<string, AssignmentFacts>> {
  const rows = await tx.assignment.findMany({
    where,
    include: { agency: { select: { name: true } }, activity: { select: { fieldCode: true } } },
  });
  const fields = await tx.planField.findMany({ where: 'planId' in where ? where : {} });
  const titles = new Map(fields.map(({ planId, code, title }) => [`${planId}\n${code}`, title]));
  return new Map(rows.map((row) => [row.id, toFacts(row, titles)]));
}

interface FactsRow {
  key: string;
  planId: string;
  activityId: string;
  agencyId: string;
  title: string;
  label: string | null;
  nature: string;
  opens: Date | null;
  due: Date | null;
  dueWorking: Date | null;
  why: string;
  explanation: unknown;
  ladderPolicyId: string;
  calendarEditionId: string;
  publishedAt: Date;
  agency: { name: string };
  activity: { fieldCode: string | null };
}

/** The facts of one row; `titles` are field titles by plan and code. */
function toFacts(row: FactsRow, titles: ReadonlyMap<string, string>): AssignmentFacts {
  const { key, planId, activityId, agencyId, title, label, ladderPolicyId, calendarEditionId, why, explanation } = row;
  const { fieldCode } = row.activity;
  return {
    key,
    planId,
    activityId,
    fieldCode,
    fieldTitle: titles.get(`${planId}\n${fieldCode}`) ?? null,
    agencyId,
    agencyName: row.agency.name,
    title,
    label,
    nature: row.nature as AssignmentNature,
    opens: fromDateColumnOrNull(row.opens),
    due: fromDateColumnOrNull(row.due),
    dueWorking: fromDateColumnOrNull(row.dueWorking),
    explanation: digestOf({ why, explanation }),
    ladderPolicyId,
    calendarEditionId,
    publishedAt: fromTimestamp(row.publishedAt),
  };
}

/** What the assigning event of one assignment states, as its payload holds it. */
export async function loadStatedFacts(tx: Transaction, assignmentId: string): Promise<{ facts: AssignmentFacts }> {
  const facts = (await readAssignmentFacts(tx, { id: assignmentId })).get(assignmentId);
  if (facts === undefined) throw new Error(`assignment ${assignmentId} is gone`);
  return { facts };
}

/** One hash over the facts of several assignments, whatever their order. */
export function digestFacts(facts: ReadonlyMap<string, AssignmentFacts>): string {
  const ids = [...facts.keys()].sort();
  return digestOf(ids.map((id) => digestedFacts(id, facts.get(id) as AssignmentFacts)));
}
