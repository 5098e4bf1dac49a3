import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { overdueReport } from '#store/report-store.ts';

export const getOverdueReport: Handler<'getOverdueReport'> = async (context, { query }) =>
  overdueReport(context.database, { planId: query.plan, ...dataDay(context, query.dataDate) });
