// What providers say of a message afterwards: receipts, and the answers to a question after its fate.
import { describe, expect, test } from 'vitest';
import { decide } from '#domain/delivery/decide.ts';
import type { DeliveryEffect } from '#domain/delivery/state.ts';
import {
  accepted,
  aMessage,
  attempts,
  due,
  endsAs,
  given,
  minutesAfter,
  noteAttempt,
  SENT_BY_MAIL,
  sendBy,
  T0,
  unknown,
} from '../../support/message-decider.ts';

const receipt = (number: number, said: 'delivered' | 'read' | 'bounced') =>
  ({ type: 'receipt', number, receipt: said }) as const;

describe('a receipt', () => {
  const noted = (number: number, said: 'delivered' | 'read' | 'bounced'): DeliveryEffect => ({
    type: 'note-receipt',
    number,
    receipt: said,
  });

  test('of a message that is being sent wakes its slot', () => {
    given({ attempts: attempts(['zalo', unknown]), dueAt: minutesAfter(2) })
      .when(receipt(1, 'delivered'))
      .then(noted(1, 'delivered'), { type: 'open-slot' });
  });

  test('of a message that was sent betters its end', () => {
    for (const said of ['delivered', 'read'] as const)
      given(SENT_BY_MAIL)
        .when(receipt(1, said))
        .then(noted(1, said), { type: 'correct-end', end: said, channel: 'email' });
    given({ status: 'delivered', attempts: attempts(['zalo', accepted, 0, 'delivered']) })
      .when(receipt(1, 'read'))
      .then(noted(1, 'read'), { type: 'correct-end', end: 'read', channel: 'zalo' });
  });

  test('never takes back a reading', () => {
    const read = { status: 'read' as const, attempts: attempts(['zalo', accepted, 0, 'read'], ['email', accepted]) };
    given(read).when(receipt(2, 'delivered')).then(noted(2, 'delivered'));
    given(read).when(receipt(2, 'read')).then(noted(2, 'read'), { type: 'correct-end', end: 'read', channel: 'email' });
    given(read).when(receipt(1, 'bounced')).then();
    given(read).when(receipt(1, 'delivered')).then();
  });

  test.each([
    ['delivered', 'delivered', false],
    ['delivered', 'bounced', true],
    ['bounced', 'delivered', false],
    ['bounced', 'bounced', false],
    ['bounced', 'read', true],
    ['read', 'read', false],
  ] as const)('after "%s", "%s" tells something new: %s', (before, said, isNew) => {
    const state = aMessage({ status: 'delivered', attempts: attempts(['zalo', accepted, 0, before]) });
    expect(decide(state, receipt(1, said), T0).length > 0).toBe(isNew);
  });

  test('that a message came back lets it go on, whatever it was called', () => {
    const back = given(SENT_BY_MAIL).when(receipt(1, 'bounced'));
    back.then(noted(1, 'bounced'), { type: 'go-on-again' }, { type: 'open-slot' });
    given(back.after)
      .when(due('email', 'zalo'), 60)
      .then(noteAttempt(2, 'zalo', 60), sendBy(2, 'zalo'));
    given(back.after)
      .when(due('email'))
      .then(endsAs('failed', null, 'email: thư bị trả lại'));
  });

  test('of an attempt that nobody made says nothing', () => {
    given(SENT_BY_MAIL).when(receipt(7, 'read')).then();
  });
});

describe('a status that was asked for', () => {
  test('counts as a receipt when it says delivered, and proves nothing otherwise', () => {
    given(SENT_BY_MAIL)
      .when({ type: 'status', number: 1, status: 'delivered' })
      .then(
        { type: 'note-receipt', number: 1, receipt: 'delivered' },
        { type: 'correct-end', end: 'delivered', channel: 'email' },
      );
    for (const status of ['pending', 'unknown'] as const)
      given(SENT_BY_MAIL).when({ type: 'status', number: 1, status }).then();
  });
});
