// The whole log folded once, event by event: what every table that people see must say today.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { FINAL_STATUSES, FIRST_RULES } from '#domain/lifecycle/state.ts';
import { type AssignmentFacts, factsIn } from './assignment-facts.ts';
import { statusAfter } from './fold-events.ts';
import { foldSetting, type LoggedSettings, noSettings } from './fold-settings.ts';

export interface LoggedReport {
  sequence: number;
  note: string;
  documentNumber: string | null;
  evidenceUrl: string | null;
  reportedOn: LocalDate;
  actor: string;
  outcome: string;
  outcomeReason: string | null;
}

export interface LoggedAssignment {
  /** Null when only an earlier version of the product wrote of it. */
  facts: AssignmentFacts | null;
  /** Its lifecycle has written an event. */
  started: boolean;
  /** The rules that it began with; null before it began. */
  rulesVersion: number | null;
  status: AssignmentStatus;
  sequence: number;
  reportedOn: LocalDate | null;
  acknowledgedAt: Instant | null;
  endedAt: Instant | null;
  reports: LoggedReport[];
}

export interface LoggedPlan {
  title: string | null;
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
}

export interface LogEvent {
  subject: string;
  sequence: number;
  type: string;
  actor: string;
  occurredAt: Instant;
  payload: unknown;
}

/** Before the first event. */
export function emptyLog(): LogState {
  return { assignments: new Map(), plans: new Map(), decided: new Map(), seals: new Map(), settings: noSettings() };
}

/** Adds the next event, in place: a log of years is folded without keeping it in memory. */
export function foldLogEvent(log: LogState, event: LogEvent): void {
  const slash = `${event.subject}/`.indexOf('/');
  const family = event.subject.slice(0, slash);
  const id = event.subject.slice(slash + 1);
  const payload = (event.payload ?? {}) as Record<string, unknown>;
  if (family === 'assignment') foldAssignmentEvent(entryOf(log.assignments, id, newAssignment), event, payload);
  else if (family === 'plan') foldPlanEvent(entryOf(log.plans, id, newPlan), event.type, payload);
  else if (event.type === 'deadline-decided') log.decided.set(id, payload.text as string);
  else if (event.type === 'deliveries-sealed')
    for (const [kind, of, hash] of payload.items as [string, string, string][]) log.seals.set(`${kind}/${of}`, hash);
  else foldSetting(log.settings, family, id, event.type, event.occurredAt, payload);
}

function foldAssignmentEvent(one: LoggedAssignment, event: LogEvent, payload: Record<string, unknown>): void {
  one.facts ??= factsIn(payload);
  const status = statusAfter(event.type);
  if (status === undefined) return;
  one.started = true;
  one.status = status;
  one.sequence = Math.max(one.sequence, event.sequence);
  if (event.type === 'assigned') one.rulesVersion = (payload.rulesVersion as number | undefined) ?? FIRST_RULES;
  if (event.type === 'acknowledged') one.acknowledgedAt = event.occurredAt;
  if (FINAL_STATUSES.includes(status)) one.endedAt = event.occurredAt;
  if (event.type === 'reported') {
    const { note, documentNumber = null, evidenceUrl = null, reportedOn } = payload as unknown as LoggedReport;
    const { sequence, actor } = event;
    one.reportedOn = reportedOn;
    const said = { sequence, note, documentNumber, evidenceUrl, reportedOn, actor };
    one.reports.push({ ...said, outcome: 'waiting', outcomeReason: null });
  }
  const outcome = OUTCOMES[event.type];
  if (outcome === undefined) return;
  for (const report of one.reports)
    if (report.outcome === 'waiting') {
      report.outcome = outcome;
      report.outcomeReason = (payload.reason as string | undefined) ?? null;
    }
}

const OUTCOMES: Record<string, string> = { verified: 'accepted', returned: 'returned', withdrawn: 'void' };

function foldPlanEvent(plan: LoggedPlan, type: string, payload: Record<string, unknown>): void {
  if (type === 'plan-imported') plan.title = (payload.title as string | undefined) ?? null;
  if (type === 'plan-published') plan.published = true;
  plan.rowsDigest ??= (payload.rowsDigest as string | undefined) ?? null;
  plan.assignmentsDigest ??= (payload.assignmentsDigest as string | undefined) ?? null;
}

function newAssignment(): LoggedAssignment {
  const none = {
    facts: null,
    started: false,
    rulesVersion: null,
    reportedOn: null,
    acknowledgedAt: null,
    endedAt: null,
  };
  return { ...none, status: 'assigned', sequence: 0, reports: [] };
}

function newPlan(): LoggedPlan {
  return { title: null, published: false, rowsDigest: null, assignmentsDigest: null };
}

function entryOf<Entry>(entries: Map<string, Entry>, id: string, create: () => Entry): Entry {
  const known = entries.get(id);
  if (known !== undefined) return known;
  const entry = create();
  entries.set(id, entry);
  return entry;
}
