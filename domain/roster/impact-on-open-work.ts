// What a change of the roster means for open work, by the functions that act: who hears more, who hears less, what nobody hears any more.
import type { AudienceRole, LadderPolicy } from '#contracts/ladder.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { isBefore } from '#domain/calendar/instant.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import type { LadderStep, PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { resolveAudience, type SpokenStep } from '#domain/ladder/resolve-audience.ts';
import { rolesOfRows } from '#domain/ladder/roles-of-rows.ts';
import { LEADS, remindersForNewLeads } from '#domain/lifecycle/reminders-for-new-leads.ts';
import { unwrittenSteps, type WrittenSoFar } from '#domain/lifecycle/reminders-to-come.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import type { FollowedWork } from './follow-open-work.ts';

/** A row of the ledger that waits for its time. */
export interface WaitingRow {
  step: string;
  rung: string;
  turn: number;
  audience: AudienceRole;
  contactId: string;
  slotAt: Slot;
}

export interface OpenWork extends WrittenSoFar {
  title: string;
  ofSample: boolean;
  ladderPolicyId: string;
  calendarEditionId: string;
  waiting: readonly WaitingRow[];
}

/** The rules of one piece of work. */
export interface WorkRules {
  policy: LadderPolicy;
  calendar: WorkCalendar;
}

export interface RosterChange {
  before: Roster;
  after: Roster;
  followed: FollowedWork;
  channels: readonly KnownChannel[];
  /** The moment of the change, and how many assignments its people are told of together. */
  at: Instant;
  together: number;
}

/** One thing that somebody will hear. */
export type Hearing = Pick<PlannedReminder, 'step' | 'contactId' | 'role' | 'slotAt'>;

export interface HearingsOfWork {
  before: Hearing[];
  after: Hearing[];
  /** The first slot that the lead would have heard and nobody of it does any more; null = somebody does. */
  unheardFrom: Slot | null;
}

/** What is heard of one assignment without the change and with it, if nobody answers; nothing for whom no channel reaches. */
export function hearingsOf(work: OpenWork, rules: WorkRules, change: RosterChange): HearingsOfWork {
  const { followed, at, together, channels } = change;
  const to = followed.moved.find(({ from }) => from.id === work.agencyId)?.to.id;
  const isTold = to !== undefined || followed.renewed.some(({ id }) => id === work.agencyId);
  const now = { work, rules, roster: change.before, channels };
  const then = { work: to === undefined ? work : { ...work, agencyId: to }, rules, roster: change.after, channels };
  const kept = to === undefined ? work.waiting : work.waiting.filter((row) => !isOfOldLead(row, change.after, to));
  const people = { ...rules, roster: change.after, channels };
  const added = isTold ? remindersForNewLeads(then.work, people, { at, together }) : [];
  const asRows = added.map(({ role, ...row }): WaitingRow => ({ ...row, audience: role }));
  const [before, after] = [stepsOf(now, work.waiting), stepsOf(then, [...kept, ...asRows])];
  const heardThen = new Set(after.filter(isHeardByLead).map(({ id }) => id));
  const lost = before.filter((step) => isHeardByLead(step) && !heardThen.has(step.id)).map(({ slotAt }) => slotAt);
  return {
    before: before.flatMap(({ hearings }) => hearings),
    after: after.flatMap(({ hearings }) => hearings),
    unheardFrom: lost.sort()[0] ?? null,
  };
}

interface HeardStep {
  id: string;
  slotAt: Slot;
  hearings: Hearing[];
}

interface Side {
  work: OpenWork;
  rules: WorkRules;
  roster: Roster;
  channels: readonly KnownChannel[];
}

function isHeardByLead({ hearings }: HeardStep): boolean {
  return hearings.some(({ role }) => LEADS.includes(role));
}

function isOfOldLead({ audience, contactId }: WaitingRow, roster: Roster, to: string): boolean {
  return LEADS.includes(audience) && !roster.contacts.some(({ id, agency }) => id === contactId && agency === to);
}

/** As each step will be resolved when its time comes: the written ones by the roles of their rows. */
function stepsOf(side: Side, rows: readonly WaitingRow[]): HeardStep[] {
  const written = [...groupBy(rows, ({ step }) => step).values()].map((ofStep): SpokenStep => {
    const { step: id, rung, turn } = ofStep[0] as WaitingRow;
    return { id, rung, turn, audience: rolesOfRows(ofStep) };
  });
  // Where rows of a step stand already, its other rows are written beside them, each person once.
  const known = new Set(written.map(({ id }) => id));
  const unwritten = unwrittenSteps(side.work, side.rules).filter(({ id }) => !known.has(id));
  return [...written, ...unwritten].map((step) => ({
    id: step.id,
    slotAt: firstSlot(step),
    hearings: resolved(step, side),
  }));
}

function firstSlot(step: SpokenStep | LadderStep): Slot {
  return step.audience
    .map(({ slotAt }) => slotAt)
    .reduce((first, slotAt) => (isBefore(slotAt, first) ? slotAt : first));
}

const KNOWN = new WeakMap<Roster, Map<string, Hearing[]>>();

/** Thousands of assignments share some hundred ladders, agencies and fields: each question is asked once of a roster. */
function resolved(step: SpokenStep, { work, rules, roster, channels }: Side): Hearing[] {
  const known = KNOWN.get(roster) ?? new Map<string, Hearing[]>();
  KNOWN.set(roster, known);
  const { agencyId, fieldCode, ladderPolicyId, calendarEditionId } = work;
  const question = JSON.stringify([agencyId, fieldCode, step.id, step.audience, ladderPolicyId, calendarEditionId]);
  const found = known.get(question);
  if (found !== undefined) return found;
  const heard = resolveAudience(step, { ...rules, roster, channels, agencyId, fieldCode })
    .filter(({ channel }) => channel !== null)
    .map(({ step: id, contactId, role, slotAt }) => ({ step: id, contactId, role, slotAt }));
  known.set(question, heard);
  return heard;
}
