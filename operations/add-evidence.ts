// Somebody hands in a file for the report that they are about to give.
import type { EvidenceLimits, UploadedEvidence } from '#contracts/evidence.ts';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import type { EvidenceStore } from '#evidence/evidence-store.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { addUpload } from '#store/evidence-store.ts';
import { findWorkSubject } from '#store/work-subject-store.ts';
import { evidenceOwner } from './parts/evidence-owner.ts';
import type { ActorOf } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { WORK } from './seam/hidden.ts';
import { linkHolder } from './seam/link-holder.ts';
import { type Refusal, refuse } from './seam/refusal.ts';
import { viewDay } from './seam/view-day.ts';

export interface EvidenceContext extends OperationContext {
  evidence: { store: EvidenceStore; limits: EvidenceLimits };
}

/** A file that has arrived whole and was found to be what is taken. */
export interface ArrivedFile {
  path: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

export interface EvidenceInput {
  assignmentId: string;
  /** Takes the file in and lets `use` have it: of somebody who may not hand it in nothing is read. */
  receive(use: (file: ArrivedFile) => Promise<UploadedEvidence>): Promise<UploadedEvidence>;
}

type Code = 'not-found' | 'link-holder-changed' | 'command-does-not-fit';

const DAY_MS = 86_400_000;
/** A report is written in an hour; a day is for whoever is called away. */
const WAITS_MS = DAY_MS;
/** Of one person for one piece of work, in reports: what is taken away again and uploaded anew counts too. */
const WAITING_REPORTS = 3;

/** Keeps a file until the report names it. Its row is there before its content, and its content before anybody hears of it. */
export const addEvidence = defineOperation({
  name: 'add-evidence',
  by: ['account', 'contact'],
  right: 'report',
  hides: WORK,
  of: ({ database }: EvidenceContext, { assignmentId }: EvidenceInput) => findWorkSubject(database, assignmentId),
  refuses: {
    'not-found': 'no such work',
    'link-holder-changed': 'the work is not theirs any more (ADR 0090)',
    'command-does-not-fit': 'nobody can report on it now',
  },
  run: async (
    context: EvidenceContext,
    actor,
    { assignmentId, receive }: EvidenceInput,
  ): Promise<{ ok: true; file: UploadedEvidence } | Refusal<Code>> => {
    const refusal = await whyNot(context, actor, assignmentId);
    if (refusal !== null) return refusal;
    const { store, limits } = context.evidence;
    const file = await receive(async ({ path, ...content }) => {
      const now = context.now();
      const uploaded = await addUpload(
        context.database,
        { assignmentId, owner: evidenceOwner(actor), ...content },
        { now, expiresAt: new Date(now.getTime() + WAITS_MS), waitingMax: WAITING_REPORTS * limits.files },
      );
      await store.keep(path, content);
      return uploaded;
    });
    return { ok: true, file };
  },
});

async function whyNot(
  context: EvidenceContext,
  actor: ActorOf<'account' | 'contact'>,
  assignmentId: string,
): Promise<Refusal<Code> | null> {
  if (actor.kind === 'contact') {
    const holder = await linkHolder(context, { assignmentId, contactId: actor.contactId, action: 'report' });
    if (!holder.ok) return holder;
  }
  const [work] = await viewAssignments(context.database, { assignmentId, ...viewDay(context) });
  if (work === undefined) return refuse('not-found', WORK.missing);
  if (canAccept(work.status, 'report')) return null;
  return refuse(
    'command-does-not-fit',
    'Việc này hiện không nhận báo cáo nên không nhận tệp. Tải lại trang để xem trạng thái mới.',
  );
}
