import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOnce, ownerOf } from '#api/answer-once.ts';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { evidenceUpload } from '#api/uploads/evidence-upload.ts';
import type { ReceivedFile } from '#api/uploads/uploads.ts';
import { checkEvidence } from '#documents/check-evidence.ts';
import { type ArrivedFile, addEvidence } from '#operations/add-evidence.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { holderOf, requireAssignmentLink } from '../links/view-link.ts';

/** Takes one file in for a report of whoever is signed in or shows a key. */
export const uploadEvidence: Handler<'uploadEvidence'> = async (context, { actor, params, raw, reply }) =>
  take(context, actor, { raw, reply, operation: 'uploadEvidence', owner: ownerOf(actor) }, params.id);

/** The same for the person of a link, for the work of the link alone. */
export const uploadLinkEvidence: Handler<'uploadLinkEvidence'> = async (context, { params, raw, reply }) => {
  const link = requireAssignmentLink(context, params.token);
  if (link.action !== 'report')
    throw new ApiProblem('link-other-action', 'Mở đúng nút «Báo cáo» trong thư nhắc việc để gửi tệp.');
  const owner = `contact/${link.contactId}`;
  return take(context, holderOf(link), { raw, reply, operation: 'uploadLinkEvidence', owner }, link.assignmentId);
};

interface Request {
  raw: FastifyRequest;
  reply: FastifyReply;
  operation: string;
  owner: string;
}

async function take(
  context: ApiContext,
  actor: ActorOf<'account' | 'contact'>,
  { raw, reply, operation, owner }: Request,
  assignmentId: string,
) {
  const kind = evidenceUpload(context.evidence.limits.fileBytes);
  const added = await addEvidence(context, actor, {
    assignmentId,
    receive: (use) =>
      context.uploads.take(raw, kind, (file) =>
        answerOnce(
          context,
          operation,
          { headers: raw.headers, reply, owner },
          [assignmentId, file.name, file.sha256],
          async () => use(await checked(file)),
        ),
      ),
  });
  return orProblem(added).file;
}

async function checked(file: ReceivedFile): Promise<ArrivedFile> {
  const found = await checkEvidence(file.path, file);
  if (!found.ok) throw new ApiProblem('evidence-refused', `Tệp «${file.name}»: ${found.why}`);
  const { mediaType, name } = found;
  return { ...file, mediaType, name };
}
