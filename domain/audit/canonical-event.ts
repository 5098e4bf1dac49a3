// The exact text of an audit event that its hash covers (docs/audit-chain.md). Changing it breaks every chain: stored = never change.

export interface ChainedEvent {
  index: number;
  subject: string;
  sequence: number;
  type: string;
  actor: string;
  occurredAt: string;
  recordedAt: string;
  payload: unknown;
  previousHash: string;
}

/** The hash before the first event. */
export const GENESIS_HASH = '0'.repeat(64);

/** The same text for the same event, whatever order a database gives its keys in. */
export function canonicalEvent(event: ChainedEvent): string {
  const { index, subject, sequence, type, actor, occurredAt, recordedAt, payload, previousHash } = event;
  return canonicalJson({ index, subject, sequence, type, actor, occurredAt, recordedAt, payload, previousHash });
}

/** The event as one line of an export: the text that was hashed, with its hash as the last field. */
export function exportLine(event: ChainedEvent, hash: string): string {
  return `${canonicalEvent(event).slice(0, -1)},"hash":"${hash}"}`;
}

/** One text for one JSON value: keys in the order of their UTF-16 code units, no spaces, numbers and strings as JSON.stringify writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = value as Record<string, unknown>;
    const keys = Object.keys(entries).filter((key) => entries[key] !== undefined);
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(entries[key])}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
