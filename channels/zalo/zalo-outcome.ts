// From Zalo's reply to what the delivery rules understand.
import type { Instant } from '#contracts/primitives.ts';
import type { SendOutcome } from '../channel.ts';
import { type ZaloError, type ZaloWire, zaloError } from './error-table.ts';
import { windowOpens } from './windows.ts';
import type { ZaloReply } from './zalo-http.ts';

/** `no-token`: nothing of the message has left; `why` as far as this process knows it. */
export type SessionReply = ZaloReply | { kind: 'no-token'; why: string | null };

/** A finished attempt, or the certain refusal that sends it on to the next wire. */
export type Attempt = { outcome: SendOutcome } | { nextWire: ZaloError };

export type When = { now: Instant; zone: string };

/** What a reply to a message means; `costDong` is noted when it was accepted. */
export function attemptOf(wire: ZaloWire, reply: SessionReply, when: When, costDong?: number): Attempt {
  switch (reply.kind) {
    case 'no-token': {
      const known = reply.why === null ? '' : ` (${reply.why})`;
      return { outcome: hold('no-token', `không có mã truy cập Zalo${known}; quản trị viên cần cấp quyền lại`) };
    }
    case 'not-sent':
      return { outcome: hold('not-sent', reply.why) };
    case 'unknown':
      return { outcome: { kind: 'unknown', why: reply.why } };
    case 'answer': {
      if (reply.error !== 0) {
        const error = zaloError(wire, reply.error, reply.message);
        if (error.action === 'next-wire') return { nextWire: error };
        return { outcome: refusedBy(error, error.words, when) };
      }
      const id = reply.data.message_id ?? reply.data.msg_id;
      const cost = costDong === undefined ? {} : { costDong };
      return { outcome: { kind: 'accepted', providerId: id === undefined ? null : String(id), detail: wire, ...cost } };
    }
  }
}

/** The refusal that a table entry stands for. */
export function refusedBy(error: ZaloError, why: string, { now, zone }: When): SendOutcome {
  const base = { kind: 'refused', code: String(error.code), why } as const;
  switch (error.action) {
    case 'retry':
      return { ...base, permanent: false, action: 'retry' };
    case 'next-window': {
      const notBefore = windowOpens(error.window ?? 'tomorrow', now, zone);
      return { ...base, permanent: false, action: 'next-window', notBefore };
    }
    // A token that is refused even after it was renewed is a matter of the account, not of this message.
    case 'refresh-token':
    case 'hold':
      return hold(base.code, why);
    case 'alarm':
      return { ...base, permanent: false, action: 'alarm' };
    case 'unreachable':
      return { ...base, permanent: true, action: 'unreachable' };
    case 'our-bug':
      return { ...base, permanent: true, action: 'give-up' };
    case 'next-wire':
    case 'fallback':
      return { ...base, permanent: true, action: 'fallback' };
  }
}

/** Nothing passes until our own account, or the way to Zalo, works again. */
function hold(code: string, why: string): SendOutcome {
  return { kind: 'refused', permanent: false, code, why, action: 'hold' };
}

/** No wire of Zalo is open to this person: another channel's turn. */
export function noWire(code: string, why: string): SendOutcome {
  return { kind: 'refused', permanent: true, code, why, action: 'fallback' };
}
