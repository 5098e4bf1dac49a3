// What the job of a publication writes: assignments with their reminders and their first event, in batches that each stand by themselves.
// After a kill the next attempt finds what was recorded and goes on with the rest (ADR 0170).
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import type { Instant } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import type { AssignmentDraft } from '#domain/assignment/assignment-draft.ts';
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';
import type { BegunAssignment } from '#domain/journey.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { toPendingStep } from '#domain/lifecycle/staging.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { createFactsDigest, loadLoggedFacts } from './assignment-facts.ts';
import { appendAuditEvents, type NewAuditEvent } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { derivedId } from './derived-id.ts';
import { digestOf } from './digest.ts';
import { type AssignmentToInsert, insertAssignments, insertReminders } from './insert-rows.ts';
import { fromTimestamp } from './local-date.ts';
import { findPlan, type StoredPlan } from './plan-store.ts';
import { tellRosterExtended } from './roster-events.ts';
import { findRoster, readStoredRoster } from './roster-store.ts';

/** What was asked at the press of the button: the same for every attempt. */
export interface PublicationJob {
  plan: StoredPlan;
  /** The people as they were when the job began. */
  roster: Roster;
  policyId: string;
  editionId: string;
  publishedAt: Instant;
  actor: string;
  /** Keys of the assignments that are recorded. */
  recorded: ReadonlySet<string>;
}

const LIMITS = { timeout: 60_000, maxWait: 30_000 };

/** What is left to record of a plan; null when everything is, or when an earlier version recorded it whole. */
export async function findPublicationJob(database: Database, planId: string): Promise<PublicationJob | null> {
  const asked = await database.publication.findUnique({ where: { planId }, omit: { roster: true } });
  if (asked === null || asked.recordedAt !== null) return null;
  const roster = await database.$transaction((tx) => keepRoster(tx, planId), LIMITS);
  // Another attempt has ended in this moment.
  if (roster === null) return null;
  const plan = await findPlan(database, planId);
  if (plan === null) throw new Error(`there is no plan ${planId}`);
  const rows = await database.assignment.findMany({ where: { planId }, select: { key: true } });
  return {
    plan,
    roster,
    policyId: asked.ladderPolicyId,
    editionId: asked.calendarEditionId,
    publishedAt: fromTimestamp(asked.asOf),
    actor: asked.actor,
    recorded: new Set(rows.map(({ key }) => key)),
  };
}

/** The roster of the job: whoever imports another meanwhile does not make half of a plan theirs. Null when everything is recorded. */
async function keepRoster(tx: Transaction, planId: string): Promise<Roster | null> {
  if ((await lockPublication(tx, planId)).hasEnded) return null;
  const { roster: kept } = await tx.publication.findUniqueOrThrow({ where: { planId }, select: { roster: true } });
  if (kept !== null) return Roster.parse(kept);
  const roster = await findRoster(tx);
  if (roster === null) throw new Error('a plan was given out, and there is no roster');
  await tx.$executeRaw`UPDATE publication SET roster = ${JSON.stringify(roster)}::jsonb WHERE plan_id = ${planId}`;
  return roster;
}

/** Until the end of the transaction no other attempt of the same publication writes. */
async function lockPublication(tx: Transaction, planId: string): Promise<{ recorded: number; hasEnded: boolean }> {
  const [row] = await tx.$queryRaw<{ recorded: number; hasEnded: boolean }[]>`
    SELECT recorded, recorded_at IS NOT NULL AS "hasEnded" FROM publication WHERE plan_id = ${planId} FOR UPDATE`;
  if (row === undefined) throw new Error(`nobody asked for the publication of plan ${planId}`);
  return row;
}

/** Notes how many assignments there will be, `left` of them not recorded yet; a lead that the roster does not know is still an agency: its work is counted, and the officer is told. */
export async function noteTotal(
  database: Database,
  { plan, actor, recorded }: PublicationJob,
  drafts: readonly AssignmentDraft[],
  left: number,
  now: Date,
): Promise<void> {
  await database.$transaction(async (tx) => {
    // Counted before another attempt went on: what that one says is newer.
    if ((await lockPublication(tx, plan.id)).recorded !== recorded.size) return;
    await tx.publication.update({ where: { planId: plan.id }, data: { total: recorded.size + left } });
    const agencies = new Map(drafts.map(({ agencyId, agencyName }) => [agencyId, agencyName]));
    const data = [...agencies].map(([id, name]) => ({ id, name }));
    const added = await tx.$queryRaw<{ id: string; name: string }[]>`
      INSERT INTO agency (id, name, aliases)
      SELECT id, name, '{}' FROM json_to_recordset(${JSON.stringify(data)}::json) AS record(id text, name text)
      ON CONFLICT DO NOTHING RETURNING id, name`;
    if (added.length > 0) await tellRosterExtended(tx, added, await readStoredRoster(tx), { actor, now });
  }, LIMITS);
}

/**
 * Records the next assignments, all of them or none: rows, reminders and first events.
 * @param before how many were recorded before them.
 * @returns false when another attempt has recorded something since: nothing is changed then.
 */
export async function recordAssignments(
  database: Database,
  job: PublicationJob,
  begun: readonly BegunAssignment[],
  before: number,
  now: Date,
): Promise<boolean> {
  const { plan, policyId, editionId, publishedAt } = job;
  const factsOf = factsOfDrafts(job);
  const newborn = begun.map((one) => giveBirth(plan.id, one, publishedAt, now));
  const events = newborn.map(({ id, draft, ladderFrom, event }) => ({
    ...event,
    subject: `assignment/${id}`,
    payload: { ...event.payload, facts: { ...factsOf(draft), ladderFrom } },
  }));
  return database.$transaction(async (tx) => {
    const { recorded: found, hasEnded } = await lockPublication(tx, plan.id);
    if (hasEnded || found !== before) return false;
    const shared = {
      planId: plan.id,
      rowIds: plan.rowIds,
      rulesVersion: NEWEST_RULES,
      policyId,
      editionId,
      publishedAt,
    };
    await insertAssignments(tx, newborn, shared);
    await insertReminders(tx, newborn, now);
    const recorded = before + begun.length;
    await tx.publication.update({ where: { planId: plan.id }, data: { recorded } });
    // Last: nobody waits for the log longer than a batch of events takes.
    await appendAuditEvents(tx, events, instantOf(now));
    return true;
  }, LIMITS);
}

type Newborn = AssignmentToInsert & { event: Omit<NewAuditEvent, 'subject'> };

/**
 * What a lifecycle would do in its first moment, by its own rules: record its first event, and stage what is due already. Done for all in sets
 * it needs no task of anybody's until something happens.
 */
function giveBirth(planId: string, begun: BegunAssignment, publishedAt: Instant, now: Date): Newborn {
  const id = derivedId('assignment', planId, begun.draft.key);
  const pending = begun.steps.map((step) => toPendingStep(step, id)).sort((a, b) => a.wakeAtMs - b.wakeAtMs);
  const before = { assignmentId: id, rulesVersion: NEWEST_RULES, status: 'assigned', sequence: 0 } as const;
  const unborn: LifecycleState = { ...before, pending, staged: [] };
  const [birth] = decide(unborn, { type: 'started' }, now.getTime());
  if (birth?.type !== 'record') throw new Error(`rules ${NEWEST_RULES} do not say how an assignment begins`);
  const [due] = decide(evolve(unborn, birth), { type: 'woke' }, epochMsOf(publishedAt));
  const { sequence, type, actor, occurredAt, ...payload } = birth.event;
  return {
    ...begun,
    id,
    sequence,
    stage: due?.type === 'reach-steps' ? due.stage.map((step) => step.id) : [],
    supersede: due === undefined ? [birth.supersede] : [birth.supersede, due.supersede],
    event: { sequence, type, actor, occurredAt, payload },
  };
}

/** The facts of a draft, as its row will say them (store/assignment-facts.ts). */
function factsOfDrafts({ plan, policyId, editionId, publishedAt }: PublicationJob) {
  const titles = new Map(plan.parsed.fields.map(({ code, title }) => [code, title]));
  return ({ why, explanation, rowIndex, ...draft }: AssignmentDraft): AssignmentFacts => ({
    ...draft,
    planId: plan.id,
    activityId: plan.rowIds[rowIndex] as string,
    fieldTitle: titles.get(draft.fieldCode ?? '') ?? null,
    explanation: digestOf({ why, explanation }),
    ladderPolicyId: policyId,
    calendarEditionId: editionId,
    publishedAt,
  });
}

/** Everything is recorded: tells so, with one hash over all that was given out. Told twice it is told once. */
export async function finishRecording(database: Database, { plan, ...job }: PublicationJob, now: Date): Promise<void> {
  const { actor, policyId, editionId, publishedAt } = job;
  const rows = await database.assignment.findMany({ where: { planId: plan.id }, select: { id: true } });
  const digest = createFactsDigest();
  // From the log and not from the table: a row that another hand put in meanwhile is none of what was given out.
  for await (const [id, facts] of loadLoggedFacts(database, rows)) digest.add(id, facts);
  await database.$transaction(async (tx) => {
    await lockPublication(tx, plan.id);
    const ended = await tx.$executeRaw`
      UPDATE publication SET roster = NULL, recorded_at = ${now} WHERE plan_id = ${plan.id} AND recorded_at IS NULL`;
    if (ended === 0) return;
    const payload = {
      assignments: digest.size(),
      assignmentsDigest: digest.hash(),
      policyId,
      calendarEditionId: editionId,
      planVersion: plan.version,
    };
    const event = { subject: `plan/${plan.id}`, sequence: PUBLISHED, type: 'plan-published', actor, payload };
    await appendAuditEvents(tx, [{ ...event, occurredAt: publishedAt }], instantOf(now));
  }, LIMITS);
}

// After its import and the press of the button (publication-store.ts).
const PUBLISHED = 3;
