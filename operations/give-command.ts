// A person's command on its way to the lifecycle: whether it can be, and what became of it.
import { randomUUID } from 'node:crypto';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { type ToldCommand, toLifecycleCommand } from '#domain/assignment/told-command.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import { checkCommandDay } from '#domain/lifecycle/command-dates.ts';
import type { LifecycleCommand } from '#domain/lifecycle/state.ts';
import type { CommandOutcome, EngineClient } from '#engine/engine-client.ts';
import type { Database } from '#store/database.ts';
import type { Directory } from '#store/directory.ts';
import { findLatestReportOrReturn, type LifecycleRow, loadLifecycleRow } from '#store/lifecycle-store.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { findRecordedCommand } from '#store/recorded-command-store.ts';
import { findWorkSubject, isGivenToOffice } from '#store/work-subject-store.ts';
import { claimEvidence } from './parts/claim-evidence.ts';
import { type ActorOf, actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { WORK } from './seam/hidden.ts';
import { NotAllowed } from './seam/not-allowed.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface CommandContext extends OperationContext {
  directory: Directory;
  engine: Pick<EngineClient, 'command' | 'isRunning' | 'startLifecycles'>;
}

export interface CommandInput {
  assignmentId: string;
  command: AssignmentCommand;
  /** Names this very request: given again under it, the command is carried out once. */
  commandId?: string;
}

export type CommandCode =
  | 'command-does-not-fit'
  | 'evidence-unknown'
  | 'command-not-storable'
  | 'date-in-future'
  | 'date-too-early'
  | 'date-before-assignment';

/**
 * Carries a command out and returns when it is recorded, or refuses what does not fit and changes nothing. Given again under the same
 * `commandId` it is carried out once and answered as before, also after Temporal or a worker has forgotten it.
 */
export const giveCommand = defineOperation({
  name: 'give-command',
  by: ['account', 'contact', 'office'],
  right: ({ command }: CommandInput) => command.command,
  hides: WORK,
  of: ({ database }: CommandContext, { assignmentId }: CommandInput) => findWorkSubject(database, assignmentId),
  refuses: {
    'command-does-not-fit': 'the work is in a state in which this cannot be done any more',
    'command-not-storable': 'PostgreSQL will never take what the command says',
    'evidence-unknown': 'a file that the report names is not there, not theirs or too old',
    'date-in-future': 'it is told of a day that has not come',
    'date-too-early': 'it is told of a day before the work, or before what was told last',
    'date-before-assignment': 'a report of a day before the work was given out, and no officer says that this is meant',
  },
  run: async (
    context: CommandContext,
    actor,
    input: CommandInput,
    within,
  ): Promise<{ ok: true } | Refusal<CommandCode>> => {
    const { database } = context;
    const { assignmentId, command, commandId } = input;
    if (actor.kind === 'office') await requireGiven(database, actor, input);
    if (commandId !== undefined && (await findRecordedCommand(database, assignmentId, commandId)) !== null)
      return { ok: true };
    const row = await loadLifecycleRow(database, assignmentId);
    if (!canAccept(row.status, command.command)) return doesNotFit();
    const today = toLocalDate(instantOf(context.now()), context.zone);
    // What was on paper first is written by the officer, in the name of whoever has done it.
    const byOfficer = actor.kind === 'account' ? within === 'all' : actor.kind === 'contact' && actor.by === 'paper';
    const refusal = await refuseDay(context, row, { command, byOfficer, today });
    if (refusal !== null) return refusal;
    const files = await claimEvidence(context, actor, assignmentId, command);
    if ('code' in files) return files;
    const who = actor.kind === 'contact' ? { contactId: actor.contactId } : {};
    const given = {
      command,
      actor: await actorWords(database, actor),
      ...who,
      files,
      commandId: commandId ?? randomUUID(),
    };
    const outcome = await tell(context, await told(context, row, given), row.id);
    if (outcome.ok) return { ok: true };
    return outcome.why === 'does-not-fit' ? doesNotFit() : notStorable(outcome.detail);
  },
});

const OF_WHO_DOES_IT: ReadonlySet<string> = new Set(['acknowledge', 'report']);

/** Another office takes work and reports on it, when it was given to it, and does nothing else. */
async function requireGiven(
  database: Database,
  { office, name }: ActorOf<'office'>,
  { assignmentId, command }: CommandInput,
): Promise<void> {
  if (OF_WHO_DOES_IT.has(command.command) && (await isGivenToOffice(database, assignmentId, office))) return;
  throw new NotAllowed(`${name} may not ${command.command} ${assignmentId}`, WORK.missing);
}

const TIMES_MAX = 3;

/**
 * Tells the lifecycle, and finds out what became of a command that Temporal gave no answer to: it is recorded, it cannot fit any more,
 * or it is told once more under its id, to a lifecycle that is begun again when Temporal has lost it.
 */
async function tell(
  { database, engine }: CommandContext,
  command: LifecycleCommand,
  assignmentId: string,
): Promise<{ ok: true } | Extract<CommandOutcome, { ok: false }>> {
  for (let time = 1; ; time++) {
    const began = performance.now();
    try {
      return await engine.command(assignmentId, command);
    } catch (error) {
      const recorded = await findRecordedCommand(database, assignmentId, command.commandId);
      if (recorded !== null) return { ok: true };
      const { status } = await loadLifecycleRow(database, assignmentId);
      if (!canAccept(status, command.type)) return { ok: false, why: 'does-not-fit', status };
      if (time === TIMES_MAX || performance.now() - began > QUICK_MS) throw error;
      if (await isLost(engine, assignmentId)) await startFromRow({ database, engine }, assignmentId);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TIMES_MS * time));
    }
  }
}

/** False also when Temporal cannot say. */
async function isLost(engine: CommandContext['engine'], assignmentId: string): Promise<boolean> {
  return engine.isRunning(assignmentId).then(
    (runs) => !runs,
    () => false,
  );
}

/** Temporal has lost the lifecycle of open work: it begins again where PostgreSQL has it, and hears the command. */
async function startFromRow(
  { database, engine }: Pick<CommandContext, 'database' | 'engine'>,
  assignmentId: string,
): Promise<void> {
  await engine.startLifecycles(await listLifecyclesToStart(database, { assignmentIds: [assignmentId] }));
}

// Whoever waited for long hears that nobody knows; a quick refusal of Temporal is a task that did not look at the command.
const QUICK_MS = 10_000;
const BETWEEN_TIMES_MS = 200;

/** Null when the day that the command names is possible. */
async function refuseDay(
  { database, zone }: CommandContext,
  row: LifecycleRow,
  { command: given, byOfficer, today }: { command: AssignmentCommand; byOfficer: boolean; today: LocalDate },
): Promise<Refusal<'date-in-future' | 'date-too-early' | 'date-before-assignment'> | null> {
  const { command, occurredOn } = given;
  const verdict = checkCommandDay({
    command,
    occurredOn,
    today,
    publishedOn: toLocalDate(row.publishedAt, zone),
    doneBefore: byOfficer && given.command === 'report' && given.doneBefore === true,
    planBegins: row.firstDay,
    latest: await findLatestReportOrReturn(database, row.id, zone),
  });
  if (verdict.ok) return null;
  const day = formatDate(verdict.named);
  const from = verdict.earliest > today ? today : verdict.earliest;
  const choice = `Chọn một ngày từ ${formatDate(from)} đến ${formatDate(today)}.`;
  if (verdict.why === 'before-assignment')
    return refuse(
      'date-before-assignment',
      `Ngày ${day} ở trước ngày giao việc (${formatDate(verdict.earliest)}), việc đang quá hạn có thể thành đúng hạn. ${choice} Nếu việc đã xong trước khi giao, cán bộ theo dõi chọn «Việc đã xong trước khi giao» (gọi qua API: doneBefore: true).`,
    );
  return verdict.why === 'in-future'
    ? refuse('date-in-future', `Ngày ${day} ở sau hôm nay (${formatDate(today)}). ${choice}`)
    : refuse('date-too-early', `Ngày ${day} ở trước ${verdict.because} (${formatDate(verdict.earliest)}). ${choice}`);
}

/** With everything that the lifecycle must not compute itself. */
async function told(
  { directory, now }: CommandContext,
  row: LifecycleRow,
  given: Pick<ToldCommand, 'command' | 'actor' | 'contactId' | 'files' | 'commandId'>,
): Promise<LifecycleCommand> {
  const rules = await directory.rulesOf(row);
  return toLifecycleCommand({ ...given, now: instantOf(now()), assignment: row, ...rules });
}

function notStorable(why: string): Refusal<CommandCode> {
  const detail = `Không ghi lại được nội dung này: ${why}. Sửa nội dung rồi gửi lại; nếu vẫn không được, báo quản trị hệ thống.`;
  return refuse('command-not-storable', detail);
}

function doesNotFit(): Refusal<CommandCode> {
  const detail = 'Việc hiện ở trạng thái khác, thao tác này không còn phù hợp. Tải lại trang để xem trạng thái mới.';
  return refuse('command-does-not-fit', detail);
}
