// Work that another office gave: looked at as it stands there now, and answered there in the name of this office.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { officeOf } from '#store/database.ts';
import { loadOffice } from '#store/roster-store.ts';
import { findWorkFromAbove, noteWorkFromAbove, type WorkFromAbove } from '#store/work-from-above-store.ts';
import { type CommandCode, type CommandContext, giveCommand } from '../give-command.ts';
import { type ActorOf, actorWords } from '../seam/actor.ts';
import type { OperationContext } from '../seam/context.ts';
import { type Refusal, refuse } from '../seam/refusal.ts';

export interface AboveContext {
  /** Another office of the installation, as its own requests have it. */
  inOffice(office: number): CommandContext;
}

type Account = ActorOf<'account'>;

/** As it stands above at this moment; what has ended or waits there is nobody's to answer. */
export async function findOpenWork(
  { database, now }: OperationContext,
  id: string,
): Promise<WorkFromAbove | Refusal<'not-found' | 'command-does-not-fit'>> {
  await noteWorkFromAbove(database, { actor: SYSTEM, now: now() });
  const work = await findWorkFromAbove(database, id);
  if (work === null) return refuse('not-found', 'Không có việc này trong các việc cấp trên giao.');
  return work.status === 'assigned' || work.status === 'in-progress' ? work : doesNotFit(ENDED[work.status]);
}

const ENDED = {
  reported: 'Việc này đã báo cáo lên cấp trên và đang chờ xác nhận.',
  verified: 'Cấp trên đã xác nhận hoàn thành việc này.',
  withdrawn: 'Cấp trên đã thu hồi việc này, hoặc đã giao cho cơ quan khác.',
} as const;

export function doesNotFit(why: string): Refusal<'command-does-not-fit'> {
  return refuse('command-does-not-fit', `${why} Tải lại trang để xem trạng thái mới.`);
}

/** Gives the command in the office above, once for each state in which the work stands there. */
export async function answerAbove(
  context: OperationContext & AboveContext,
  actor: Account,
  work: WorkFromAbove,
  command: AssignmentCommand,
): Promise<{ ok: true } | Refusal<CommandCode>> {
  const { database, now } = context;
  const { name } = await loadOffice(database);
  const said = await actorWords(database, actor);
  const outcome = await giveCommand(
    context.inOffice(work.givingOffice),
    { kind: 'office', office: officeOf(database), name: `${said} (${name})` },
    {
      assignmentId: work.assignmentId,
      command,
      commandId: `above/${work.id}/${command.command}/${work.sequence}`,
    },
  );
  await noteWorkFromAbove(database, { actor: said, now: now() });
  return outcome;
}
