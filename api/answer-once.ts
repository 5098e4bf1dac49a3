// Idempotency-Key: the same request, sent again or ten times at once, is carried out once and answered alike (ADR 0092).

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wallClock } from '#contracts/clock.ts';
import { ERROR_CODES } from '#contracts/error-codes.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import {
  claimKey,
  dropOldKeys,
  type KeyedRequest,
  keepAnswer,
  LEASE_RENEWAL_MS,
  releaseKey,
  renewLease,
} from '#store/idempotency-store.ts';
import type { ApiContext } from './context.ts';
import { ApiProblem } from './problem.ts';

/** The request that is carried out; null when it came without a key. The id is the same in every attempt at it. */
export type OperationId = string | null;

/** Under whose name a key is kept: what somebody else was answered is nobody's to read. */
export function ownerOf(actor: ActorOf<'account'> | null): string {
  return actor === null || actor.accountId === null ? '' : `${actor.accountId} ${actor.scope ?? ''}`.trim();
}

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;
const WAIT_MS = 15_000;
const POLL_MS = 100;
// Packed: a draft of five thousand rows is about half of it.
const ANSWER_BYTES_MAX = 2 * 1024 * 1024;
const CLEAN_EVERY_MS = 10 * 60_000;

type Carry<T> = (operationId: OperationId) => Promise<T>;
type Told =
  | { ok: true; body: unknown }
  | { ok: false; problem: Pick<ApiProblem, 'code' | 'message' | 'issues' | 'more'> };

/**
 * Carries a request out, once for each key. `parts` is everything that makes the request what it is; a refusal is an answer too, while a
 * failure of ours is not: sent again, the request is tried again.
 */
export async function answerOnce<T>(
  context: ApiContext,
  operation: string,
  { headers, reply, owner }: { headers: FastifyRequest['headers']; reply: FastifyReply; owner: string },
  parts: readonly (string | Uint8Array)[],
  carry: Carry<T>,
): Promise<T> {
  const key = headers['idempotency-key'];
  if (key === undefined) return carry(null);
  if (typeof key !== 'string' || !VISIBLE_ASCII.test(key))
    throw new ApiProblem(
      'invalid-request',
      'Idempotency-Key phải có từ 1 đến 255 ký tự ASCII thấy được, không có dấu cách.',
    );
  const request = { owner, operation, key, requestHash: hashOf([...parts, headers['if-match'] ?? '']) };
  void cleanUp(context);
  const mine = await claimOrAnswer(context, request);
  if ('operationId' in mine) return carryOut(context, request, mine.operationId, carry);
  reply.header('idempotency-replayed', 'true');
  if (mine.told.ok) return mine.told.body as T;
  const { code, message, issues, more } = mine.told.problem;
  throw new ApiProblem(code, message, issues, more);
}

async function claimOrAnswer(
  context: ApiContext,
  request: KeyedRequest,
): Promise<{ operationId: string } | { told: Told }> {
  for (const started = performance.now(); ; await sleep(POLL_MS)) {
    const claim = await claimKey(context.database, request, wallClock());
    switch (claim.kind) {
      case 'ours':
        return claim;
      case 'answered':
        return { told: open(context, claim.sealedAnswer) };
      case 'other-request':
        throw new ApiProblem(
          'idempotency-key-reused',
          'Khóa Idempotency-Key này đã được dùng cho một yêu cầu khác. Dùng một khóa mới cho mỗi thao tác mới.',
        );
      case 'running':
        if (performance.now() - started > WAIT_MS)
          throw new ApiProblem(
            'idempotency-in-progress',
            'Yêu cầu này vẫn đang được thực hiện. Gửi lại sau ít giây.',
            undefined,
            {
              retryAfterSeconds: 2,
            },
          );
    }
  }
}

async function carryOut<T>(
  context: ApiContext,
  request: KeyedRequest,
  operationId: string,
  carry: Carry<T>,
): Promise<T> {
  const { database } = context;
  // A renewal that fails is made up for by the next one; the answer itself is kept or the key given back.
  const renewal = setInterval(
    () => void renewLease(database, request, wallClock()).catch(() => undefined),
    LEASE_RENEWAL_MS,
  );
  try {
    const body = await carry(operationId);
    await keepAnswer(database, request, seal(context, { ok: true, body }));
    return body;
  } catch (error) {
    if (error instanceof ApiProblem && ERROR_CODES[error.code].status < 500) {
      const { code, message, issues, more } = error;
      await keepAnswer(database, request, seal(context, { ok: false, problem: { code, message, issues, more } }));
    } else await releaseKey(database, request);
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** Sealed, because an answer can hold a secret that is shown once. */
function seal({ answers }: ApiContext, told: Told): string {
  const packed = gzipSync(JSON.stringify(told)).toString('base64');
  return answers.seal(packed.length > ANSWER_BYTES_MAX ? TOO_LARGE : packed);
}

const TOO_LARGE = 'too-large';

function open({ answers }: ApiContext, sealed: string): Told {
  const packed = openOrNull(() => answers.open(sealed));
  if (packed !== null && packed !== TOO_LARGE)
    return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as Told;
  throw new ApiProblem(
    'idempotency-answer-gone',
    'Yêu cầu này đã được thực hiện và không được thực hiện lần nữa, nhưng câu trả lời không còn đọc được. Mở lại trang để xem kết quả.',
  );
}

/** Null when the answer was sealed with a key that is no longer in use. */
function openOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Parts of any length can not run into each other. */
function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

const cleanedAt = new WeakMap<ApiContext['database'], number>();

async function cleanUp({ database }: ApiContext): Promise<void> {
  if (performance.now() - (cleanedAt.get(database) ?? Number.NEGATIVE_INFINITY) < CLEAN_EVERY_MS) return;
  cleanedAt.set(database, performance.now());
  await dropOldKeys(database, wallClock()).catch(() => undefined);
}
