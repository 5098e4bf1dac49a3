// Trouble of our own account or server, and messages whose slot is over: nothing ends for good, nobody hears twice.
import { describe, expect, test } from 'vitest';
import type { Instant } from '#contracts/primitives.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { decide } from '#domain/delivery/decide.ts';
import type { DeliveryEffect, DeliveryInput, Way } from '#domain/delivery/state.ts';
import {
  accepted,
  answered,
  attempts,
  due,
  endsAs,
  given,
  minutesAfter,
  noteAttempt,
  refused,
  sendBy,
  unknown,
  waitsUntil,
  waysBy,
} from '../../support/message-decider.ts';
import { at } from '../../support/moments.ts';

describe('trouble of our own account or server', () => {
  const held = refused({ action: 'hold', code: '550', why: '5.4.5 Daily sending limit exceeded' });

  test('is tried after a minute, then every five, for as long as it lasts', () => {
    const made: Parameters<typeof attempts> = [['email', held, 0]];
    given({ attempts: attempts(...made) })
      .when(due('email'))
      .then(waitsUntil(1));
    for (let minutes = 1; minutes < 30_000; minutes += 1_009) {
      made.push(['email', held, minutes]);
      given({ attempts: attempts(...made) })
        .when(due('email'), minutes)
        .then(waitsUntil(minutes + 5));
    }
  });

  test('uses up none of the attempts that a reader has', () => {
    const made = attempts(['email', held, 0], ['email', held, 1], ['email', held, 6], ['email', refused(), 11]);
    given({ attempts: made }).when(due('email'), 11).then(waitsUntil(12));
  });

  test('lets another channel carry the message meanwhile', () => {
    given({ attempts: attempts(['email', held]) })
      .when(due('email', 'zalo'))
      .then(noteAttempt(2, 'zalo'), sendBy(2, 'zalo'));
  });

  test('is one matter, whatever the server says of it', () => {
    for (const code of ['550', 'EAUTH', '421']) {
      const { effects } = given({}).when(answered(1, 'email', refused({ action: 'hold', code }), 'email'));
      expect(effects[1]).toMatchObject({ type: 'raise-matter', id: 'channel/email/hold', code });
      expect(effects).toHaveLength(3);
    }
  });

  test('that others have met keeps a message from being tried', () => {
    const [way] = waysBy('email').open;
    const ways = (heldUntil: Instant | null, ...others: string[]) => ({
      ...waysBy('email', ...others),
      open: [{ ...way, heldUntil } as Way, ...waysBy(...others).open],
    });
    given({})
      .when({ type: 'due', ways: ways(minutesAfter(3)) })
      .then(waitsUntil(3));
    given({})
      .when({ type: 'due', ways: ways(minutesAfter(3)) }, 3)
      .then(sendBy(1, 'email'));
    given({})
      .when({ type: 'due', ways: ways(null) })
      .then(sendBy(1, 'email'));
    given({})
      .when({ type: 'due', ways: ways(minutesAfter(3), 'zalo') })
      .then(noteAttempt(1, 'zalo'), sendBy(1, 'zalo'));
    // What a mail server may have taken is no matter of whether it works now.
    given({ attempts: attempts(['email', accepted]) })
      .when({ type: 'due', ways: ways(minutesAfter(3)) })
      .then(endsAs('sent', 'email'));
  });
});

describe('a message whose slot is over', () => {
  const rows = { move: [{ id: 'r1', to: slotOf(at('2026-11-19T01:00:00Z')) }], end: [] };
  const lateBy = (days: number, ...channels: string[]): DeliveryInput => ({
    type: 'due',
    ways: waysBy(...channels),
    late: { ...rows, isOver: true, since: minutesAfter(-days * 24 * 60) },
  });
  const putOff = (why: string): DeliveryEffect => ({
    type: 'put-off',
    reason: `chưa gửi được trong lượt này, chuyển sang lượt kế tiếp (${why})`,
    rows,
  });
  const held = refused({ action: 'hold', why: 'hết hạn mức' });

  test('and that nobody took leaves its reminders to a later one', () => {
    given({ attempts: attempts(['email', held]) })
      .when(lateBy(1, 'email'), 600)
      .then(putOff('email: hết hạn mức'));
    given({ attempts: attempts(['email', refused()]) })
      .when(lateBy(1, 'email'), 600)
      .then(putOff('email: tạm thời'));
    given({ dueAt: minutesAfter(5) })
      .when(lateBy(1, 'email'), 600)
      .then(putOff('kênh gửi đang bị giữ lại'));
    const { after } = given({ attempts: attempts(['email', held]) }).when(lateBy(1, 'email'), 600);
    expect(after).toMatchObject({ status: 'held', dueAt: null });
    expect(decide(after, due('email'), minutesAfter(601))).toEqual([]);
  });

  test('on its day is composed anew if our own trouble kept it, and goes on as it is if its reader did', () => {
    const sameDay = (...channels: string[]): DeliveryInput => ({
      type: 'due',
      ways: waysBy(...channels),
      late: { ...rows, isOver: false, since: minutesAfter(0) },
    });
    given({ attempts: attempts(['email', held]) })
      .when(sameDay('email'), 3)
      .then(putOff('email: hết hạn mức'));
    given({ attempts: attempts(['email', held]) })
      .when(sameDay('email'), 60)
      .then(putOff('email: hết hạn mức'));
    given({ dueAt: minutesAfter(5) })
      .when(sameDay('email'), 60)
      .then(putOff('kênh gửi đang bị giữ lại'));
    given({ attempts: attempts(['email', refused()]) })
      .when(sameDay('email'), 60)
      .then(sendBy(2, 'email'));
    given({ attempts: attempts(['email', held]) })
      .when(sameDay('email', 'zalo'), 0.5)
      .then(noteAttempt(2, 'zalo', 0.5), sendBy(2, 'zalo'));
  });

  test('goes on where somebody may have it: nobody hears twice', () => {
    for (const made of [
      attempts(['zalo', unknown]),
      attempts(['zalo', null]),
      attempts(['zalo', unknown], ['email', held, 1]),
    ])
      expect(
        given({ attempts: made })
          .when(lateBy(1, 'zalo', 'email'), 600)
          .effects.map(({ type }) => type),
      ).not.toContain('put-off');
    given({ attempts: attempts(['email', accepted]) })
      .when(lateBy(1, 'email'), 600)
      .then(endsAs('sent', 'email'));
    given({ attempts: attempts(['email', unknown, 0, 'bounced'], ['email', held, 1]) })
      .when(lateBy(1, 'email'), 600)
      .then(sendBy(3, 'email'));
  });

  test('and that was never begun may be on its way: it goes on with the same id', () => {
    given({}).when(lateBy(1, 'email'), 600).then(sendBy(1, 'email'));
  });

  test('is for a person after five days of one reader’s refusals, and never because of our own trouble', () => {
    given({ attempts: attempts(['email', refused()]) })
      .when(lateBy(4, 'email'), 600)
      .then(putOff('email: tạm thời'));
    given({ attempts: attempts(['email', refused()]) })
      .when(lateBy(5, 'email'), 600)
      .then(endsAs('failed', null, 'email: tạm thời'));
    given({ attempts: attempts(['email', held]) })
      .when(lateBy(30, 'email'), 600)
      .then(putOff('email: hết hạn mức'));
  });

  test('and that was refused for good fails as on any day', () => {
    given({ attempts: attempts(['email', refused({ permanent: true })]) })
      .when(lateBy(1, 'email'), 600)
      .then(endsAs('failed', null, 'email: tạm thời'));
  });
});
