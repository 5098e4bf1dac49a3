import type { Handler } from '#api/handler.ts';
import { requireReport } from '#api/require-report.ts';

export const getOverdueReport: Handler<'getOverdueReport'> = async (context, { query }) =>
  requireReport(context, query);
