// An officer tries how a time text would be read in a plan; nothing changes.
import type { DeadlineReading } from '#contracts/deadline.ts';
import { yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { readPlanText } from '#domain/assignment/read-plan-text.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { findPlanYears } from '#store/plan-list-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { PLAN } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export const readDeadlineText = defineOperation({
  name: 'read-deadline-text',
  by: ['account'],
  right: 'see-plan',
  hides: PLAN,
  refuses: { 'not-found': 'no such plan' },
  run: async (
    { database }: OperationContext,
    _actor,
    { planId, text }: { planId: string; text: string },
  ): Promise<{ ok: true; reading: DeadlineReading } | Refusal<'not-found'>> => {
    const plan = await findPlanYears(database, planId);
    if (plan === null) return refuse('not-found', PLAN.missing);
    const calendar = await loadCurrentCalendar(database, CALENDAR_NAME);
    return { ok: true, reading: await readPlanText(text, yearsOfTexts(plan), calendar) };
  },
});
