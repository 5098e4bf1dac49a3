// Which way a message takes next: the one place that decides about repeats, other channels and giving up.
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes, isAfter, isBefore } from '#domain/calendar/instant.ts';
import { quietUntil } from './quiet-until.ts';
import type { Attempt, MessageEnd, Way, Ways } from './state.ts';

export type DeliveryStep =
  | { kind: 'send'; way: Way }
  | { kind: 'wait'; until: Instant }
  | { kind: 'done'; end: MessageEnd; channel: string | null };

/** Waits between attempts on one channel, in minutes; one more attempt than waits. */
export const RETRY_MINUTES: readonly number[] = [1, 5, 15, 60, 180];
// An attempt without an outcome may be another process of ours at work: its outcome is seen after this.
const UNDER_WAY_MINUTES = 1;
// From then on another channel is tried beside the repeats.
const PATIENT_ATTEMPTS = 2;

/**
 * The next step of one message, the same for the same attempts: never a repeat of what may have arrived, never an end called sent that nobody
 * accepted.
 */
export function nextStep(attempts: readonly Attempt[], { open, zone }: Ways, now: Instant): DeliveryStep {
  const arrived =
    attempts.findLast(({ receipt }) => receipt === 'read') ??
    attempts.findLast(({ receipt }) => receipt === 'delivered');
  if (arrived !== undefined)
    return { kind: 'done', end: arrived.receipt === 'read' ? 'read' : 'delivered', channel: arrived.channel };
  const accepted = attempts.findLast(({ outcome, receipt }) => outcome?.kind === 'accepted' && receipt !== 'bounced');
  if (accepted !== undefined) return { kind: 'done', end: takenEnd(attempts, accepted), channel: accepted.channel };
  const waits: Instant[] = [];
  for (const way of open) {
    const own = attempts.filter(({ channel }) => channel === way.channel);
    const verdict = keepQuiet(judge(own, way, now), way, zone, now);
    if (verdict === null) continue;
    if (verdict.kind === 'send') return { kind: 'send', way };
    if (verdict.kind === 'doubt') return { kind: 'wait', until: verdict.until };
    waits.push(verdict.at);
    // Another channel that can carry it at once is better than waiting, unless the wait is short.
    if (!verdict.othersMeanwhile) break;
  }
  if (waits.length > 0) return { kind: 'wait', until: soonest(waits) };
  const doubtful = attempts.findLast(isDoubtful);
  if (doubtful !== undefined) return { kind: 'done', end: 'unknown', channel: doubtful.channel };
  return { kind: 'done', end: 'failed', channel: null };
}

/** An acceptance beside a doubt on another channel covers the doubt, and the end says so. */
function takenEnd(attempts: readonly Attempt[], { channel }: Attempt): MessageEnd {
  return attempts.some((one) => isDoubtful(one) && one.channel !== channel) ? 'covered' : 'sent';
}

function isDoubtful({ outcome, receipt }: Attempt): boolean {
  return (outcome === null || outcome.kind === 'unknown') && receipt === null;
}

/** Null: nothing more goes this way. */
type Verdict =
  | null
  | { kind: 'send' }
  | { kind: 'later'; at: Instant; othersMeanwhile: boolean }
  | { kind: 'doubt'; until: Instant };

function judge(own: readonly Attempt[], { promises }: Way, now: Instant): Verdict {
  const last = own.at(-1);
  if (last === undefined) return { kind: 'send' };
  const { outcome, at } = last;
  if (outcome === null || outcome.kind === 'unknown') {
    const minutes = Math.max(promises.doubtMinutes, outcome === null ? UNDER_WAY_MINUTES : 0);
    const until = addMinutes(at, minutes);
    return isDue(until, now) ? null : { kind: 'doubt', until };
  }
  if (outcome.kind !== 'refused' || outcome.permanent) return null;
  const wait = RETRY_MINUTES[own.length - 1];
  if (wait === undefined) return null;
  const retryAt = outcome.notBefore ?? addMinutes(at, wait);
  if (isDue(retryAt, now)) return { kind: 'send' };
  // A closed window or an account in trouble may take hours: somebody else carries the message meanwhile, if there is one.
  const isLong = outcome.action === 'next-window' || outcome.action === 'alarm';
  return { kind: 'later', at: retryAt, othersMeanwhile: isLong || own.length > PATIENT_ATTEMPTS };
}

/** What would be sent in the quiet hours of the channel waits for their end, and goes by another channel if there is one. */
function keepQuiet(verdict: Verdict, { promises }: Way, zone: string, now: Instant): Verdict {
  if (verdict?.kind !== 'send' || promises.quietHours === null) return verdict;
  const until = quietUntil(now, promises.quietHours, zone);
  return until === null ? verdict : { kind: 'later', at: until, othersMeanwhile: true };
}

function soonest(instants: readonly Instant[]): Instant {
  return instants.reduce((first, one) => (isBefore(one, first) ? one : first));
}

function isDue(at: Instant, now: Instant): boolean {
  return !isAfter(at, now);
}
