import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import { type Attempt, nextStep } from '#domain/delivery/next-step.ts';
import { at } from '../../support/moments.ts';

const T0 = '2026-11-18T01:00:00Z';
const minutesAfter = (minutes: number) =>
  new Date(Date.parse(T0) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
const accepted: SendOutcome = { kind: 'accepted', providerId: 'p' };
const unknown: SendOutcome = { kind: 'unknown', why: 'mất kết nối' };
const refused = (over: Partial<Extract<SendOutcome, { kind: 'refused' }>> = {}): SendOutcome => ({
  kind: 'refused',
  permanent: false,
  code: '451',
  why: 'tạm thời',
  ...over,
});
const attempt = (channel: string, outcome: SendOutcome, minutes = 0, receipt: Attempt['receipt'] = null): Attempt => ({
  channel,
  outcome,
  at: at(minutesAfter(minutes)),
  receipt,
});
const step = (channels: string[], attempts: Attempt[], minutes = 0) =>
  nextStep(channels, attempts, at(minutesAfter(minutes)));

describe('a message', () => {
  test('goes first by the channel that the person wishes', () => {
    expect(step(['zalo', 'email'], [])).toMatchObject({ kind: 'send', channel: 'zalo', at: null });
  });

  test('that a channel has taken is not sent again', () => {
    expect(step(['email', 'zalo'], [attempt('email', accepted)], 999)).toMatchObject({ kind: 'done', end: 'accepted' });
  });

  test('that was read or delivered says so', () => {
    expect(step(['email'], [attempt('email', accepted, 0, 'delivered')])).toMatchObject({ end: 'delivered' });
    expect(step(['email'], [attempt('email', accepted, 0, 'read')])).toMatchObject({ end: 'read' });
  });

  test('refused for the moment waits and is tried again on the same channel', () => {
    expect(step(['email', 'zalo'], [attempt('email', refused())])).toMatchObject({
      kind: 'send',
      channel: 'email',
      at: minutesAfter(1),
    });
    expect(step(['email', 'zalo'], [attempt('email', refused())], 1)).toMatchObject({
      kind: 'send',
      channel: 'email',
      at: null,
    });
  });

  test('refused again and again goes by the other channel', () => {
    const attempts = [0, 1, 6].map((minutes) => attempt('email', refused(), minutes));
    expect(step(['email', 'zalo'], attempts, 6)).toMatchObject({ kind: 'send', channel: 'zalo', at: null });
  });

  test('refused for good goes by the other channel at once', () => {
    expect(step(['email', 'zalo'], [attempt('email', refused({ permanent: true }))])).toMatchObject({
      channel: 'zalo',
      at: null,
    });
  });

  test('out of quota until tomorrow goes by the other channel, and waits where there is none', () => {
    const closed = attempt('zalo', refused({ action: 'next-window', notBefore: at('2026-11-18T23:05:00Z') }));
    expect(step(['zalo', 'email'], [closed])).toMatchObject({ channel: 'email', at: null });
    expect(step(['zalo'], [closed])).toMatchObject({ kind: 'send', channel: 'zalo', at: '2026-11-18T23:05:00Z' });
  });

  test('in doubt on Zalo is not repeated: after a while another channel covers it, and the end says so', () => {
    const doubt = attempt('zalo', unknown);
    expect(step(['zalo', 'email'], [doubt])).toMatchObject({ kind: 'wait', until: minutesAfter(2) });
    expect(step(['zalo', 'email'], [doubt], 2)).toMatchObject({ kind: 'send', channel: 'email' });
    expect(step(['zalo', 'email'], [doubt, attempt('email', accepted, 2)], 3)).toMatchObject({
      end: 'covered',
      channel: 'email',
    });
    expect(step(['zalo'], [doubt], 2)).toMatchObject({ kind: 'done', end: 'unknown' });
  });

  test('in doubt by mail is covered at once: no receipt ever says that a mail arrived', () => {
    const doubt = attempt('email', unknown);
    expect(step(['email', 'zalo'], [doubt])).toMatchObject({ kind: 'send', channel: 'zalo', at: null });
    expect(step(['email'], [doubt])).toMatchObject({ kind: 'done', end: 'unknown' });
  });

  test('in doubt that a receipt clears up needs no cover', () => {
    expect(step(['zalo', 'email'], [attempt('zalo', unknown, 0, 'delivered')], 1)).toMatchObject({
      end: 'delivered',
      channel: 'zalo',
    });
  });

  test('that comes back is sent by the other channel', () => {
    const bounced = attempt('email', accepted, 0, 'bounced');
    expect(step(['email', 'zalo'], [bounced], 60)).toMatchObject({ kind: 'send', channel: 'zalo' });
    expect(step(['email'], [bounced])).toMatchObject({ kind: 'done', end: 'failed' });
  });

  test('to somebody without any channel fails at once and is never shown as sent', () => {
    expect(step([], [])).toMatchObject({ kind: 'done', end: 'failed' });
  });

  test('whose account is in trouble goes by another channel', () => {
    const trouble = refused({ action: 'alarm', code: '-115', why: 'hết tiền' });
    expect(step(['zalo', 'email'], [attempt('zalo', trouble)])).toMatchObject({ channel: 'email', at: null });
  });
});
