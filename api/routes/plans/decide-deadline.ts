import type { ApiContext } from '#api/context.ts';
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { planPeriod } from '#domain/assignment/plan-years.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { currentCalendar } from '#store/calendar-store.ts';
import { CALENDAR_NAME } from '#store/ensure-defaults.ts';
import { decideRowText, loadPlan } from '#store/plan-store.ts';
import { planDetail } from './get-plan.ts';

export const decideDeadline: Handler<'decideDeadline'> = async (context, { params, body }) => {
  await refuseUnreadable(context, params, body.text);
  const decision = { planId: params.id, rowId: params.rowId, text: body.text, actor: OFFICER, now: context.now() };
  const decided = await decideRowText(context.database, decision);
  const detail = await planDetail(context, params.id);
  if (decided) return detail;
  if (!detail.rows.some((row) => row.id === params.rowId))
    throw new ApiProblem('not-found', 'Kế hoạch không có dòng này. Tải lại trang kế hoạch rồi thử lại.');
  throw new ApiProblem('plan-not-draft', 'Chỉ xác nhận được thời hạn của kế hoạch chưa giao việc.');
};

/** The plan's own text may be accepted as it stands; a text that somebody writes anew must say something. */
async function refuseUnreadable(
  { database }: ApiContext,
  { id, rowId }: { id: string; rowId: string },
  text: string,
): Promise<void> {
  const plan = await loadPlan(database, id);
  const row = plan?.parsed.rows[plan.rowIds.indexOf(rowId)];
  if (plan === null || row === undefined) throw new ApiProblem('not-found', 'Không có dòng này trong kế hoạch.');
  const { planYear } = planPeriod(plan.parsed.plan, '1970-01-01');
  const reading = readDeadline({ text, planYear, calendar: await currentCalendar(database, CALENDAR_NAME) });
  if (text.trim() !== (row.deadlineText ?? '').trim() && (reading.kind === 'unknown' || !reading.sure))
    throw new ApiProblem(
      'deadline-unreadable',
      `«${text}» chưa đủ rõ: ${reading.why}. Viết lại, ví dụ «Trước ngày 15/12», «Quý IV» hay «Hằng tháng».`,
    );
}
