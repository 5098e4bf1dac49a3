// Where an operation happens: what every one of them is given, whichever entry it came through.
import type { Clock } from '#contracts/clock.ts';
import type { Database } from '#store/database.ts';

export interface OperationContext {
  database: Database;
  /** In which the office's days and clocks are meant. */
  zone: string;
  now: Clock;
}
