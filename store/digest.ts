import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/audit/canonical-event.ts';

/** The same hash for the same JSON value, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
