// One message over its contact's channels, as far as it can go now. domain/delivery/next-step.ts decides, this carries out.

import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { type Attempt, type DeliveryStep, nextStep } from '#domain/delivery/next-step.ts';
import { channelAddress, channelsOf, failedChannels } from '#domain/delivery/reachability.ts';
import { channelMatterId } from '#store/attention-store.ts';
import { attemptsOf } from '#store/delivery-store.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { toOutgoing } from './outgoing-message.ts';

// Another process of ours noted the attempt first: its outcome is seen then.
const OTHER_PROCESS_MS = 60_000;

/** Attempts until the message has its end or has to wait; answers until when, null = ended. */
export async function sendMessage(deps: ActivityDependencies, message: SendingMessage): Promise<Instant | null> {
  const { store } = deps;
  const channels = usableChannels(deps, message);
  const attempts = attemptsOf(message.deliveries);
  let number = message.deliveries.at(-1)?.attempt ?? 0;
  let step = nextStep(channels.usable, attempts, nowOf(deps));
  if (step.kind === 'done') {
    await store.endMessage(message.id, endOf(step, attempts, channels), new Date(deps.nowMs()));
    return null;
  }
  for (;;) {
    if (step.kind === 'done') return null;
    const dueAt = dueOf(step);
    if (step.kind === 'wait' || dueAt !== null) {
      await store.postpone(message.id, dueAt);
      return dueAt;
    }
    number += 1;
    const key = { messageId: message.id, attempt: number, channel: step.channel };
    const outcome = await attempt(deps, message, key);
    if (outcome === null) return instantOf(deps.nowMs() + OTHER_PROCESS_MS);
    attempts.push({ channel: key.channel, at: nowOf(deps), outcome });
    step = nextStep(channels.usable, attempts, nowOf(deps));
    const next = step.kind === 'done' ? endOf(step, attempts, channels) : { at: dueOf(step) };
    const isDecided = await store.recordAttempt({ ...key, outcome }, next, new Date(deps.nowMs()));
    await tellOfficer(deps, message, key.channel, outcome);
    if (!isDecided) return nowOf(deps);
  }
}

type Channels = { usable: string[]; why: string };

/** The contact's channels that are set up here and have not failed for good, and why there is none. */
function usableChannels(deps: ActivityDependencies, { contact }: SendingMessage): Channels {
  const failed = failedChannels(contact, contact.unreachable);
  const wished = channelsOf(contact, failed).map(({ channel }) => channel);
  const usable = wished.filter((name) => deps.channels.get(name) !== undefined);
  if (failed.length > 0) return { usable, why: `mọi địa chỉ đã ghi đều không nhận được tin (${failed.join(', ')})` };
  if (wished.length === 0) return { usable, why: 'người nhận không có địa chỉ trên kênh nào' };
  return { usable, why: `kênh ${wished.join(', ')} chưa được cấu hình` };
}

/** Null when the attempt was noted before by somebody else. */
async function attempt(
  deps: ActivityDependencies,
  message: SendingMessage,
  key: { messageId: string; attempt: number; channel: string },
): Promise<SendOutcome | null> {
  const channel = deps.channels.get(key.channel);
  if (channel === undefined) throw new Error(`no channel ${key.channel}`);
  if (!channel.capabilities.recognisesRepeats) {
    if (!(await deps.store.beginAttempt(key, new Date(deps.nowMs())))) return null;
  }
  try {
    return await channel.send(toOutgoing(deps, message, key.channel), message.id);
  } catch (error) {
    // A channel that breaks instead of answering is in doubt like any other: it must not hold up the rest of the slot.
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}

function dueOf(step: DeliveryStep): Instant | null {
  if (step.kind === 'wait') return step.until;
  return step.kind === 'send' ? step.at : null;
}

function endOf(step: DeliveryStep, attempts: readonly Attempt[], channels: Channels) {
  if (step.kind !== 'done') throw new Error('the message has no end yet');
  if (step.end !== 'failed') {
    const reason = step.end === 'unknown' ? `không rõ đã tới nơi (${step.channel}): ${lastWords(attempts)}` : null;
    return { end: step.end, channel: step.channel, reason };
  }
  const last = attempts.at(-1);
  return { end: step.end, channel: null, reason: last ? `${last.channel}: ${lastWords(attempts)}` : channels.why };
}

function lastWords(attempts: readonly Attempt[]): string {
  const last = attempts.at(-1);
  if (last?.receipt === 'bounced') return 'thư bị trả lại';
  return last === undefined || last.outcome.kind === 'accepted' ? '' : last.outcome.why;
}

/** What the outcome means beyond this message: an address that is dead, an account that a person has to mend, or that all is well again. */
async function tellOfficer(
  deps: ActivityDependencies,
  { contact, contactId, id }: SendingMessage,
  channel: string,
  outcome: SendOutcome,
): Promise<void> {
  const { store, log } = deps;
  const now = new Date(deps.nowMs());
  if (outcome.kind === 'accepted') return endAlarms(deps, channel, now);
  if (outcome.kind !== 'refused') return;
  const { action, code, why } = outcome;
  if (action === 'unreachable') {
    const address = channelAddress(contact, channel) ?? '';
    await store.markUnreachable({ contactId, channel, address, reason: why }, now);
  }
  if (action !== 'alarm' && action !== 'give-up') return;
  log.error({ messageId: id, channel, code, why }, 'a person has to put a channel right');
  const what = `Kênh ${channel} cần người xử lý (mã ${code}): ${why}`;
  await store.raiseAttention({ id: channelMatterId(channel, code), what, place: 'Cấu hình kênh gửi' }, now);
}

// One wire of a channel may take messages over all the while another refuses them.
const ALARM_STAYS_MS = 3_600_000;
const END_ALARMS_EVERY_MS = 10_000;
const alarmsEndedAt = new WeakMap<ActivityDependencies, Map<string, number>>();

/** An acceptance ends the alarms of its channel that have been quiet for an hour; the database is asked now and then, not for each of a thousand mails. */
async function endAlarms(deps: ActivityDependencies, channel: string, now: Date): Promise<void> {
  const endedAt = alarmsEndedAt.get(deps) ?? new Map<string, number>();
  alarmsEndedAt.set(deps, endedAt);
  if (now.getTime() - (endedAt.get(channel) ?? 0) < END_ALARMS_EVERY_MS) return;
  endedAt.set(channel, now.getTime());
  const quietSince = new Date(now.getTime() - ALARM_STAYS_MS);
  await deps.store.resolveChannelMatters({ channel, quietSince }, now);
}

function nowOf({ nowMs }: ActivityDependencies): Instant {
  return instantOf(nowMs());
}
