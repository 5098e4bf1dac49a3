// Rows of a publication, thousands at a time, as one value: a statement that is built value by value holds up the loop for seconds.
import type { Instant, Slot } from '#contracts/primitives.ts';
import type { PlannedAssignment } from '#domain/journey.ts';
import { ledgerRow } from '#domain/ladder/ledger-row.ts';
import type { NextStep } from '#domain/lifecycle/plan-ahead.ts';
import type { Database, Transaction } from './database.ts';

export interface AssignmentToInsert extends PlannedAssignment {
  id: string;
  /** Number of its last event, which is written with it. */
  sequence: number;
  /** Steps that are due already. */
  stage: readonly string[];
  /** Steps that are not said. */
  supersede: readonly { steps: readonly string[]; reason: string }[];
  /** The slot that its ladder is counted from; null = `reminders` are all of it. */
  ladderFrom: Slot | null;
  /** The first step that `reminders` do not hold; null = none is left. */
  next: NextStep | null;
}

/** What all assignments of one publication share. */
export interface SharedColumns {
  planId: string;
  /** Ids of the plan's rows, by position. */
  rowIds: readonly string[];
  rulesVersion: number;
  policyId: string;
  editionId: string;
  publishedAt: Instant;
}

export async function insertAssignments(
  tx: Transaction,
  assignments: readonly AssignmentToInsert[],
  shared: SharedColumns,
): Promise<void> {
  const { planId, rowIds, rulesVersion, policyId, editionId, publishedAt } = shared;
  const records = assignments.map(({ id, sequence, draft, ladderFrom, next }) => ({
    id,
    sequence,
    key: draft.key,
    activity_id: rowIds[draft.rowIndex],
    agency_id: draft.agencyId,
    title: draft.title,
    label: draft.label,
    nature: draft.nature,
    opens: draft.opens,
    due: draft.due,
    due_working: draft.dueWorking,
    why: draft.why,
    explanation: draft.explanation,
    ladder_from: ladderFrom,
    next_step: next?.step,
    next_rung: next?.rung,
    next_step_at: next?.slotAt,
  }));
  await tx.$executeRaw`
    INSERT INTO assignment (
      id, key, plan_id, activity_id, agency_id, title, label, nature, opens, due, due_working, why, explanation,
      status, sequence, rules_version, ladder_policy_id, calendar_edition_id, published_at,
      ladder_from, next_step, next_rung, next_step_at
    )
    SELECT id, key, ${planId}, activity_id, agency_id, title, label, nature, opens, due, due_working, why, explanation,
      'assigned', sequence, ${rulesVersion}, ${policyId}, ${editionId}, ${new Date(publishedAt)},
      ladder_from, next_step, next_rung, next_step_at
    FROM json_to_recordset(${JSON.stringify(records)}::json) AS record(
      id text, key text, activity_id text, agency_id text, title text, label text, nature text, opens date, due date,
      due_working date, why text, explanation jsonb, sequence int, ladder_from timestamptz, next_step text, next_rung text,
      next_step_at timestamptz
    )`;
}

/** Reminders of work that was given out before, all of them planned; one that stands there already is left alone. */
export async function addReminders(
  database: Database,
  work: readonly Pick<AssignmentToInsert, 'id' | 'reminders'>[],
  now: Date,
): Promise<void> {
  const planned = work.map((one) => ({ ...one, stage: [], supersede: [] }));
  await database.$transaction((tx) => insertReminders(tx, planned, now), LIMITS);
}

const LIMITS = { timeout: 60_000, maxWait: 30_000 };

type WithReminders = Pick<AssignmentToInsert, 'id' | 'reminders' | 'stage' | 'supersede'>;

/** Reminders of the assignments; one that stands there already is left alone. */
export async function insertReminders(
  tx: Transaction,
  assignments: readonly WithReminders[],
  now: Date,
): Promise<void> {
  for (const rows of inParts(assignments.flatMap(reminderRecords), REMINDERS_AT_ONCE))
    await tx.$executeRaw`
      INSERT INTO ledger_entry (
        id, assignment_id, step, rung, turn, audience, contact_id, channel, slot_at, status, reason, ended_at
      )
      SELECT gen_random_uuid()::text, assignment_id, step, rung, turn, audience, contact_id, channel, slot_at, status, reason,
        CASE WHEN reason IS NULL THEN NULL ELSE ${now}::timestamptz END
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS record(
        assignment_id text, step text, rung text, turn int, audience text, contact_id text, channel text, slot_at timestamptz,
        status text, reason text
      )
      ON CONFLICT DO NOTHING`;
}

/** A value of half a megabyte: far from any limit, and others get their turn between. */
const REMINDERS_AT_ONCE = 4_000;

function reminderRecords({ id, reminders, stage, supersede }: WithReminders) {
  const reasons = new Map(supersede.flatMap(({ steps, reason }) => steps.map((step) => [step, reason])));
  return reminders.map((reminder) => {
    const { contactId, slotAt, ...row } = ledgerRow(reminder, stage.includes(reminder.step) ? 'staged' : 'planned');
    const reason = reasons.get(row.step);
    const end = row.status === 'refused' || reason === undefined ? {} : { status: 'superseded', reason };
    return { assignment_id: id, contact_id: contactId, slot_at: slotAt, ...row, ...end };
  });
}

function* inParts<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
