import { describe, expect, test } from 'vitest';
import { GIVE_UP_DAYS, nextStep, RETRY_MINUTES } from '#domain/delivery/next-step.ts';
import { type DeliveryEffect, isKept } from '#domain/delivery/state.ts';
import {
  accepted,
  answered,
  attempts,
  due,
  endsAs,
  given,
  noteAttempt,
  refused,
  SENT_BY_MAIL,
  sendBy,
  T0,
  unknown,
  waitsUntil,
  waysBy,
} from '../../support/message-decider.ts';
import { at } from '../../support/moments.ts';

describe('a message that is due', () => {
  test('goes first by the channel that the person wishes', () => {
    given({}).when(due('email', 'zalo')).then(sendBy(1, 'email'));
  });

  test('takes the whole way: its channel, its address and what the channel promises', () => {
    const ways = waysBy('email', 'zalo');
    expect(nextStep([], ways, T0)).toEqual({ kind: 'send', way: ways.open[0] });
  });

  test('is noted before it is sent where a second one would reach the reader twice', () => {
    given({}).when(due('zalo', 'email')).then(noteAttempt(1, 'zalo'), sendBy(1, 'zalo'));
  });

  test('that a channel has taken is not sent again', () => {
    given({ attempts: attempts(['email', accepted]) })
      .when(due('email', 'zalo'), 999)
      .then(endsAs('sent', 'email'));
  });

  test('that has ended is left alone, however often its slot is looked at', () => {
    for (const status of ['sent', 'delivered', 'read', 'covered', 'unknown', 'failed', 'held', 'refused'] as const)
      given({ status }).when(due('email')).then();
  });

  test('that was read or delivered says so, and a reading counts more', () => {
    given({ attempts: attempts(['email', accepted, 0, 'delivered']) })
      .when(due('email'))
      .then(endsAs('delivered', 'email'));
    given({ attempts: attempts(['email', accepted, 0, 'read'], ['zalo', unknown, 0, 'delivered']) })
      .when(due('email'))
      .then(endsAs('read', 'email'));
  });

  test('that several channels took says the last of them', () => {
    given({ attempts: attempts(['zalo', accepted], ['email', accepted], ['sms', refused()]) })
      .when(due('email'))
      .then(endsAs('sent', 'email'));
    given({ attempts: attempts(['zalo', accepted, 0, 'delivered'], ['email', accepted, 0, 'delivered']) })
      .when(due('email'))
      .then(endsAs('delivered', 'email'));
    given({ attempts: attempts(['zalo', accepted, 0, 'read'], ['email', accepted, 0, 'read']) })
      .when(due('email'))
      .then(endsAs('read', 'email'));
  });

  test('to somebody without any channel fails at once, is never shown as sent, and says why', () => {
    given({})
      .when(due())
      .then(endsAs('failed', null, 'người nhận không có địa chỉ trên kênh nào'));
  });
});

describe('a message that was refused', () => {
  test('for the moment waits and is tried again on the same channel', () => {
    const state = { attempts: attempts(['email', refused()]) };
    given(state).when(due('email', 'zalo')).then(waitsUntil(1));
    given(state).when(due('email', 'zalo'), 0.9).then(waitsUntil(1));
    given(state).when(due('email', 'zalo'), 1).then(sendBy(2, 'email'));
  });

  test('a second time is still its channel’s, a third time goes by the other one meanwhile', () => {
    const twice = attempts(['email', refused(), 0], ['email', refused(), 1]);
    given({ attempts: twice }).when(due('email', 'zalo'), 1).then(waitsUntil(6));
    const thrice = [...twice, ...attempts(['email', refused(), 6])].map((one, index) => ({
      ...one,
      number: index + 1,
    }));
    given({ attempts: thrice })
      .when(due('email', 'zalo'), 6)
      .then(noteAttempt(4, 'zalo', 6), sendBy(4, 'zalo'));
  });

  test('is tried after a minute, five, a quarter of an hour, one hour, every three hours, and given up after five days', () => {
    const made: Parameters<typeof attempts> = [['email', refused(), 0]];
    let minutes = 0;
    for (const wait of [1, 5, 15, 60, 180, 180, 180]) {
      given({ attempts: attempts(...made) })
        .when(due('email'), minutes)
        .then(waitsUntil(minutes + wait));
      minutes += wait;
      given({ attempts: attempts(...made) })
        .when(due('email'), minutes)
        .then(sendBy(made.length + 1, 'email'));
      made.push(['email', refused(), minutes]);
    }
    const days = 5 * 24 * 60;
    made.push(['email', refused(), days - 180]);
    given({ attempts: attempts(...made) })
      .when(due('email'), days - 1)
      .then(waitsUntil(days));
    made.push(['email', refused(), days - 179]);
    given({ attempts: attempts(...made) })
      .when(due('email'), days)
      .then(endsAs('failed', null, 'email: tạm thời'));
    expect([RETRY_MINUTES.length, GIVE_UP_DAYS]).toEqual([5, 5]);
  });

  test('for good goes by the other channel at once, and without one it has failed with the reason', () => {
    const state = { attempts: attempts(['email', refused({ permanent: true, why: 'không có hộp thư' })]) };
    given(state).when(due('email', 'sms')).then(noteAttempt(2, 'sms'), sendBy(2, 'sms'));
    given(state)
      .when(due('email'))
      .then(endsAs('failed', null, 'email: không có hộp thư'));
  });

  test('until tomorrow goes by the other channel, and waits for the window where there is none', () => {
    const notBefore = at('2026-11-18T23:05:00Z');
    const state = { attempts: attempts(['zalo', refused({ action: 'next-window', notBefore })]) };
    given(state).when(due('zalo', 'email')).then(sendBy(2, 'email'));
    given(state).when(due('zalo')).then({ type: 'wait', until: notBefore });
    given(state)
      .when(due('zalo'), 22 * 60 + 5)
      .then(noteAttempt(2, 'zalo', 22 * 60 + 5), sendBy(2, 'zalo'));
  });

  test('because an account is in trouble goes by another channel', () => {
    const trouble = refused({ action: 'alarm', code: '-115', why: 'hết tiền' });
    given({ attempts: attempts(['zalo', trouble]) })
      .when(due('zalo', 'email'))
      .then(sendBy(2, 'email'));
  });

  test('on two channels for the moment waits for the one that opens first', () => {
    const slow = refused({ action: 'alarm' });
    const state = { attempts: attempts(['zalo', slow, 3], ['email', slow, 0]) };
    given(state).when(due('zalo', 'email'), 0.5).then(waitsUntil(1));
    given({ attempts: attempts(['zalo', slow, 0], ['email', slow, 3]) })
      .when(due('zalo', 'email'), 0.5)
      .then(waitsUntil(1));
  });
});

describe('a message in doubt', () => {
  test('on Zalo is not repeated: after two minutes another channel covers it, and the end says so', () => {
    const doubt = attempts(['zalo', unknown]);
    given({ attempts: doubt }).when(due('zalo', 'email')).then(waitsUntil(2));
    given({ attempts: doubt }).when(due('zalo', 'email'), 2).then(sendBy(2, 'email'));
    given({ attempts: attempts(['zalo', unknown], ['email', accepted, 2]) })
      .when(due('zalo', 'email'), 3)
      .then(endsAs('covered', 'email'));
    given({ attempts: doubt })
      .when(due('zalo'), 2)
      .then(endsAs('unknown', 'zalo', 'không rõ đã tới nơi (zalo): mất kết nối'));
  });

  test('by mail is covered at once: no receipt ever says that a mail arrived', () => {
    const doubt = { attempts: attempts(['email', unknown]) };
    given(doubt).when(due('email', 'zalo')).then(noteAttempt(2, 'zalo'), sendBy(2, 'zalo'));
    given(doubt)
      .when(due('email'))
      .then(endsAs('unknown', 'email', 'không rõ đã tới nơi (email): mất kết nối'));
  });

  test('that a receipt clears up needs no cover', () => {
    given({ attempts: attempts(['zalo', unknown, 0, 'delivered']) })
      .when(due('zalo', 'email'), 1)
      .then(endsAs('delivered', 'zalo'));
  });

  test('that came back has failed and covers nothing', () => {
    given({ attempts: attempts(['email', unknown, 0, 'bounced']) })
      .when(due('email'))
      .then(endsAs('failed', null, 'email: thư bị trả lại'));
    given({ attempts: attempts(['email', unknown, 0, 'bounced'], ['zalo', accepted]) })
      .when(due('email'))
      .then(endsAs('sent', 'zalo'));
  });

  test('that the same channel took at last is sent, not covered', () => {
    given({ attempts: attempts(['email', unknown], ['email', accepted]) })
      .when(due('email'))
      .then(endsAs('sent', 'email'));
  });

  test('because a process died or is still at it is waited for, and then covered', () => {
    const zalo = { attempts: attempts(['zalo', null]) };
    given(zalo).when(due('zalo', 'email'), 1).then(waitsUntil(2));
    given(zalo).when(due('zalo', 'email'), 2).then(sendBy(2, 'email'));
    given(zalo)
      .when(due('zalo'), 2)
      .then(endsAs('unknown', 'zalo', 'không rõ đã tới nơi (zalo): tiến trình gửi dừng giữa chừng'));
    // Nothing confirms an SMS, but the other process gets its minute.
    const sms = { attempts: attempts(['sms', null]) };
    given(sms).when(due('sms', 'email')).then(waitsUntil(1));
    given(sms).when(due('sms', 'email'), 1).then(sendBy(2, 'email'));
    given({ attempts: attempts(['sms', null], ['email', accepted, 1]) })
      .when(due('sms', 'email'), 1)
      .then(endsAs('covered', 'email'));
  });
});

describe('the quiet hours of a channel', () => {
  // T0 is 08:00: 13 hours later it is 21:00.
  const NIGHT = 13 * 60;
  const MORNING: DeliveryEffect = { type: 'wait', until: at('2026-11-19T00:00:00Z') };

  test('send nothing, wait for the morning where there is no other channel', () => {
    given({}).when(due('sms'), NIGHT).then(MORNING);
    given({})
      .when(due('sms'), NIGHT + 599)
      .then(MORNING);
    given({})
      .when(due('sms'), NIGHT - 1)
      .then(noteAttempt(1, 'sms', NIGHT - 1), sendBy(1, 'sms'));
    given({})
      .when(due('sms'), NIGHT + 600)
      .then(noteAttempt(1, 'sms', NIGHT + 600), sendBy(1, 'sms'));
  });

  test('let another channel speak meanwhile', () => {
    given({}).when(due('sms', 'email'), NIGHT).then(sendBy(1, 'email'));
  });

  test('bring nothing back that was refused for good', () => {
    given({ attempts: attempts(['sms', refused({ permanent: true }), NIGHT - 1]) })
      .when(due('sms'), NIGHT)
      .then(endsAs('failed', null, 'sms: tạm thời'));
  });

  test('hold for a repeat too', () => {
    given({ attempts: attempts(['sms', refused(), NIGHT - 1]) })
      .when(due('sms'), NIGHT)
      .then(MORNING);
  });
});

describe('an answer', () => {
  const noted = (number: number, channel: string, outcome: typeof accepted): DeliveryEffect => ({
    type: 'note-outcome',
    number,
    channel,
    outcome,
    at: T0,
  });
  const quiet = (channel: string): DeliveryEffect => ({
    type: 'end-matters',
    channel,
    quietSince: at('2026-11-18T00:00:00.000Z'),
  });

  test('that takes the message over ends it, and ends the alarms of the channel that were quiet for an hour', () => {
    given({})
      .when(answered(1, 'email', accepted, 'email'))
      .then(noted(1, 'email', accepted), quiet('email'), endsAs('sent', 'email'));
  });

  test('in doubt leaves the alarms as they are', () => {
    given({ attempts: attempts(['zalo', null]) })
      .when(answered(1, 'zalo', unknown, 'zalo'))
      .then(noted(1, 'zalo', unknown), waitsUntil(2));
  });

  test('that finds a receipt which was faster ends as the receipt says', () => {
    given({ attempts: attempts(['zalo', null, 0, 'delivered']) })
      .when(answered(1, 'zalo', unknown, 'zalo'))
      .then(noted(1, 'zalo', unknown), endsAs('delivered', 'zalo'));
  });

  test('that refuses for good sends by the next channel in the same breath', () => {
    const no = refused({ permanent: true, action: 'fallback' });
    given({ attempts: attempts(['zalo', null]) })
      .when(answered(1, 'zalo', no, 'zalo', 'email'))
      .then(noted(1, 'zalo', no), sendBy(2, 'email'));
  });

  test('that names a dead address marks it', () => {
    const dead = refused({ permanent: true, action: 'unreachable', why: 'không có tài khoản' });
    given({})
      .when(answered(1, 'email', dead, 'email'))
      .then(
        noted(1, 'email', dead),
        { type: 'mark-unreachable', channel: 'email', address: 'email-address', reason: 'không có tài khoản' },
        endsAs('failed', null, 'email: không có tài khoản'),
      );
    // The channel is set up no longer: there is no address to blame.
    given({})
      .when(answered(1, 'email', dead, 'zalo'))
      .then(noted(1, 'email', dead), noteAttempt(2, 'zalo'), sendBy(2, 'zalo'));
  });

  test.each(['alarm', 'give-up'] as const)('that needs a person (%s) is a matter of the officer', (action) => {
    const trouble = refused({ permanent: true, action, code: '-115', why: 'hết tiền' });
    const { effects } = given({}).when(answered(1, 'zalo', trouble, 'zalo'));
    expect(effects[1]).toEqual({
      type: 'raise-matter',
      id: 'channel/zalo/-115',
      code: '-115',
      channel: 'zalo',
      what: 'Kênh zalo cần người xử lý (mã -115): hết tiền',
      place: 'Cấu hình kênh gửi',
    });
  });

  test.each([undefined, 'retry', 'next-window', 'fallback'] as const)(
    'that needs nobody (%s) is no matter',
    (action) => {
      const { effects } = given({}).when(answered(1, 'zalo', refused({ action }), 'zalo'));
      expect(effects.map(({ type }) => type)).toEqual(['note-outcome', 'wait']);
    },
  );

  test('to an attempt that has its answer changes nothing once the message has ended', () => {
    given(SENT_BY_MAIL)
      .when(answered(1, 'email', refused(), 'email'))
      .then();
  });

  test('to an attempt that another process of ours made too is a fact of its own', () => {
    const both = given({ attempts: attempts(['email', refused()]) }).when(answered(1, 'email', accepted, 'email'));
    both.then(noted(2, 'email', accepted), quiet('email'), endsAs('sent', 'email'));
    expect(both.after.attempts.map(({ outcome }) => outcome?.kind)).toEqual(['refused', 'accepted']);
  });

  test('that comes after another process ended the message is kept and ends nothing again', () => {
    given({ status: 'sent', attempts: attempts(['zalo', null], ['email', accepted]) })
      .when(answered(1, 'zalo', refused(), 'zalo', 'email'))
      .then(noted(1, 'zalo', refused()));
  });

  test.each(['unknown', 'failed'] as const)(
    'that takes over a message given up as %s says that it was sent',
    (status) => {
      given({ status, attempts: attempts(['zalo', null]) })
        .when(answered(1, 'zalo', accepted, 'zalo'))
        .then(noted(1, 'zalo', accepted), quiet('zalo'), { type: 'correct-end', end: 'sent', channel: 'zalo' });
      given({ status, attempts: attempts(['zalo', null]) })
        .when(answered(1, 'zalo', unknown, 'zalo'))
        .then(noted(1, 'zalo', unknown));
    },
  );

  test.each(['sent', 'delivered', 'read', 'covered'] as const)(
    'that comes late takes nothing from an end as %s',
    (status) => {
      given({ status, attempts: attempts(['zalo', null]) })
        .when(answered(1, 'zalo', accepted, 'zalo'))
        .then(noted(1, 'zalo', accepted), quiet('zalo'));
    },
  );
});

test('what is written down is told from what is done in the world', () => {
  const { effects } = given({ attempts: attempts(['zalo', null]) }).when(
    answered(1, 'zalo', refused({ permanent: true, action: 'give-up' }), 'zalo', 'sms'),
  );
  expect(effects.map((effect) => `${effect.type} ${isKept(effect)}`)).toEqual([
    'note-outcome true',
    'raise-matter false',
    'note-attempt true',
    'send false',
  ]);
});
