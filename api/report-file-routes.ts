// The overdue audit as a file to sign or to work on: binary answers stand beside the route table, whose answers are JSON.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { ReportFileQuery } from '#contracts/report.ts';
import { reportOverdue } from '#operations/report-overdue.ts';
import type { ApiContext } from './context.ts';
import type { OfficeContexts } from './office-contexts.ts';
import { orProblem } from './or-problem.ts';
import { requireAccount } from './require-account.ts';

const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** GET /api/reports/overdue/file: the same figures as the report of the route table, as Word or Excel. */
export function registerReportFileRoutes(app: FastifyInstance, context: ApiContext, contexts: OfficeContexts): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/reports/overdue/file',
    schema: { querystring: ReportFileQuery },
    async handler(request, reply) {
      const { format, plan, dataDate } = request.query;
      const actor = await requireAccount(context, request, reply);
      const here = contexts.of(actor.office);
      const load = async () => orProblem(await reportOverdue(here, actor, { planId: plan, dataDate })).report;
      const { report, bytes } = await context.fileWriter.write(format, load);
      const name = `bao-cao-qua-han-${report.dataDate}.${format}`;
      return reply
        .type(MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(bytes.buffer));
    },
  });
}
