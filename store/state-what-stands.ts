// What the log of an earlier version did not say, said once: from then on it is covered (docs/adr/0061-facts-stated-once.md).
import { readLoggedPayload } from '#contracts/logged-events.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { digestFacts, readAssignmentFacts } from './assignment-facts.ts';
import { appendAuditEvents, lockChain, type NewAuditEvent } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { digestPlans } from './plan-digest.ts';
import { loadStatedSettings } from './settings-snapshot.ts';

const LIMITS = { timeout: 300_000, maxWait: 60_000 };
/** Before the first event of any life: no number of a lifecycle is taken. */
const STATED_SEQUENCE = 0;

/**
 * Appends what the log does not state yet: the settings once, and each plan of an earlier version once, with the facts of its
 * assignments. A plan is stated whole or not at all; a second run, or two at once, add nothing.
 */
export async function stateWhatStands(database: Database, now: Date): Promise<{ plans: number; assignments: number }> {
  await database.$transaction((tx) => stateSettings(tx, now), LIMITS);
  let assignments = 0;
  const plans = await unstatedPlans(database);
  for (const planId of plans) assignments += await database.$transaction((tx) => statePlan(tx, planId, now), LIMITS);
  return { plans: plans.length, assignments };
}

async function stateSettings(tx: Transaction, now: Date): Promise<void> {
  if ((await tx.auditEvent.count({ where: { subject: 'settings' } })) > 0) return;
  // Nobody may change a setting between what is read here and the event that states it.
  await lockChain(tx);
  const payload = await loadStatedSettings(tx);
  await append(
    tx,
    [{ ...stated('settings', now), sequence: 1, type: 'settings-stated', payload: { ...payload } }],
    now,
  );
}

/** Plans that the log knows, of a version that took no hash of their table. */
async function unstatedPlans(database: Database | Transaction): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM plan p JOIN audit_event i ON i.subject = 'plan/' || p.id AND i.sequence = 1
    WHERE NOT i.payload ? 'rowsDigest'
      AND NOT EXISTS (SELECT FROM audit_event s WHERE s.subject = i.subject AND s.sequence = ${STATED_SEQUENCE})
    ORDER BY i.index`;
  return rows.map(({ id }) => id);
}

async function statePlan(tx: Transaction, planId: string, now: Date): Promise<number> {
  await lockChain(tx);
  if (!(await unstatedPlans(tx)).includes(planId)) return 0;
  const rowsDigest = (await digestPlans(tx, planId)).get(planId);
  const published = await tx.auditEvent.findFirst({
    where: { subject: `plan/${planId}`, type: 'plan-published' },
    select: { payload: true },
  });
  // A draft gives its hash when it is published; a plan that has one then needs no other.
  const wasGiven =
    published !== null && readLoggedPayload('plan-published', published.payload).assignmentsDigest === undefined;
  const facts = await readAssignmentFacts(tx, { planId });
  const known = await factsAlreadyStated(tx, [...facts.keys()]);
  const events = [...facts]
    .filter(([id]) => !known.has(id))
    .map(([id, one]) => ({ ...stated(`assignment/${id}`, now), payload: { facts: one } }));
  const digests = { rowsDigest, ...(wasGiven ? { assignmentsDigest: digestFacts(facts) } : {}) };
  await append(tx, [...events, { ...stated(`plan/${planId}`, now), payload: digests }], now);
  return events.length;
}

async function factsAlreadyStated(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const events = await tx.auditEvent.findMany({
    where: { subject: { in: ids.map((id) => `assignment/${id}`) }, type: 'assigned' },
    select: { subject: true, payload: true },
  });
  return new Set(
    events
      .filter(({ payload }) => readLoggedPayload('assigned', payload).facts !== undefined)
      .map(({ subject }) => subject.slice('assignment/'.length)),
  );
}

function stated(subject: string, now: Date) {
  const sequence = STATED_SEQUENCE;
  return { subject, sequence, type: 'facts-stated', actor: SYSTEM, occurredAt: instantOf(now) };
}

const APPEND_BATCH = 500;

async function append(tx: Transaction, events: NewAuditEvent[], now: Date): Promise<void> {
  for (let start = 0; start < events.length; start += APPEND_BATCH)
    await appendAuditEvents(tx, events.slice(start, start + APPEND_BATCH), instantOf(now));
}
