import { zaloError } from './error-table.ts';
import type { TokenSource } from './token-source.ts';
import { callZalo, type ZaloCall } from './zalo-http.ts';
import type { SessionReply } from './zalo-outcome.ts';

export type ZaloSession = { call(call: Omit<ZaloCall, 'accessToken' | 'timeoutMs'>): Promise<SessionReply> };

/** Calls with a token that works: one that died on the way is replaced and the call repeated once, a refused token being a certain refusal. */
export function createZaloSession(tokens: TokenSource, timeoutMs: number): ZaloSession {
  return {
    async call(call) {
      // A token store that can not be read is our own trouble, and nothing of the message has left yet.
      const token = await tokens.current().catch(() => null);
      if (token === null) return { kind: 'no-token', why: tokens.whyNone() };
      const reply = await callZalo({ ...call, accessToken: token, timeoutMs });
      if (reply.kind !== 'answer' || reply.error === 0) return reply;
      if (zaloError(call.wire, reply.error, reply.message).action !== 'refresh-token') return reply;
      const renewed = await tokens.replace(token).catch(() => null);
      if (renewed === null) return { kind: 'no-token', why: tokens.whyNone() };
      return callZalo({ ...call, accessToken: renewed, timeoutMs });
    },
  };
}
