// What PostgreSQL keeps of an office, as plain data.
import { randomUUID } from 'node:crypto';
import type { LedgerStatus } from '#contracts/assignment.ts';
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { AudienceRole, LadderPolicy } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { AssignmentDraft } from '#domain/assignment/assignment-draft.ts';
import { createWorkCalendar, type WorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { MessageState } from '#domain/delivery/state.ts';
import type { BegunAssignment } from '#domain/journey.ts';
import { ledgerRow } from '#domain/ladder/ledger-row.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import type { NextStep } from '#domain/lifecycle/plan-ahead.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import type { LifecycleEvent } from '#domain/lifecycle/state.ts';
import type { MessageClaim } from '#store/message-store.ts';

export interface AssignmentInMemory {
  id: string;
  planId: string;
  draft: AssignmentDraft;
  status: AssignmentStatus;
  rulesVersion: number;
  events: LifecycleEvent[];
  ladderFrom: Slot;
  resumedFrom: Slot | null;
  next: NextStep | null;
  isReady: boolean;
}

export interface RowInMemory {
  id: string;
  assignmentId: string;
  step: string;
  rung: string;
  turn: number;
  audience: AudienceRole;
  contactId: string;
  channel: string;
  slotAt: Slot;
  status: LedgerStatus;
  reason: string | null;
  messageId: string | null;
}

export interface MessageInMemory {
  claim: MessageClaim;
  state: MessageState;
}

export interface Memory {
  roster: Roster;
  readonly policy: LadderPolicy;
  readonly calendar: WorkCalendar;
  readonly plans: Map<string, { parsed: ParsedPlan; publishedAt: Instant }>;
  readonly assignments: Map<string, AssignmentInMemory>;
  readonly ledger: RowInMemory[];
  readonly messages: Map<string, MessageInMemory>;
  readonly matters: Map<string, { what: string; lastAt: Date }>;
  readonly unreachable: { contactId: string; channel: string; address: string }[];
}

export function anEmptyMemory(roster: Roster, policy: LadderPolicy, edition: CalendarEdition): Memory {
  const calendar = createWorkCalendar(edition);
  const rows = { plans: new Map(), assignments: new Map(), ledger: [], messages: new Map() };
  return { roster, policy, calendar, ...rows, matters: new Map(), unreachable: [] };
}

/** Writes what a plan obliges people to, as publication does; the plan's id. */
export function keepPublication(
  memory: Memory,
  parsed: ParsedPlan,
  begun: readonly BegunAssignment[],
  publishedAt: Instant,
): string {
  const planId = randomUUID();
  memory.plans.set(planId, { parsed, publishedAt });
  for (const { draft, reminders, ladderFrom, next } of begun) {
    const id = randomUUID();
    const born = { status: 'assigned', rulesVersion: NEWEST_RULES, events: [], isReady: false } as const;
    memory.assignments.set(id, { id, planId, draft, ...born, events: [], ladderFrom, resumedFrom: null, next });
    for (const reminder of reminders) addRow(memory, id, reminder);
  }
  return planId;
}

/** One row for each assignment, step, person and slot, beside those that were superseded. */
export function addRow(
  { ledger }: Memory,
  assignmentId: string,
  reminder: PlannedReminder,
  status?: 'planned' | 'staged',
): void {
  const row = { id: randomUUID(), assignmentId, messageId: null, ...ledgerRow(reminder, status) };
  const isThere = ledger.some(
    (other) =>
      other.status !== 'superseded' &&
      other.assignmentId === assignmentId &&
      other.step === row.step &&
      other.contactId === row.contactId &&
      other.slotAt === row.slotAt,
  );
  if (!isThere) ledger.push(row);
}

export function assignmentOf({ assignments }: Memory, id: string): AssignmentInMemory {
  const found = assignments.get(id);
  if (found === undefined) throw new Error(`there is no assignment ${id}`);
  return found;
}

export const isOpen = ({ status }: RowInMemory) => status === 'planned' || status === 'staged';
