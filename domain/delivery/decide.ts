// The decider of a message: state, input and time in, effects out. It never throws and changes nothing.
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes, isAfter } from '#domain/calendar/instant.ts';
import { endOf, putOffReason } from './end-of-message.ts';
import { evolve } from './evolve.ts';
import { type DeliveryStep, GIVE_UP_DAYS, isHold, nextStep } from './next-step.ts';
import type { DeliveryEffect, DeliveryInput, Late, MessageState, Receipt, Ways } from './state.ts';
import { troubleOf } from './trouble.ts';

/** What an input makes of a message at a moment; an input that tells nothing new has no effect. */
export function decide(state: MessageState, input: DeliveryInput, now: Instant): DeliveryEffect[] {
  switch (input.type) {
    case 'due':
      return goOn(state, input.ways, now, input.late ?? null);
    case 'answered':
      return hearAnswer(state, input, now);
    case 'receipt':
      return hearReceipt(state, input.number, input.receipt);
    case 'status':
      // Nothing but "delivered" proves anything: an id that this wire does not know may be another wire's.
      return input.status === 'delivered' ? hearReceipt(state, input.number, 'delivered') : [];
  }
}

/** The next attempt, a wait or the end; nothing for a message that has ended. */
function goOn(state: MessageState, ways: Ways, now: Instant, late: Late | null = null): DeliveryEffect[] {
  if (state.status !== 'sending') return [];
  const step = nextStep(state.attempts, ways, now);
  if (late !== null && isCertainlyUntaken(state) && isPutOff(step, state, late))
    return [putOff(state, ways, late, now)];
  if (step.kind === 'wait') return [{ type: 'wait', until: step.until }];
  if (step.kind === 'done') return [endOf(step, state.attempts, ways.whyNone)];
  const { channel, address, promises } = step.way;
  const number = nextNumber(state);
  const send: DeliveryEffect = { type: 'send', number, channel, address };
  // Noted first where a second one would reach the reader as a second message.
  return promises.recognisesRepeats ? [send] : [{ type: 'note-attempt', number, channel, at: now }, send];
}

/**
 * On the same day only what our own trouble kept: its words and its hour are those of the morning, and a report may have come since. Another channel
 * may take it as it is.
 */
function isPutOff(step: DeliveryStep, { attempts }: MessageState, { isOver }: Late): boolean {
  if (step.kind === 'done' || isOver) return step.kind !== 'done';
  const last = attempts.at(-1);
  if (last === undefined) return true;
  return isHold(last) && (step.kind === 'wait' || step.way.channel === last.channel);
}

/** What refuses one reader for days is for a person; what refuses everybody is waited for. */
function putOff(
  { attempts }: MessageState,
  { whyNone }: Ways,
  { since, isOver: _, ...rows }: Late,
  now: Instant,
): DeliveryEffect {
  const last = attempts.at(-1);
  const isForThisReader = last !== undefined && !isHold(last);
  if (isForThisReader && isAfter(now, addMinutes(since, GIVE_UP_DAYS * 24 * 60)))
    return endOf({ end: 'failed', channel: null }, attempts, whyNone);
  return { type: 'put-off', reason: putOffReason(last), rows };
}

/** Every attempt was answered with no, or none was made because its channel was held; anything else may be in somebody's hands. */
function isCertainlyUntaken({ attempts, dueAt }: MessageState): boolean {
  const isRefused = attempts.every(({ outcome, receipt }) => outcome?.kind === 'refused' && receipt === null);
  return isRefused && (attempts.length > 0 || dueAt !== null);
}

function hearAnswer(
  state: MessageState,
  { number: asked, channel, outcome, ways }: Extract<DeliveryInput, { type: 'answered' }>,
  now: Instant,
): DeliveryEffect[] {
  const known = state.attempts.find((attempt) => attempt.number === asked);
  const isTaken = known !== undefined && known.outcome !== null;
  if (isTaken && state.status !== 'sending') return [];
  // Two processes of ours made the same attempt: both were made, so both are facts.
  const number = isTaken ? nextNumber(state) : asked;
  const noted: DeliveryEffect = { type: 'note-outcome', number, channel, outcome, at: now };
  const after = evolve(state, noted);
  return [
    noted,
    ...troubleOf(channel, addressOn(channel, ways), outcome, now),
    ...correction(after, channel, outcome.kind),
    ...goOn(after, ways, now),
  ];
}

/** An acceptance that came after the message was given up: it was sent after all. */
function correction(state: MessageState, channel: string, kind: 'accepted' | 'refused' | 'unknown'): DeliveryEffect[] {
  const isGivenUp = state.status === 'unknown' || state.status === 'failed';
  return isGivenUp && kind === 'accepted' ? [{ type: 'correct-end', end: 'sent', channel }] : [];
}

// A later word of a provider never takes back a stronger one, in whatever order they come.
const STRENGTH: Record<Receipt, number> = { delivered: 1, bounced: 2, read: 3 };

function hearReceipt(state: MessageState, number: number, receipt: Receipt): DeliveryEffect[] {
  const attempt = state.attempts.find((one) => one.number === number);
  if (attempt === undefined) return [];
  if (attempt.receipt !== null && STRENGTH[receipt] <= STRENGTH[attempt.receipt]) return [];
  const noted: DeliveryEffect = { type: 'note-receipt', number, receipt };
  if (state.status === 'sending') return [noted, { type: 'open-slot' }];
  // It was called sent and did not arrive: it goes on, by another channel if there is one.
  if (receipt === 'bounced') return [noted, { type: 'go-on-again' }, { type: 'open-slot' }];
  if (state.status === 'read' && receipt !== 'read') return [noted];
  return [noted, { type: 'correct-end', end: receipt, channel: attempt.channel }];
}

function nextNumber({ attempts }: MessageState): number {
  return Math.max(0, ...attempts.map(({ number }) => number)) + 1;
}

function addressOn(channel: string, { open }: Ways): string | null {
  return open.find((way) => way.channel === channel)?.address ?? null;
}
