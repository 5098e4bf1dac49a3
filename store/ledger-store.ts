// The reminder ledger between staging and its end. Every status change names the status it expects, so a race has one winner.
import type { LedgerStatus } from '#contracts/assignment.ts';
import type { AudienceRole } from '#contracts/ladder.ts';
import type { Slot } from '#contracts/primitives.ts';
import { reminderStanding } from '#domain/delivery/reminder-standing.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import type { WriteAnswer } from '#domain/lifecycle/state.ts';
import type { Database } from './database.ts';
import {
  countUnwrittenPastTime,
  listPlannedSteps,
  type PlannedStep,
  recordLadder,
  type WrittenLadder,
} from './ladder-store.ts';
import { lockUnlessOvertaken, supersedeSteps } from './lifecycle-store.ts';
import { fromSlotColumn } from './local-date.ts';
import { ledgerData } from './publication-store.ts';

/** Rows of one step that still wait for their time. */
export async function listPlannedRows(database: Database, assignmentId: string, step: string) {
  const rows = await database.ledgerEntry.findMany({
    where: { assignmentId, step, status: { in: ['planned', 'staged'] } },
    select: { id: true, turn: true, contactId: true, slotAt: true, audience: true },
  });
  return rows.map((row) => ({ ...row, audience: row.audience as AudienceRole, slotAt: fromSlotColumn(row.slotAt) }));
}

export interface Staging {
  assignmentId: string;
  /** The last event that the lifecycle knows; null = version 0.1 did not say. */
  sequence: number | null;
  /** Planned rows that go out as they are. */
  stageIds: string[];
  /** Rows whose person is away or gone meanwhile, each with the reason. */
  defer: { id: string; reason: string }[];
  /** Rows that take their place. */
  add: PlannedReminder[];
  supersede: { steps: string[]; reason: string };
  /** How far the ladder is to be written with it; null or left out = it was written whole. */
  ladder?: WrittenLadder | null;
}

/** `planned`: the steps that wait for their time now; left out = the ladder was written whole. */
export type StageAnswer =
  | { kind: 'written'; slots: Slot[]; planned?: PlannedStep[] }
  | Extract<WriteAnswer, { kind: 'overtaken' }>;

/**
 * Stages a step's rows in one transaction and tells which slots now hold something; a lifecycle that has missed an event stages nothing
 * and hears what it missed.
 */
export async function stageRows(database: Database, staging: Staging, now: Date): Promise<StageAnswer> {
  const { assignmentId, sequence } = staging;
  return database.$transaction(async (tx) => {
    const overtaken = sequence === null ? null : await lockUnlessOvertaken(tx, { assignmentId, sequence });
    if (overtaken !== null) return overtaken;
    // First, so that a step which is reached as soon as it is written is superseded like any other.
    if (staging.ladder) await recordLadder(tx, assignmentId, staging.ladder, now);
    await supersedeSteps(tx, assignmentId, staging.supersede, now);
    for (const { id, reason } of staging.defer)
      await tx.ledgerEntry.updateMany({
        where: { id, status: { in: ['planned', 'staged'] } },
        data: { status: 'deferred', reason, endedAt: now },
      });
    const data = staging.add.map((reminder) => ledgerData(assignmentId, reminder, now, 'staged'));
    await tx.ledgerEntry.createMany({ data, skipDuplicates: true });
    await tx.ledgerEntry.updateMany({
      where: { id: { in: staging.stageIds }, status: 'planned' },
      data: { status: 'staged' },
    });
    const slots = await tx.ledgerEntry.findMany({
      where: { assignmentId, status: 'staged' },
      distinct: ['slotAt'],
      select: { slotAt: true },
    });
    const planned = staging.ladder ? { planned: await listPlannedSteps(tx, assignmentId) } : {};
    return { kind: 'written', slots: slots.map((row) => fromSlotColumn(row.slotAt)), ...planned };
  });
}

/** Slots that hold staged rows although their time has passed, or messages whose next attempt is overdue; not for what a channel in `held` keeps. */
export async function listStrandedSlots(
  database: Database,
  before: Date,
  held: readonly string[] = [],
): Promise<Slot[]> {
  const [rows, messages] = await Promise.all([
    database.ledgerEntry.findMany({
      where: { slotAt: { lt: before }, status: 'staged', channel: { notIn: [...held] } },
      distinct: ['slotAt'],
      select: { slotAt: true },
    }),
    // A message that waits for its next attempt is not stranded; waking its slot all the while would fill its history.
    database.message.findMany({
      where: {
        slotAt: { lt: before },
        status: 'sending',
        OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lt: before } }],
      },
      distinct: ['slotAt'],
      select: { slotAt: true },
    }),
  ]);
  return [...new Set([...rows, ...messages].map((row) => fromSlotColumn(row.slotAt)))];
}

/** All reminders by how they stand today. */
export async function countReminders(database: Database): Promise<Map<LedgerStatus, number>> {
  const groups = await database.$queryRaw<{ row: LedgerStatus; message: string | null; count: bigint }[]>`
    SELECT row.status AS row, message.status AS message, count(*) AS count
    FROM ledger_entry AS row LEFT JOIN message ON message.id = row.message_id GROUP BY 1, 2`;
  const counts = new Map<LedgerStatus, number>();
  for (const { row, message, count } of groups) {
    const standing = reminderStanding(row, message);
    counts.set(standing, (counts.get(standing) ?? 0) + Number(count));
  }
  return counts;
}

/**
 * The self-audit: rows that are open past their time, by status. Zero is the promise of the product; what a channel in `held` keeps is told by the
 * matter of that channel, and what waits for its next try is under way.
 */
export async function countOpenPastTime(
  database: Database,
  before: Date,
  held: readonly string[] = [],
): Promise<Record<string, number>> {
  const groups = await database.ledgerEntry.groupBy({
    by: ['status'],
    where: {
      slotAt: { lt: before },
      endedAt: null,
      NOT: [
        { channel: { in: [...held] }, status: { in: ['staged', 'sending'] } },
        // A letter that waits for its next try, as one to a full mailbox does for hours, is looked after.
        { status: 'sending', message: { status: 'sending', nextAttemptAt: { gte: before } } },
      ],
    },
    _count: { _all: true },
  });
  const counts = Object.fromEntries(groups.map((group) => [group.status, group._count._all]));
  // A step that should be a row by now is as late as one that nobody staged.
  const unwritten = await countUnwrittenPastTime(database, before);
  return unwritten === 0 ? counts : { ...counts, planned: (counts.planned ?? 0) + unwritten };
}
