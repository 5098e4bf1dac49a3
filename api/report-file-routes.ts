// The overdue audit as a file to sign or to work on: binary answers stand beside the route table, whose answers are JSON.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LocalDate, StorableText } from '#contracts/primitives.ts';
import type { OverdueReport } from '#contracts/report.ts';
import { UNSIGNED } from '#documents/overdue-report-options.ts';
import { writeOverdueReport } from '#documents/write-overdue-report.ts';
import { writeOverdueWorkbook } from '#documents/write-overdue-workbook.ts';
import { overdueReport } from '#store/report-store.ts';
import type { ApiContext } from './context.ts';
import { dataDay } from './data-day.ts';

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

const Query = z.object({
  format: z.enum(['docx', 'xlsx']),
  plan: StorableText.optional(),
  dataDate: LocalDate.optional(),
});

/** GET /api/reports/overdue/file: the same figures as the report of the route table, as Word or Excel. */
export function registerReportFileRoutes(app: FastifyInstance, context: ApiContext): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/reports/overdue/file',
    schema: { querystring: Query },
    async handler({ query: { format, plan, dataDate } }, reply) {
      const day = dataDay(context, dataDate);
      const report = await overdueReport(context.database, { planId: plan, ...day });
      const { mediaType, write } = FORMATS[format];
      const bytes = Buffer.from(await write(report));
      const name = `bao-cao-qua-han-${day.dataDate}.${format}`;
      return reply.type(mediaType).header('content-disposition', `attachment; filename="${name}"`).send(bytes);
    },
  });
}
