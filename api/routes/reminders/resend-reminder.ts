import { channelsHere } from '#api/channels-here.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { resendReminder as resend } from '#operations/resend-reminder.ts';

export const resendReminder: Handler<'resendReminder'> = async (context, { actor, params }) => {
  const { slotAt, isNew } = orProblem(await resend(context, actor, { id: params.id, here: channelsHere(context) }));
  return { slotAt, added: isNew ? 1 : 0 };
};
