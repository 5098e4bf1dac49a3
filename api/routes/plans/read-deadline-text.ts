import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { readPlanText } from '#domain/assignment/read-plan-text.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { findPlanYears } from '#store/plan-list-store.ts';

export const readDeadlineText: Handler<'readDeadlineText'> = async ({ database }, { params, query }) => {
  const plan = await findPlanYears(database, params.id);
  if (plan === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  return readPlanText(query.text, yearsOfTexts(plan), await loadCurrentCalendar(database, CALENDAR_NAME));
};
