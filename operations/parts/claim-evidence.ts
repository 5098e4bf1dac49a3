// The files that a report names become part of what the lifecycle is told: their hashes, and no longer the ids of uploads.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { EvidenceFile } from '#contracts/evidence.ts';
import { claimUploads } from '#store/evidence-store.ts';
import type { ActorOf } from '../seam/actor.ts';
import type { OperationContext } from '../seam/context.ts';
import { type Refusal, refuse } from '../seam/refusal.ts';
import { evidenceOwner } from './evidence-owner.ts';

/** A command that nobody answered may still be carried out when its engine is back: until then its files must be there. */
const KEPT_MS = 30 * 86_400_000;

/** Ids of the files that a command names, each once. */
export function evidenceIds(command: AssignmentCommand): string[] {
  return command.command === 'report' ? [...new Set(command.files ?? [])] : [];
}

/** The files of a command, from now on kept for it; or the refusal when one of them is not theirs to name. */
export async function claimEvidence(
  { database, now }: OperationContext,
  actor: ActorOf<'account' | 'contact' | 'office'>,
  assignmentId: string,
  command: AssignmentCommand,
): Promise<EvidenceFile[] | Refusal<'evidence-unknown'>> {
  const ids = evidenceIds(command);
  if (ids.length === 0) return [];
  const at = now();
  const scope = { assignmentId, owner: evidenceOwner(actor) };
  const files = await claimUploads(database, scope, ids, { now: at, keptUntil: new Date(at.getTime() + KEPT_MS) });
  if (files !== null) return files;
  return refuse(
    'evidence-unknown',
    'Có tệp không còn trong kho tạm: tệp tải lên được giữ một ngày, và chỉ người đã tải lên dùng được cho đúng việc đó. Chưa có gì được ghi nhận; tải lại tệp rồi gửi báo cáo.',
  );
}
