// A letter to several who share an address, when that address takes nothing: each of them hears by a channel of their own.
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { followUpSlot } from '#domain/calendar/slots.ts';
import { type Reader, waysToAll } from '#domain/delivery/ways-to.ts';
import { speaksIn } from '#domain/ladder/speaks-in.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { otherReaders } from './outgoing-message.ts';

type Needs = Pick<ActivityDependencies, 'store' | 'engine' | 'channels' | 'now'>;

/**
 * Puts the rows of a message that reached nobody into the next quarter of an hour again, as an officer would, for those readers who have another way;
 * the rows of the others stay on the officer's list. A row that is on its way again already is left alone.
 */
export async function sayToEach({ store, engine, channels, now }: Needs, message: SendingMessage): Promise<void> {
  const promisesOf = (name: string) => channels.get(name)?.promises ?? null;
  const waysOf = (readers: readonly [Reader, ...Reader[]], zone: string) =>
    waysToAll(readers, channels.kinds, promisesOf, zone).open;
  const at = now();
  for (const { id, assignmentId } of message.entries) {
    const reminder = await store.findReminder(id);
    if (reminder?.standing !== 'refused') continue;
    const work = await store.loadLifecycleRow(assignmentId);
    const { calendar, policy } = await store.directory.rulesOf(work);
    if (!speaksIn(reminder.rung, work.status, policy)) continue;
    const reader = { ...reminder.reader, unreachable: reminder.marks };
    const [way] = waysOf([reader], calendar.zone);
    // By an address that is still shared it would be a letter of its own to where one was just refused.
    const shared = waysOf([message.contact, ...otherReaders(message)], calendar.zone);
    if (way === undefined || shared.some(({ channel }) => channel === way.channel)) continue;
    const to = followUpSlot(instantOf(at), policy, calendar);
    const sent = await store.resendReminder(
      { id, to, channel: way.channel, sequence: work.sequence },
      { actor: SYSTEM, now: at },
    );
    if (sent !== null) await engine.openSlot(sent.slotAt);
  }
}
