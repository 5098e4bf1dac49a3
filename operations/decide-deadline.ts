// An officer says how the time text of a row of a draft is meant.
import { yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { readPlanText } from '#domain/assignment/read-plan-text.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { decideRow, findPlan } from '#store/plan-store.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { PLAN } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface DecisionInput {
  planId: string;
  rowId: string;
  text: string;
  /** The row or the plan as the officer saw it (If-Match); null or left out = whatever it is now. */
  seen?: readonly string[] | null;
}

type Code = 'not-found' | 'plan-not-draft' | 'deadline-unreadable' | 'changed-meanwhile';

/** Records the text that a person decided on; of several who saw the same version, one. */
export const decideDeadline = defineOperation({
  name: 'decide-deadline',
  by: ['account'],
  hides: PLAN,
  refuses: {
    'not-found': 'no such plan, or it has no such row',
    'plan-not-draft': 'the plan was given out: what people were told is not changed under them',
    'deadline-unreadable': 'a text that is not the plan’s own and that nobody could be held to',
    'changed-meanwhile': 'somebody else decided since `seen`',
  },
  run: async (
    context: OperationContext,
    actor,
    { planId, rowId, text, seen = null }: DecisionInput,
  ): Promise<{ ok: true } | Refusal<Code>> => {
    const { database, now, zone } = context;
    const unreadable = await refuseUnreadable(context, { planId, rowId, text });
    if (unreadable !== null) return unreadable;
    const by = await actorWords(database, actor);
    const decided = await decideRow(database, { planId, rowId, text, actor: by, now: now(), seen });
    if (decided.ok) return decided;
    if (decided.why === 'changed') return changedMeanwhile(decided, zone);
    if (decided.why === 'no-row')
      return refuse('not-found', 'Kế hoạch không có dòng này. Tải lại trang kế hoạch rồi thử lại.');
    return refuse('plan-not-draft', 'Chỉ xác nhận được thời hạn của kế hoạch chưa giao việc.');
  },
});

/** The plan's own text may be accepted as it stands; a text that somebody writes anew must say something. */
async function refuseUnreadable(
  { database }: OperationContext,
  { planId, rowId, text }: DecisionInput,
): Promise<Refusal<'not-found' | 'deadline-unreadable'> | null> {
  const plan = await findPlan(database, planId);
  const row = plan?.parsed.rows[plan.rowIds.indexOf(rowId)];
  if (plan === null || row === undefined) return refuse('not-found', 'Không có dòng này trong kế hoạch.');
  if (text.trim() === (row.deadlineText ?? '').trim()) return null;
  const calendar = await loadCurrentCalendar(database, CALENDAR_NAME);
  const reading = readPlanText(text, yearsOfTexts(plan.parsed.plan), calendar);
  if (reading.kind !== 'unknown' && reading.sure) return null;
  return refuse(
    'deadline-unreadable',
    `«${text}» chưa đủ rõ: ${reading.why}. Viết lại, ví dụ «Trước ngày 15/12», «Quý IV» hay «Hằng tháng».`,
  );
}
