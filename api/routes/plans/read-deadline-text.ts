import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { yearOfTexts } from '#domain/assignment/plan-years.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { currentCalendar } from '#store/calendar-store.ts';
import { CALENDAR_NAME } from '#store/ensure-defaults.ts';

export const readDeadlineText: Handler<'readDeadlineText'> = async ({ database }, { params, query }) => {
  const plan = await database.plan.findUnique({ where: { id: params.id }, select: { yearFrom: true, yearTo: true } });
  if (plan === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  const planYear = yearOfTexts(plan);
  return readDeadline({ text: query.text, planYear, calendar: await currentCalendar(database, CALENDAR_NAME) });
};
