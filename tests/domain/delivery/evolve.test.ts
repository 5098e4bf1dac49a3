import { expect, test } from 'vitest';
import { evolve } from '#domain/delivery/evolve.ts';
import { type DeliveryEffect, isKept } from '#domain/delivery/state.ts';
import { accepted, aMessage, attempts, minutesAfter, T0, unknown } from '../../support/message-decider.ts';

const WAITING = aMessage({ attempts: attempts(['zalo', null], ['email', unknown]), dueAt: minutesAfter(9) });

test('an attempt that begins stands behind those before it, without an answer', () => {
  const after = evolve(WAITING, { type: 'note-attempt', number: 3, channel: 'sms', at: T0 });
  expect(after.attempts.slice(0, 2)).toEqual(WAITING.attempts);
  expect(after.attempts[2]).toEqual({ number: 3, channel: 'sms', at: T0, outcome: null, receipt: null });
  expect(after.dueAt).toBeNull();
});

test('an answer takes the place of its attempt, keeps what a receipt said, and ends the wait', () => {
  const heard = evolve(WAITING, { type: 'note-receipt', number: 1, receipt: 'delivered' });
  expect(heard.dueAt).toBeNull();
  expect(heard.attempts.map(({ receipt }) => receipt)).toEqual(['delivered', null]);
  const effect: DeliveryEffect = {
    type: 'note-outcome',
    number: 1,
    channel: 'zalo',
    outcome: accepted,
    at: minutesAfter(1),
  };
  const answered = evolve({ ...heard, dueAt: minutesAfter(9) }, effect);
  expect(answered.attempts).toEqual([
    { number: 1, channel: 'zalo', at: minutesAfter(1), outcome: accepted, receipt: 'delivered' },
    WAITING.attempts[1],
  ]);
  expect(answered.dueAt).toBeNull();
});

test('an answer keeps what a receipt said of its own attempt, and nothing of another', () => {
  const heard = evolve(WAITING, { type: 'note-receipt', number: 1, receipt: 'delivered' });
  const effect: DeliveryEffect = { type: 'note-outcome', number: 2, channel: 'email', outcome: accepted, at: T0 };
  expect(evolve(heard, effect).attempts.map(({ receipt }) => receipt)).toEqual(['delivered', null]);
});

test('an attempt that was never noted before has no receipt', () => {
  const effect: DeliveryEffect = { type: 'note-outcome', number: 1, channel: 'email', outcome: accepted, at: T0 };
  expect(evolve(aMessage(), effect).attempts).toEqual([
    { number: 1, channel: 'email', at: T0, outcome: accepted, receipt: null },
  ]);
});

test('a wait, an end, a correction and a return change how the message stands', () => {
  expect(evolve(aMessage(), { type: 'wait', until: T0 })).toEqual(aMessage({ dueAt: T0 }));
  const ended = evolve(WAITING, { type: 'end', end: 'failed', channel: null, reason: '' });
  expect(ended).toMatchObject({ status: 'failed', dueAt: null });
  const corrected = evolve({ ...ended, dueAt: T0 }, { type: 'correct-end', end: 'read', channel: 'zalo' });
  expect(corrected).toMatchObject({ status: 'read', dueAt: null });
  expect(evolve({ ...ended, dueAt: T0 }, { type: 'go-on-again' })).toMatchObject({ status: 'sending', dueAt: null });
});

test('what is done in the world leaves the message as it was', () => {
  const outward: DeliveryEffect[] = [
    { type: 'send', number: 1, channel: 'email', address: 'a' },
    { type: 'open-slot' },
    { type: 'mark-unreachable', channel: 'email', address: 'a', reason: '' },
    { type: 'raise-matter', id: 'x', code: '', channel: 'email', what: '', place: '' },
    { type: 'end-matters', channel: 'email', quietSince: T0 },
  ];
  for (const effect of outward) {
    expect(evolve(WAITING, effect)).toEqual(WAITING);
    expect(isKept(effect)).toBe(false);
  }
});

test('all that changes the message is written down', () => {
  const kept: DeliveryEffect[] = [
    { type: 'note-attempt', number: 3, channel: 'sms', at: T0 },
    { type: 'note-outcome', number: 1, channel: 'zalo', outcome: accepted, at: T0 },
    { type: 'note-receipt', number: 1, receipt: 'read' },
    { type: 'wait', until: T0 },
    { type: 'end', end: 'sent', channel: 'email', reason: null },
    { type: 'correct-end', end: 'read', channel: 'zalo' },
    { type: 'go-on-again' },
  ];
  for (const effect of kept) expect(isKept(effect)).toBe(true);
});
