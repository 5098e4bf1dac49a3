// Which refusals an operation can answer with: its own, and those that stand before every operation of its kind.
import type { ErrorCode } from './error-codes.ts';

const OF_EVERY_REQUEST = [
  'invalid-request',
  'foreign-page',
  'request-too-slow',
  'address-too-long',
  'host-not-allowed',
  'headers-too-large',
  'internal',
] as const satisfies readonly ErrorCode[];

const OF_EVERY_BODY = ['body-too-large', 'media-type-unknown'] as const satisfies readonly ErrorCode[];

/** Every code that the operation can answer with, each once. */
export function refusalsOf(operation: { method: string; refuses?: readonly ErrorCode[] }): ErrorCode[] {
  const ofBodies = operation.method === 'GET' ? [] : OF_EVERY_BODY;
  return [...new Set([...OF_EVERY_REQUEST, ...ofBodies, ...(operation.refuses ?? [])])];
}
