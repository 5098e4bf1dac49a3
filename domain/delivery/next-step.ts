// What happens to a message after its attempts so far: the one place that decides about repeats, other channels and giving up.

import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes, isAfter } from '#domain/calendar/instant.ts';

export type Attempt = {
  channel: string;
  /** When the outcome was known. */
  at: Instant;
  outcome: SendOutcome;
  /** What a receipt or a status answer has said since. */
  receipt?: 'delivered' | 'read' | 'bounced' | null;
};

export type DeliveryPolicy = {
  /** Waits between attempts on one channel, in minutes; one more attempt than waits. */
  retryMinutes: readonly number[];
  /** How long a receipt may clear up an unknown of this channel before another channel covers it, in minutes; 0 where no receipt says "arrived". */
  doubtMinutes: Readonly<Record<string, number>>;
};

// Zalo's receipts come within seconds to a phone that is on; a mail server says later only that a mail did not arrive.
export const DEFAULT_POLICY: DeliveryPolicy = { retryMinutes: [1, 5, 15, 60, 180], doubtMinutes: { zalo: 2 } };

export type DeliveryEnd = 'accepted' | 'delivered' | 'read' | 'failed' | 'unknown' | 'covered';

export type DeliveryStep =
  | { kind: 'send'; channel: string /** Not before; null = now. */; at: Instant | null }
  | { kind: 'wait'; until: Instant }
  | { kind: 'done'; end: DeliveryEnd; channel: string | null };

/**
 * The next step of one message, the same for the same attempts: never a repeat of what may have arrived, never an end called sent that nobody
 * accepted. `channels` are the contact's own, in order, those without an address left out.
 */
export function nextStep(
  channels: readonly string[],
  attempts: readonly Attempt[],
  now: Instant,
  policy: DeliveryPolicy = DEFAULT_POLICY,
): DeliveryStep {
  const arrived =
    attempts.findLast((one) => one.receipt === 'read') ?? attempts.findLast((one) => one.receipt === 'delivered');
  if (arrived?.receipt) return end(arrived.receipt as 'read' | 'delivered', arrived.channel, attempts);
  const accepted = attempts.findLast((one) => one.outcome.kind === 'accepted' && one.receipt !== 'bounced');
  if (accepted) return end('accepted', accepted.channel, attempts);
  const waits: { at: Instant; channel: string }[] = [];
  for (const channel of channels) {
    const verdict = judge(
      channel,
      attempts.filter((one) => one.channel === channel),
      now,
      policy,
    );
    if (verdict.kind === 'send') return { kind: 'send', channel, at: null };
    if (verdict.kind === 'retry') {
      // Due now: send. Later: another channel that can carry it at once is better than waiting, unless the wait is short.
      if (isDue(verdict.at, now)) return { kind: 'send', channel, at: null };
      waits.push({ at: verdict.at, channel });
      if (!verdict.skip) break;
    }
    if (verdict.kind === 'doubt') return { kind: 'wait', until: verdict.until };
  }
  const [soonest] = waits.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (soonest) return { kind: 'send', ...soonest };
  const doubtful = attempts.findLast((one) => one.outcome.kind === 'unknown' && one.receipt !== 'bounced');
  if (doubtful) return { kind: 'done', end: 'unknown', channel: doubtful.channel };
  return { kind: 'done', end: 'failed', channel: null };
}

/** An acceptance after a doubt on another channel: the doubt is covered, and the row says so. */
function end(kind: 'accepted' | 'delivered' | 'read', channel: string, attempts: readonly Attempt[]): DeliveryStep {
  const doubted = attempts.some((one) => one.outcome.kind === 'unknown' && one.channel !== channel && !one.receipt);
  return { kind: 'done', end: kind === 'accepted' && doubted ? 'covered' : kind, channel };
}

type Verdict =
  | { kind: 'send' }
  | { kind: 'retry'; at: Instant /** Whether another channel should be tried meanwhile. */; skip: boolean }
  | { kind: 'doubt'; until: Instant }
  | { kind: 'out' };

function judge(channel: string, own: readonly Attempt[], now: Instant, policy: DeliveryPolicy): Verdict {
  const last = own.at(-1);
  if (last === undefined) return { kind: 'send' };
  const { outcome, at } = last;
  if (outcome.kind === 'unknown') {
    const until = addMinutes(at, policy.doubtMinutes[channel] ?? 0);
    return !isDue(until, now) ? { kind: 'doubt', until } : { kind: 'out' };
  }
  if (outcome.kind !== 'refused' || outcome.permanent) return { kind: 'out' };
  const wait = policy.retryMinutes[own.length - 1];
  if (wait === undefined) return { kind: 'out' };
  const retryAt = outcome.notBefore ?? addMinutes(at, wait);
  // A closed window or an account in trouble may take hours: somebody else carries the message meanwhile, if there is one.
  const skip = outcome.action === 'next-window' || outcome.action === 'alarm' || own.length > 2;
  return { kind: 'retry', at: retryAt, skip };
}

function isDue(at: Instant, now: Instant): boolean {
  return !isAfter(at, now);
}
