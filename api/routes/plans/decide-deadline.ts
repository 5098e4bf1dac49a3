import { changedMeanwhile } from '#api/changed-meanwhile.ts';
import type { ApiContext } from '#api/context.ts';
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { ApiProblem } from '#api/problem.ts';
import { yearOfTexts } from '#domain/assignment/plan-years.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { currentCalendar } from '#store/calendar-store.ts';
import { CALENDAR_NAME } from '#store/ensure-defaults.ts';
import { decideRow, loadPlan } from '#store/plan-store.ts';
import { planDetail } from './get-plan.ts';

export const decideDeadline: Handler<'decideDeadline'> = async (context, { params, body, raw }) => {
  const seen = seenTags(raw);
  await refuseUnreadable(context, params, body.text);
  const decision = {
    planId: params.id,
    rowId: params.rowId,
    text: body.text,
    actor: OFFICER,
    now: context.now(),
    seen,
  };
  const decided = await decideRow(context.database, decision);
  if (decided.ok) return planDetail(context, params.id);
  if (decided.why === 'changed') throw changedMeanwhile(decided, context.zone);
  if (decided.why === 'no-row')
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
  const planYear = yearOfTexts(plan.parsed.plan);
  const reading = readDeadline({ text, planYear, calendar: await currentCalendar(database, CALENDAR_NAME) });
  if (text.trim() !== (row.deadlineText ?? '').trim() && (reading.kind === 'unknown' || !reading.sure))
    throw new ApiProblem(
      'deadline-unreadable',
      `«${text}» chưa đủ rõ: ${reading.why}. Viết lại, ví dụ «Trước ngày 15/12», «Quý IV» hay «Hằng tháng».`,
    );
}
