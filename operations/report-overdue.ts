// Somebody asks for the overdue audit of a day: the pages, the file to sign and the command line ask the same question here.
import type { LocalDate } from '#contracts/primitives.ts';
import type { OverdueReport } from '#contracts/report.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { dayEndsAt, toLocalDate } from '#domain/calendar/local-time.ts';
import { loadOverdueReport } from '#store/report-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface ReportInput {
  /** Left out = all plans that were given out. */
  planId?: string | undefined;
  /** The last day that counts; left out = today. */
  dataDate?: LocalDate | undefined;
}

type Outcome = { ok: true; report: OverdueReport } | Refusal<'not-found' | 'data-date-in-future'>;

/** Figures and lists of one moment up to a day that has come; a plan that is not there, or was not given out, is no empty report. */
export const reportOverdue = defineOperation({
  name: 'report-overdue',
  by: ['account', 'administrator'],
  refuses: {
    'not-found': 'no such plan, or it was not given out',
    'data-date-in-future': 'of a day that has not come nobody knows what is overdue',
  },
  run: async ({ database, zone, now }: OperationContext, _actor, input: ReportInput, within): Promise<Outcome> => {
    const today = toLocalDate(instantOf(now()), zone);
    const { planId, dataDate = today } = input;
    if (dataDate > today)
      return refuse(
        'data-date-in-future',
        `Ngày ${formatDate(dataDate)} ở sau hôm nay (${formatDate(today)}): chưa có dữ liệu. Chọn hôm nay hoặc ngày trước đó.`,
      );
    const report = await loadOverdueReport(database, {
      ...(planId === undefined ? {} : { planId }),
      dataDate,
      within,
      dataEndsAt: new Date(dayEndsAt(dataDate, zone)),
    });
    if (planId !== undefined && report.plans.length === 0)
      return refuse('not-found', 'Không có kế hoạch đã giao việc nào mang mã này. Chọn lại trong danh sách kế hoạch.');
    return { ok: true, report };
  },
});
