// The overdue audit as a file to sign or to work on: binary answers stand beside the route table, whose answers are JSON.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { ReportFileQuery } from '#contracts/report.ts';
import { reportOverdue } from '#operations/report-overdue.ts';
import { type ApiContext, OFFICER } from './context.ts';
import { orProblem } from './or-problem.ts';

const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** GET /api/reports/overdue/file: the same figures as the report of the route table, as Word or Excel. */
export function registerReportFileRoutes(app: FastifyInstance, context: ApiContext): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/reports/overdue/file',
    schema: { querystring: ReportFileQuery },
    async handler({ query: { format, plan, dataDate } }, reply) {
      const load = async () => orProblem(await reportOverdue(context, OFFICER, { planId: plan, dataDate })).report;
      const { report, bytes } = await context.fileWriter.write(format, load);
      const name = `bao-cao-qua-han-${report.dataDate}.${format}`;
      return reply
        .type(MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(bytes.buffer));
    },
  });
}
