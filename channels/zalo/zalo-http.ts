import { callFailure, failureWords } from '../call-failure.ts';
import type { ZaloWire } from './error-table.ts';

/**
 * How a call to Zalo ended. `answer`: Zalo spoke (its `error` decides, HTTP 200 says nothing). `not-sent`: the request certainly never left.
 * `unknown`: timeout, 5xx or a body that is not Zalo's: it may have been carried out.
 */
export type ZaloReply =
  | { kind: 'answer'; error: number; message: string; data: Record<string, unknown> }
  | { kind: 'not-sent'; why: string }
  | { kind: 'unknown'; why: string };

export type ZaloCall = {
  wire: ZaloWire;
  method: 'GET' | 'POST';
  url: string;
  accessToken: string;
  body?: unknown;
  timeoutMs: number;
};

/** One HTTP call in Zalo's manner: bare `access_token` header, JSON both ways, ids as strings, never a repeat. */
export async function callZalo(call: ZaloCall): Promise<ZaloReply> {
  let response: Response;
  try {
    response = await fetch(call.url, {
      method: call.method,
      headers: {
        access_token: call.accessToken,
        ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      redirect: 'error',
      signal: AbortSignal.timeout(call.timeoutMs),
    });
  } catch (error) {
    return callFailure(error);
  }
  // Status first: a proxy's 502 page or a cut body says nothing about whether Zalo has sent the message.
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    return { kind: 'unknown', why: `trả lời bị cắt: ${failureWords(error)}` };
  }
  if (response.status >= 500) return { kind: 'unknown', why: `HTTP ${response.status}` };
  return readReply(text, response.status);
}

function readReply(text: string, status: number): ZaloReply {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { kind: 'unknown', why: `HTTP ${status}, trả lời không phải JSON: ${text.slice(0, 80)}` };
  }
  if (typeof body !== 'object' || body === null || !('error' in body)) {
    return { kind: 'unknown', why: `HTTP ${status}, trả lời không có trường error` };
  }
  const { error, message, data } = body as { error: unknown; message?: unknown; data?: unknown };
  const code = Number(error);
  if (!Number.isInteger(code)) return { kind: 'unknown', why: `trường error không phải số: ${String(error)}` };
  return {
    kind: 'answer',
    error: code,
    message: typeof message === 'string' ? message : '',
    data: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {},
  };
}
