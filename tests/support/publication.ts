// A publication from the press of the button to the last recorded assignment, as the operation and the worker's job do it.
import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { ActivityDependencies } from '#activities/deps.ts';
import { createRecordAssignments } from '#activities/record-assignments.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import type { Journey } from '#domain/journey.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { digestFacts, readAssignmentFacts } from '#store/assignment-facts.ts';
import { appendAuditEvents } from '#store/audit-store.ts';
import { createStore, type Store } from '#store/create-store.ts';
import type { Database } from '#store/database.ts';
import { insertAssignments, insertReminders } from '#store/insert-rows.ts';
import { findPlan } from '#store/plan-store.ts';
import { openPublication, type PublicationInput } from '#store/publication-store.ts';

/** False when the plan could not be taken: then nothing is recorded. */
export async function recordPublication(database: Database, input: PublicationInput): Promise<boolean> {
  if (!(await openPublication(database, input))) return false;
  while ((await recordSome(database, input.plan.id, input.now)) > 0);
  return true;
}

/** One call of the job, over a store that `faulty` may break; answers how many are left. */
export async function recordSome(
  database: Database,
  planId: string,
  now: Date,
  faulty: (store: Store) => Store = (store) => store,
): Promise<number> {
  const engine = { openSlot: async () => undefined };
  const deps = { store: faulty(createStore(database)), channels: createChannelRegistry([]), now: () => now, engine };
  const record = createRecordAssignments(deps as unknown as ActivityDependencies);
  const { remaining } = await new MockActivityEnvironment().run<
    [{ planId: string }],
    { remaining: number },
    typeof record
  >(record, { planId });
  return remaining;
}

/** The same as the version before this one did it: all of a plan at the press of the button, and the first events left to the lifecycles. */
export async function recordAsBefore(
  database: Database,
  input: PublicationInput & { journey: Journey },
): Promise<void> {
  const { plan, journey, policyId, editionId, publishedAt, actor, now } = input;
  const { rowIds = [] } = (await findPlan(database, plan.id)) ?? {};
  const unborn = { sequence: 0, stage: [], supersede: [], ladderFrom: null, next: null };
  const born = journey.assignments.map((planned) => ({ ...planned, ...unborn, id: randomUUID() }));
  await database.$transaction(async (tx) => {
    await tx.plan.update({ where: { id: plan.id }, data: { status: 'publishing', version: { increment: 1 } } });
    const shared = { planId: plan.id, rowIds, rulesVersion: NEWEST_RULES, policyId, editionId, publishedAt };
    await insertAssignments(tx, born, shared);
    await insertReminders(tx, born, now);
    const assignmentsDigest = digestFacts(await readAssignmentFacts(tx, { planId: plan.id }));
    const payload = { assignments: born.length, assignmentsDigest, policyId, calendarEditionId: editionId };
    const event = { subject: `plan/${plan.id}`, sequence: 2, type: 'plan-published', actor, occurredAt: publishedAt };
    await appendAuditEvents(tx, [{ ...event, payload: { ...payload, planVersion: 2 } }], publishedAt);
  });
}
