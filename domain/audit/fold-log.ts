// The whole log folded once, event by event: what every table that people see must say today.
import type { EvidenceFile } from '#contracts/evidence.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { AssignmentFacts, LoggedEvent, UnreadEvent } from '#contracts/logged-events.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { FINAL_STATUSES, FIRST_RULES } from '#domain/lifecycle/state.ts';
import { factsIn } from './assignment-facts.ts';
import { foldAboveEvent, type LoggedAbove } from './compare-above.ts';
import { statusAfter } from './fold-events.ts';
import { foldSetting, type LoggedSettings, noSettings } from './fold-settings.ts';
import { laterOf } from './listed-assignment.ts';

export interface LoggedReport {
  sequence: number;
  note: string;
  documentNumber: string | null;
  evidenceUrl: string | null;
  files: readonly EvidenceFile[];
  reportedOn: LocalDate;
  actor: string;
  outcome: string;
  outcomeReason: string | null;
}

export interface LoggedAssignment {
  /** Null when only an earlier version of the product wrote of it. */
  facts: AssignmentFacts | null;
  /** The agency that leads it since it was moved; null = the one that it was given to. */
  lead: Lead | null;
  /** Its lifecycle has written an event. */
  started: boolean;
  /** The rules that it began with; null before it began. */
  rulesVersion: number | null;
  status: AssignmentStatus;
  sequence: number;
  reportedOn: LocalDate | null;
  acknowledgedAt: Instant | null;
  endedAt: Instant | null;
  /** The slot from which the latest return lets the ladder go on; left out = none did. */
  resumedFrom?: Slot | undefined;
  /** The latest moment that an event of the state is dated. */
  latestAt: Instant | null;
  reports: LoggedReport[];
}

export type Lead = Pick<AssignmentFacts, 'agencyId' | 'agencyName'>;

export interface LoggedPlan {
  title: string | null;
  /** It was a draft, and somebody took it back. */
  deleted: boolean;
  /** It was given out, or is being given out. */
  published: boolean;
  /** Hash of the plan's table as it was imported. */
  rowsDigest: string | null;
  /** Hash of the facts of all its assignments as they were given out. */
  assignmentsDigest: string | null;
}

export interface LogState {
  assignments: Map<string, LoggedAssignment>;
  plans: Map<string, LoggedPlan>;
  /** By plan row: the time text that a person decided on. */
  decided: Map<string, string>;
  /** By `kind/id`: hash of a message or ledger row after its end. */
  seals: Map<string, string>;
  settings: LoggedSettings;
  above: Map<string, LoggedAbove>;
}

export type LogEvent = { subject: string; sequence: number; actor: string; occurredAt: Instant } & (
  | LoggedEvent
  | UnreadEvent
);

/** Before the first event. */
export function emptyLog(): LogState {
  return {
    assignments: new Map(),
    plans: new Map(),
    decided: new Map(),
    seals: new Map(),
    settings: noSettings(),
    above: new Map(),
  };
}

/** Adds the next event, in place: a log of years is folded without keeping it in memory. */
export function foldLogEvent(log: LogState, event: LogEvent): void {
  const slash = `${event.subject}/`.indexOf('/');
  const family = event.subject.slice(0, slash);
  const id = event.subject.slice(slash + 1);
  if (family === 'assignment') foldAssignmentEvent(entryOf(log.assignments, id, newAssignment), event);
  else if (event.type === 'lead-moved') entryOf(log.assignments, id, newAssignment).lead = leadOf(event.payload);
  else if (family === 'above') foldAboveEvent(log.above, id, event);
  else if (family === 'plan') foldPlanEvent(log, entryOf(log.plans, id, newPlan), event);
  else if (event.type === 'deadline-decided') log.decided.set(id, event.payload.text);
  else if (event.type === 'plan-years-set') {
    entryOf(log.plans, id, newPlan).rowsDigest = event.payload.rowsDigest;
    for (const row of event.payload.reopened) log.decided.delete(row);
  } else if (event.type === 'deliveries-sealed')
    for (const [kind, of, hash] of event.payload.items) log.seals.set(`${kind}/${of}`, hash);
  else foldSetting(log.settings, id, event);
}

/** The facts with the agency that leads the work now. */
export function factsNow({ facts, lead }: Pick<LoggedAssignment, 'facts' | 'lead'>): AssignmentFacts | null {
  return facts === null || lead === null ? facts : { ...facts, ...lead };
}

function leadOf({ agencyId, agencyName }: Lead): Lead {
  return { agencyId, agencyName };
}

function foldAssignmentEvent(one: LoggedAssignment, event: LogEvent): void {
  one.facts ??= factsIn(event);
  const status = statusAfter(event.type);
  if (status === undefined) return;
  one.started = true;
  one.status = status;
  one.sequence = Math.max(one.sequence, event.sequence);
  one.latestAt = laterOf(one.latestAt, event.occurredAt);
  if (event.type === 'assigned') one.rulesVersion = event.payload.rulesVersion ?? FIRST_RULES;
  if (event.type === 'acknowledged') one.acknowledgedAt = event.occurredAt;
  if (FINAL_STATUSES.includes(status)) one.endedAt = event.occurredAt;
  if (event.type === 'reported') {
    const { sequence, actor, payload } = event;
    one.reportedOn = payload.reportedOn;
    one.reports.push({ ...payload, sequence, actor, outcome: 'waiting', outcomeReason: null });
  }
  if (event.type === 'verified') settle(one, 'accepted', null);
  if (event.type === 'returned') one.resumedFrom = event.payload.resumedFrom;
  if (event.type === 'returned') settle(one, 'returned', event.payload.reason ?? null);
  if (event.type === 'withdrawn') settle(one, 'void', event.payload.reason ?? null);
}

function settle({ reports }: LoggedAssignment, outcome: string, outcomeReason: string | null): void {
  for (const report of reports) if (report.outcome === 'waiting') Object.assign(report, { outcome, outcomeReason });
}

function foldPlanEvent(log: LogState, plan: LoggedPlan, event: LogEvent): void {
  if (event.type === 'draft-deleted') {
    plan.deleted = true;
    for (const row of event.payload.decidedRows) log.decided.delete(row);
  }
  if (event.type === 'publication-begun') plan.published = true;
  if (event.type !== 'plan-imported' && event.type !== 'plan-published' && event.type !== 'facts-stated') return;
  if (event.type === 'plan-imported') plan.title = event.payload.title ?? null;
  if (event.type === 'plan-published') plan.published = true;
  plan.rowsDigest ??= event.payload.rowsDigest ?? null;
  plan.assignmentsDigest ??= event.payload.assignmentsDigest ?? null;
}

function newAssignment(): LoggedAssignment {
  const none = {
    facts: null,
    lead: null,
    started: false,
    rulesVersion: null,
    reportedOn: null,
    acknowledgedAt: null,
    endedAt: null,
    latestAt: null,
  };
  return { ...none, status: 'assigned', sequence: 0, reports: [] };
}

function newPlan(): LoggedPlan {
  return { title: null, deleted: false, published: false, rowsDigest: null, assignmentsDigest: null };
}

function entryOf<Entry>(entries: Map<string, Entry>, id: string, create: () => Entry): Entry {
  const known = entries.get(id);
  if (known !== undefined) return known;
  const entry = create();
  entries.set(id, entry);
  return entry;
}
