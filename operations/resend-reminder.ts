// An officer sends a reminder again that reached nobody.
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { publicationSlot } from '#domain/calendar/slots.ts';
import { channelsOf, failedChannels } from '#domain/delivery/reachability.ts';
import { speaksIn } from '#domain/ladder/speaks-in.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Directory } from '#store/directory.ts';
import { loadLifecycleRow } from '#store/lifecycle-store.ts';
import type { ChannelsHere } from '#store/reachability-store.ts';
import { findReminder, resendReminder as put } from '#store/resend-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface ResendContext extends OperationContext {
  directory: Directory;
  engine: Pick<EngineClient, 'openSlot'>;
}

type Code = 'not-found' | 'command-does-not-fit';
export type Resent = { ok: true; slotAt: Slot; isNew: boolean };

/** The reminder goes out within minutes, or in the next office slot; pressed twice it goes out once. */
export const resendReminder = defineOperation({
  name: 'resend-reminder',
  by: ['account'],
  refuses: {
    'not-found': 'there is no reminder of that id',
    'command-does-not-fit': 'it reached somebody, its work wants it no more, or nobody can be reached',
  },
  run: async (
    context: ResendContext,
    actor,
    { id, here }: { id: string; here: ChannelsHere },
  ): Promise<Resent | Refusal<Code>> => {
    const { database, directory, engine } = context;
    const reminder = await findReminder(database, id);
    if (reminder === null) return refuse('not-found', 'Không có lượt nhắc này.');
    if (reminder.standing !== 'refused')
      return refuse('command-does-not-fit', 'Lượt nhắc này không phải lượt không gửi được, nên không cần gửi lại.');
    const work = await loadLifecycleRow(database, reminder.assignmentId);
    const { calendar, policy } = await directory.rulesOf(work);
    if (!speaksIn(reminder.rung, work.status, policy))
      return refuse('command-does-not-fit', 'Việc đã sang trạng thái khác, lượt nhắc này không còn cần gửi.');
    const { reader, marks } = reminder;
    const open = channelsOf(reader, here.known, failedChannels(reader, marks, here.known));
    const first = open.find(({ channel }) => here.isSetUp(channel));
    if (first === undefined)
      return refuse(
        'command-does-not-fit',
        'Người nhận chưa có địa chỉ nào nhận được tin. Bổ sung địa chỉ trong danh bạ, hoặc cho thử lại địa chỉ đã bị đánh dấu, rồi gửi lại.',
      );
    const now = context.now();
    const to = publicationSlot({ publishedAt: instantOf(now), assignments: 1, policy, calendar });
    const by = { actor: await actorWords(database, actor), now };
    const sent = await put(database, { id, to, channel: first.channel, sequence: work.sequence }, by);
    if (sent === null)
      return refuse(
        'command-does-not-fit',
        'Việc vừa có thay đổi. Tải lại trang rồi xem lượt nhắc này còn cần gửi không.',
      );
    await engine.openSlot(sent.slotAt);
    return { ok: true, ...sent };
  },
});
