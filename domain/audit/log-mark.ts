import type { Instant } from '#contracts/primitives.ts';

/** The end of the log as a round of the ledger's watch saw it. Temporal keeps it, and is so a witness of what PostgreSQL held (ADR 0201). */
export interface LogMark {
  events: number;
  /** Hash of the last event. */
  root: string;
  at: Instant;
}
