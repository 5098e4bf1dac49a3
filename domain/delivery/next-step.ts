// Which way a message takes next: the one place that decides about repeats, other channels and giving up.
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes, isAfter, isBefore } from '#domain/calendar/instant.ts';
import { quietUntil } from './quiet-until.ts';
import type { Attempt, MessageEnd, Way, Ways } from './state.ts';

export type DeliveryStep =
  | { kind: 'send'; way: Way }
  | { kind: 'wait'; until: Instant }
  | { kind: 'done'; end: MessageEnd; channel: string | null };

/** Waits between attempts on one channel, in minutes; the last one again and again. */
export const RETRY_MINUTES: readonly number[] = [1, 5, 15, 60, 180];
/** RFC 5321 section 4.5.4.1: a server that refuses for the moment is asked for four or five days before one gives up. */
export const GIVE_UP_DAYS = 5;
/** While our own account or server is in trouble: soon after the first refusal, then as seldom as an account takes without being locked. */
export const HOLD_MINUTES = { first: 1, later: 5 } as const;
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
    const verdict = keepQuiet(keepHeld(judge(own, way, now), way, now), way, zone, now);
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
  const retryAt = outcome.notBefore ?? addMinutes(at, isHold(last) ? holdMinutes(own) : retryMinutes(own));
  // What is held says nothing about this message: it waits for as long as the trouble lasts.
  const [first = last] = own.filter((one) => !isHold(one));
  const isGivenUp = isAfter(retryAt, addMinutes(first.at, GIVE_UP_DAYS * 24 * 60));
  // A channel that names the moment (an allowance of the next month) is taken at its word.
  if (isGivenUp && !isHold(last) && !outcome.notBefore) return null;
  if (isDue(retryAt, now)) return { kind: 'send' };
  // A closed window or an account in trouble may take hours: somebody else carries the message meanwhile, if there is one.
  const isLong = outcome.action === 'next-window' || outcome.action === 'alarm' || outcome.action === 'hold';
  return { kind: 'later', at: retryAt, othersMeanwhile: isLong || own.length > PATIENT_ATTEMPTS };
}

/** Whether an attempt met trouble of our own account or server. */
export function isHold({ outcome }: Attempt): boolean {
  return outcome?.kind === 'refused' && outcome.action === 'hold';
}

function holdMinutes(own: readonly Attempt[]): number {
  const before = own.at(-2);
  return before !== undefined && isHold(before) ? HOLD_MINUTES.later : HOLD_MINUTES.first;
}

function retryMinutes(own: readonly Attempt[]): number {
  const made = own.filter((one) => !isHold(one)).length;
  return RETRY_MINUTES[Math.min(made, RETRY_MINUTES.length) - 1] as number;
}

/** What would be sent by a channel that is held waits, and goes by another channel if there is one. */
function keepHeld(verdict: Verdict, { heldUntil = null }: Way, now: Instant): Verdict {
  if (verdict?.kind !== 'send' || heldUntil === null || isDue(heldUntil, now)) return verdict;
  return { kind: 'later', at: heldUntil, othersMeanwhile: true };
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
