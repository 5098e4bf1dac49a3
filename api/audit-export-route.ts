// The whole audit log as a file: bytes stand beside the route table, whose answers are JSON.
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { exportAudit } from '#operations/export-audit.ts';
import type { ApiContext } from './context.ts';
import type { OfficeContexts } from './office-contexts.ts';
import { requireAccount } from './require-account.ts';

/** GET /api/audit/export: as fast as it is read, and never all of it in memory. */
export function registerAuditExportRoute(app: FastifyInstance, context: ApiContext, contexts: OfficeContexts): void {
  app.get('/api/audit/export', async (request, reply) => {
    const actor = await requireAccount(context, request, reply);
    const lines = await exportAudit(contexts.of(actor.office), actor, {});
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="nhat-ky.jsonl"')
      .send(Readable.from(lines));
  });
}
