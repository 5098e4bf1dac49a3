// given-when-then for the decider of a message: what happened so far, one input, what follows.
import { expect } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes } from '#domain/calendar/instant.ts';
import type { ChannelPromises } from '#domain/delivery/channel-promises.ts';
import { decide } from '#domain/delivery/decide.ts';
import { evolve } from '#domain/delivery/evolve.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import type { Attempt, DeliveryEffect, DeliveryInput, MessageEnd, MessageState, Ways } from '#domain/delivery/state.ts';
import { at } from './moments.ts';

/** 08:00 in Vietnam. */
export const T0 = at('2026-11-18T01:00:00Z');
const ZONE = 'Asia/Ho_Chi_Minh';

/** `email` and `zalo` promise what they do in life; `sms` is told apart by nobody, confirms nothing and keeps a night. */
export const PROMISES: Record<string, ChannelPromises> = {
  email: { recognisesRepeats: true, doubtMinutes: 0, quietHours: null },
  zalo: { recognisesRepeats: false, doubtMinutes: 2, quietHours: null },
  sms: { recognisesRepeats: false, doubtMinutes: 0, quietHours: { from: '21:00', to: '07:00' } },
};

export const CHANNELS: readonly KnownChannel[] = [
  { name: 'email', label: 'thư điện tử', addressedBy: ['email'] },
  { name: 'zalo', label: 'Zalo', addressedBy: ['zaloUserId', 'phone'] },
];

export const accepted: SendOutcome = { kind: 'accepted', providerId: 'p' };
export const unknown: SendOutcome = { kind: 'unknown', why: 'mất kết nối' };
export function refused(over: Partial<Extract<SendOutcome, { kind: 'refused' }>> = {}): SendOutcome {
  return { kind: 'refused', permanent: false, code: '451', why: 'tạm thời', ...over };
}

export function minutesAfter(minutes: number): Instant {
  return addMinutes(T0, minutes);
}

export function waysBy(...channels: string[]): Ways {
  const open = channels.map((channel) => ({
    channel,
    address: `${channel}-address`,
    promises: PROMISES[channel] as ChannelPromises,
  }));
  return { open, whyNone: 'người nhận không có địa chỉ trên kênh nào', zone: ZONE };
}

/** Attempts in their order; `null` as outcome is one that nobody has answered. */
export function attempts(
  ...made: [channel: string, outcome: SendOutcome | null, minutes?: number, receipt?: Attempt['receipt']][]
): Attempt[] {
  return made.map(([channel, outcome, minutes = 0, receipt = null], index) => ({
    number: index + 1,
    channel,
    outcome,
    at: minutesAfter(minutes),
    receipt,
  }));
}

export function aMessage(state: Partial<MessageState> = {}): MessageState {
  return { status: 'sending', attempts: [], dueAt: null, ...state };
}

/** given(state).when(input, at minute).then(effects): exactly these, in this order. */
export function given(state: Partial<MessageState>) {
  const before = aMessage(state);
  return {
    when(input: DeliveryInput, minutes = 0) {
      const effects = decide(before, input, minutesAfter(minutes));
      const after = effects.reduce(evolve, before);
      return {
        effects,
        after,
        // biome-ignore lint/suspicious/noThenProperty: given-when-then; nobody awaits it.
        then(...expected: DeliveryEffect[]) {
          expect(effects).toEqual(expected);
          return { after };
        },
      };
    },
  };
}

export function due(...channels: string[]): DeliveryInput {
  return { type: 'due', ways: waysBy(...channels) };
}

export function answered(number: number, channel: string, outcome: SendOutcome, ...channels: string[]): DeliveryInput {
  return { type: 'answered', number, channel, outcome, ways: waysBy(...channels) };
}

export function sendBy(number: number, channel: string): DeliveryEffect {
  return { type: 'send', number, channel, address: `${channel}-address` };
}

export function waitsUntil(minutes: number): DeliveryEffect {
  return { type: 'wait', until: minutesAfter(minutes) };
}

export function endsAs(end: MessageEnd, channel: string | null, reason: string | null = null): DeliveryEffect {
  return { type: 'end', end, channel, reason };
}

export function noteAttempt(number: number, channel: string, minutes = 0): DeliveryEffect {
  return { type: 'note-attempt', number, channel, at: minutesAfter(minutes) };
}

export const SENT_BY_MAIL = { attempts: attempts(['email', accepted]), status: 'sent' as const };
