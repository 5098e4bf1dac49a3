// A person's command on its way to the lifecycle, with everything that the lifecycle must not compute itself.
import { randomUUID } from 'node:crypto';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { Instant } from '#contracts/primitives.ts';
import { buildReportSteps, buildReturnSteps } from '#domain/ladder/build-steps.ts';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import { toBroughtStep } from '#domain/lifecycle/staging.ts';
import type { BroughtStep, LifecycleCommand } from '#domain/lifecycle/state.ts';
import { toInstant, toLocalDate } from '#domain/shared/local-time.ts';
import type { Database } from '#store/database.ts';
import type { Directory } from '#store/directory.ts';
import { type LifecycleRow, loadLifecycleRow } from '#store/lifecycle-store.ts';
import type { EngineClient } from './engine-client.ts';

export interface CommandContext {
  database: Database;
  directory: Directory;
  engine: Pick<EngineClient, 'command'>;
  zone: string;
  now: () => Date;
}

export type CommandRefusal = { ok: false; code: 'command-does-not-fit' | 'date-in-future'; detail: string };

// A result that was on paper first counts for its day; the hour is the end of an office day.
const PAPER_CLOCK = '16:30';

/** Carries a command out and returns when it is recorded, or refuses what does not fit and changes nothing. */
export async function giveCommand(
  context: CommandContext,
  input: { assignmentId: string; command: AssignmentCommand; actor: string; commandId?: string },
): Promise<{ ok: true } | CommandRefusal> {
  const row = await loadLifecycleRow(context.database, input.assignmentId);
  if (!canAccept(row.status, input.command.command)) return doesNotFit();
  const today = toLocalDate(context.now().toISOString(), context.zone);
  const { occurredOn } = input.command;
  if (occurredOn !== undefined && occurredOn > today)
    return {
      ok: false,
      code: 'date-in-future',
      detail: `Ngày ${occurredOn} ở sau hôm nay (${today}). Chọn hôm nay hoặc ngày trước đó.`,
    };
  const outcome = await context.engine.command(row.id, await toLifecycleCommand(context, row, input));
  return outcome.ok ? { ok: true } : doesNotFit();
}

async function toLifecycleCommand(
  context: CommandContext,
  row: LifecycleRow,
  { command, actor, commandId }: { command: AssignmentCommand; actor: string; commandId?: string },
): Promise<LifecycleCommand> {
  const now = context.now().toISOString();
  const today = toLocalDate(now, context.zone);
  const occurredOn = command.occurredOn ?? today;
  const occurredAt = occurredOn === today ? now : toInstant(occurredOn, PAPER_CLOCK, context.zone);
  const base = { commandId: commandId ?? randomUUID(), actor, occurredAt };
  switch (command.command) {
    case 'acknowledge':
      return { ...base, type: 'acknowledge' };
    case 'verify':
      return { ...base, type: 'verify', note: command.note ?? null };
    case 'withdraw':
      return { ...base, type: 'withdraw', reason: command.reason };
    case 'return':
      return { ...base, type: 'return', reason: command.reason, steps: await stepsAfter(context, row, 'return', now) };
    case 'report':
      return {
        ...base,
        type: 'report',
        note: command.note,
        documentNumber: command.documentNumber ?? null,
        evidenceUrl: command.evidenceUrl ?? null,
        reportedOn: occurredOn,
        steps: await stepsAfter(context, row, 'report', now),
      };
  }
}

/** Counted from when the command is known here, not from the paper's date: a reminder of the past reminds nobody. */
async function stepsAfter(
  { directory }: CommandContext,
  row: LifecycleRow,
  command: 'report' | 'return',
  now: Instant,
): Promise<BroughtStep[]> {
  const [calendar, policy] = await Promise.all([
    directory.calendar(row.calendarEditionId),
    directory.policy(row.ladderPolicyId),
  ]);
  const ladder = { ...row, policy, calendar, sequence: row.sequence + 1 };
  const steps =
    command === 'report'
      ? buildReportSteps({ ...ladder, reportedAt: now })
      : buildReturnSteps({ ...ladder, returnedAt: now });
  return steps.map((step) => toBroughtStep(step, row.id));
}

function doesNotFit(): CommandRefusal {
  const detail = 'Việc hiện ở trạng thái khác, thao tác này không còn phù hợp. Tải lại trang để xem trạng thái mới.';
  return { ok: false, code: 'command-does-not-fit', detail };
}
