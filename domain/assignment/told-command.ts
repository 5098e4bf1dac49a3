// What a person says, as the lifecycle is told it: with the days and the steps that the lifecycle must not compute itself.
import type { AssignmentCommand, AssignmentNature } from '#contracts/assignment.ts';
import type { EvidenceFile } from '#contracts/evidence.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { buildReportSteps, buildReturnNotices, buildReturnSteps, slotAfterReturn } from '#domain/ladder/build-steps.ts';
import type { LadderStep } from '#domain/ladder/planned-reminder.ts';
import { toBroughtStep } from '#domain/lifecycle/staging.ts';
import type { BroughtStep, LifecycleCommand } from '#domain/lifecycle/state.ts';

export interface ToldCommand {
  command: AssignmentCommand;
  /** Who says it, in the words of the log. */
  actor: string;
  /** The person of the roster who says it. */
  contactId?: string;
  /** The files that a report names, as they are kept. */
  files?: readonly EvidenceFile[];
  commandId: string;
  /** When it is known here. */
  now: Instant;
  assignment: {
    id: string;
    nature: AssignmentNature;
    due: LocalDate | null;
    dueWorking: LocalDate | null;
    /** The last day of its plan. */
    lastDay: LocalDate;
    /** The slot that its ladder is counted from; null or left out = all of it was written at publication, by an earlier version. */
    ladderFrom?: Slot | null;
  };
  calendar: WorkCalendar;
  policy: LadderPolicy;
}

// A result that was on paper first counts for its day; the hour is the end of an office day.
const PAPER_CLOCK = '16:30';

/** The command as the lifecycle takes it. */
export function toLifecycleCommand(told: ToldCommand): LifecycleCommand {
  const { command, actor, contactId, commandId, now, calendar, files = [] } = told;
  const today = toLocalDate(now, calendar.zone);
  const occurredOn = command.occurredOn ?? today;
  const occurredAt = occurredOn === today ? now : toInstant(occurredOn, PAPER_CLOCK, calendar.zone);
  const base = { commandId, actor, occurredAt, ...(contactId === undefined ? {} : { contactId }) };
  switch (command.command) {
    case 'acknowledge':
      return { ...base, type: 'acknowledge' };
    case 'verify':
      return { ...base, type: 'verify', note: command.note ?? null };
    case 'withdraw':
      return { ...base, type: 'withdraw', reason: command.reason };
    case 'return':
      return { ...base, type: 'return', reason: command.reason, ...afterReturn(told) };
    case 'report':
      return {
        ...base,
        type: 'report',
        note: command.note,
        documentNumber: command.documentNumber ?? null,
        evidenceUrl: command.evidenceUrl ?? null,
        ...(files.length === 0 ? {} : { files: [...files] }),
        reportedOn: occurredOn,
        steps: stepsAfterReport(told),
      };
  }
}

/** Counted from when the command is known here, not from the paper's date: a reminder of the past reminds nobody. */
function stepsAfterReport({ assignment, commandId, now, policy, calendar }: ToldCommand): BroughtStep[] {
  const steps = buildReportSteps({ reportedAt: now, commandId, policy, calendar });
  return steps.map((step) => toBroughtStep(step, assignment.id));
}

/** A ladder that is written step by step is told where it goes on; one that was written whole is brought the rest of it. */
function afterReturn({ assignment, commandId, now, policy, calendar }: ToldCommand) {
  const brought = (steps: LadderStep[]) => steps.map((step) => toBroughtStep(step, assignment.id));
  const given = { commandId, policy, calendar };
  if (!assignment.ladderFrom) return { steps: brought(buildReturnSteps({ ...assignment, ...given, returnedAt: now })) };
  const resumedFrom = slotAfterReturn(now, policy, calendar);
  return { steps: brought(buildReturnNotices({ ...given, resumedFrom })), resumedFrom };
}
