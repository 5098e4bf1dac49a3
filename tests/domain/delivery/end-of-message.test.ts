// How the end of a message is told, and what its ledger rows say of it.
import { expect, test } from 'vitest';
import { endOf, rowEnd } from '#domain/delivery/end-of-message.ts';
import type { Attempt, MessageEnd } from '#domain/delivery/state.ts';
import { at } from '../../support/moments.ts';

const attempt = (change: Partial<Attempt>): Attempt => ({
  number: 1,
  channel: 'zalo',
  at: at('2026-06-10T01:00:00Z'),
  outcome: null,
  receipt: null,
  ...change,
});
const refused = { kind: 'refused', permanent: true, code: '550', why: 'no such user' } as const;
const reason = (end: MessageEnd, channel: string | null, ...attempts: Attempt[]) =>
  endOf({ end, channel }, attempts, 'không có địa chỉ').reason;

test('nothing that nobody took is called sent', () => {
  const ends: MessageEnd[] = ['sent', 'delivered', 'read', 'covered', 'unknown', 'failed'];
  expect(ends.map(rowEnd)).toEqual(['sent', 'sent', 'sent', 'sent', 'refused', 'refused']);
});

test('what somebody took needs no reason', () => {
  expect(endOf({ end: 'sent', channel: 'email' }, [attempt({ outcome: refused })], 'x')).toEqual({
    type: 'end',
    end: 'sent',
    channel: 'email',
    reason: null,
  });
  expect(reason('covered', 'email', attempt({}))).toBeNull();
});

test('what nobody took tells what happened last, and on which channel', () => {
  expect(reason('failed', null)).toBe('không có địa chỉ');
  expect(reason('failed', null, attempt({}), attempt({ channel: 'email', outcome: refused }))).toBe(
    'email: no such user',
  );
  expect(reason('failed', null, attempt({ outcome: refused, receipt: 'bounced' }))).toBe('zalo: thư bị trả lại');
  expect(reason('unknown', 'zalo', attempt({}))).toBe('không rõ đã tới nơi (zalo): tiến trình gửi dừng giữa chừng');
  expect(reason('unknown', 'zalo', attempt({ outcome: { kind: 'unknown', why: 'mất kết nối' } }))).toBe(
    'không rõ đã tới nơi (zalo): mất kết nối',
  );
});
