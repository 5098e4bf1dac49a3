import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { yearOfTexts } from '#domain/assignment/plan-years.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { findPlanYears } from '#store/plan-list-store.ts';

export const readDeadlineText: Handler<'readDeadlineText'> = async ({ database }, { params, query }) => {
  const plan = await findPlanYears(database, params.id);
  if (plan === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  const planYear = yearOfTexts(plan);
  return readDeadline({ text: query.text, planYear, calendar: await loadCurrentCalendar(database, CALENDAR_NAME) });
};
