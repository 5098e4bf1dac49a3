import type { OverdueReport, ReportQuery } from '#contracts/report.ts';
import { overdueReport } from '#store/report-store.ts';
import type { ApiContext } from './context.ts';
import { dataDay } from './data-day.ts';
import { ApiProblem } from './problem.ts';

/** The overdue audit that was asked for; a plan that is not there, or was not given out, is no empty report. */
export async function requireReport(context: ApiContext, { plan, dataDate }: ReportQuery): Promise<OverdueReport> {
  const report = await overdueReport(context.database, { planId: plan, ...dataDay(context, dataDate) });
  if (plan !== undefined && report.plans.length === 0)
    throw new ApiProblem(
      'not-found',
      'Không có kế hoạch đã giao việc nào mang mã này. Chọn lại trong danh sách kế hoạch.',
    );
  return report;
}
