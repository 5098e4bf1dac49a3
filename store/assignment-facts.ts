// The facts of assignments as their rows say them: taken into the assigning event, and held against it ever after.

import { createHash } from 'node:crypto';
import type { AssignmentNature } from '#contracts/assignment.ts';
import { type AssignmentFacts, readLoggedPayload } from '#contracts/logged-events.ts';
import { digestedFacts } from '#domain/audit/assignment-facts.ts';
import { canonicalJson } from '#domain/audit/canonical-event.ts';
import type { Database, Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import { fromDateColumnOrNull, fromSlotColumn, fromTimestamp } from './local-date.ts';

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
  ladderFrom: Date | null;
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
    ...(row.ladderFrom === null ? {} : { ladderFrom: fromSlotColumn(row.ladderFrom) }),
  };
}

/** What the assigning event of one assignment states, as its payload holds it. */
export async function loadStatedFacts(tx: Transaction, assignmentId: string): Promise<{ facts: AssignmentFacts }> {
  const facts = (await readAssignmentFacts(tx, { id: assignmentId })).get(assignmentId);
  if (facts === undefined) throw new Error(`assignment ${assignmentId} is gone`);
  return { facts };
}

/** The facts that the log states of assignments, in the order of their ids, in bounded memory; those that it knows nothing of are left out. */
export async function* loadLoggedFacts(
  database: Database | Transaction,
  assignments: readonly { id: string }[],
): AsyncGenerator<[string, AssignmentFacts]> {
  const ids = assignments.map(({ id }) => id).sort();
  for (let from = 0; from < ids.length; from += FACTS_AT_ONCE) {
    const some = ids.slice(from, from + FACTS_AT_ONCE);
    const events = await database.auditEvent.findMany({
      where: { subject: { in: some.map((id) => `assignment/${id}`) }, type: 'assigned' },
      select: { subject: true, payload: true },
    });
    const facts = new Map(
      events.map(({ subject, payload }) => [
        subject.slice('assignment/'.length),
        readLoggedPayload('assigned', payload).facts,
      ]),
    );
    for (const id of some) {
      const stated = facts.get(id);
      if (stated !== undefined) yield [id, stated];
    }
  }
}

const FACTS_AT_ONCE = 500;

/** One hash over the facts of several assignments, whatever their order. */
export function digestFacts(facts: ReadonlyMap<string, AssignmentFacts>): string {
  const digest = createFactsDigest();
  for (const id of [...facts.keys()].sort()) digest.add(id, facts.get(id) as AssignmentFacts);
  return digest.hash();
}

/** The same hash, made one after the other: in the ascending order of their ids. */
export function createFactsDigest() {
  const hash = createHash('sha256').update('[');
  let size = 0;
  return {
    add(id: string, facts: AssignmentFacts): void {
      hash.update(`${size === 0 ? '' : ','}${canonicalJson(digestedFacts(id, facts))}`);
      size += 1;
    },
    size: () => size,
    /** Nothing can be added afterwards. */
    hash: () => hash.update(']').digest('hex'),
  };
}
