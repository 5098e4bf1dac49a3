// Which refusals an operation can answer with: its own, and those that stand before every operation of its kind.
import type { ErrorCode } from './error-codes.ts';

const OF_EVERY_REQUEST = [
  'invalid-request',
  'foreign-page',
  'request-too-slow',
  'too-many-requests',
  'address-too-long',
  'host-not-allowed',
  'headers-too-large',
  'internal',
] as const satisfies readonly ErrorCode[];

const OF_EVERY_BODY = ['body-too-large', 'media-type-unknown'] as const satisfies readonly ErrorCode[];

const OF_EVERY_KEY = [
  'idempotency-key-reused',
  'idempotency-in-progress',
  'idempotency-answer-gone',
] as const satisfies readonly ErrorCode[];

const OF_EVERY_ACCOUNT = [
  'sign-in-needed',
  'second-factor-needed',
  'not-allowed',
] as const satisfies readonly ErrorCode[];

interface Refusing {
  method: string;
  refuses?: readonly ErrorCode[];
  everybody?: boolean;
  ifMatch?: boolean;
  idempotencyKey?: boolean;
  proof?: boolean;
}

/** Every code that the operation can answer with, each once. */
export function refusalsOf(operation: Refusing): ErrorCode[] {
  const ofBodies = operation.method === 'GET' ? [] : OF_EVERY_BODY;
  const ofVersions: ErrorCode[] = operation.ifMatch ? ['changed-meanwhile'] : [];
  const ofKeys = operation.idempotencyKey ? OF_EVERY_KEY : [];
  const ofProof: ErrorCode[] = operation.proof ? ['proof-needed'] : [];
  const ofAccounts = operation.everybody ? [] : OF_EVERY_ACCOUNT;
  return [
    ...new Set([
      ...OF_EVERY_REQUEST,
      ...ofAccounts,
      ...ofProof,
      ...ofBodies,
      ...ofVersions,
      ...ofKeys,
      ...(operation.refuses ?? []),
    ]),
  ];
}
