// The overdue audit as a file to sign or to work on: binary answers stand beside the route table, whose answers are JSON.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type OverdueReport, ReportFileQuery } from '#contracts/report.ts';
import { UNSIGNED } from '#documents/overdue-report-options.ts';
import { writeOverdueReport } from '#documents/write-overdue-report.ts';
import { writeOverdueWorkbook } from '#documents/write-overdue-workbook.ts';
import { reportOverdue } from '#operations/report-overdue.ts';
import { type ApiContext, OFFICER } from './context.ts';
import { orProblem } from './or-problem.ts';

const FORMATS = {
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: (report: OverdueReport) => writeOverdueReport(report, UNSIGNED),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeOverdueWorkbook,
  },
} as const;

/** GET /api/reports/overdue/file: the same figures as the report of the route table, as Word or Excel. */
export function registerReportFileRoutes(app: FastifyInstance, context: ApiContext): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/reports/overdue/file',
    schema: { querystring: ReportFileQuery },
    async handler({ query: { format, plan, dataDate } }, reply) {
      const { report } = orProblem(await reportOverdue(context, OFFICER, { planId: plan, dataDate }));
      const { mediaType, write } = FORMATS[format];
      const bytes = Buffer.from(await write(report));
      const name = `bao-cao-qua-han-${report.dataDate}.${format}`;
      return reply.type(mediaType).header('content-disposition', `attachment; filename="${name}"`).send(bytes);
    },
  });
}
