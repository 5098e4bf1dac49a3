// The working calendar: looked at, tried on open work, a year of it changed.
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { editCalendar } from '#operations/edit-calendar.ts';
import { previewCalendar as preview } from '#operations/preview-calendar.ts';
import { seeCalendar } from '#operations/see-calendar.ts';

export const getCalendar: Handler<'getCalendar'> = async (context, { actor, query }) =>
  orProblem(await seeCalendar(context, actor, query));

export const previewCalendar: Handler<'previewCalendar'> = async (context, { actor, body }) =>
  orProblem(await preview(context, actor, body)).impact;

export const takeCalendar: Handler<'takeCalendar'> = async (context, { actor, body, raw }) => {
  orProblem(await editCalendar(context, actor, { ...body, seen: seenTags(raw) }));
  return orProblem(await seeCalendar(context, actor, {}));
};
