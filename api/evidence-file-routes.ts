// A file of a report, to keep and never to show: whatever it holds, no browser runs it in our name.
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { EvidenceFileParams } from '#contracts/other-routes.ts';
import { ContentChanged, wholeContent } from '#evidence/whole-content.ts';
import { seeEvidence } from '#operations/see-evidence.ts';
import type { ApiContext } from './context.ts';
import type { OfficeContexts } from './office-contexts.ts';
import { orProblem } from './or-problem.ts';
import { ApiProblem } from './problem.ts';
import { requireAccount } from './require-account.ts';

/** GET /api/assignments/:id/files/:fileId: the content as it was handed in, or a transfer that breaks off. */
export function registerEvidenceFileRoutes(app: FastifyInstance, first: ApiContext, contexts: OfficeContexts): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/assignments/:id/files/:fileId',
    schema: { params: EvidenceFileParams },
    async handler(request, reply) {
      const { id, fileId } = request.params;
      const actor = await requireAccount(first, request, reply);
      const context = contexts.of(actor.office);
      const { file } = orProblem(await seeEvidence(context, actor, { assignmentId: id, fileId }));
      const stored = await context.evidence.store.open(file.sha256);
      if (stored === null) throw lost(file);
      const whole = wholeContent(file);
      // After the first piece a receiver can be told no more than that the rest does not come.
      pipeline(stored, whole).catch((error: unknown) =>
        request.log.error({ error: String(error) }, 'a file broke off'),
      );
      await once(whole, 'readable').catch((error: unknown) => {
        throw error instanceof ContentChanged ? lost(file) : error;
      });
      return reply
        .type(file.mediaType)
        .header('content-length', file.size)
        .header('content-disposition', `attachment; ${fileNameOf(file.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .send(whole);
    },
  });
}

function lost({ name }: { name: string }): ApiProblem {
  return new ApiProblem(
    'evidence-lost',
    `Tệp «${name}» không còn nguyên vẹn trong kho lưu. Báo quản trị hệ thống khôi phục từ bản sao lưu.`,
  );
}

/** Both forms of RFC 6266: one of letters that every program knows, and the name itself. */
function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w .()-]/g, '_');
  const escaped = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${escaped}`;
}
