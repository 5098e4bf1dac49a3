// Time as the log has it. A server's clock can be set back; what is recorded never runs back, and nothing that is late becomes less late by it.
import type { Clock } from '#contracts/clock.ts';
import type { Database, Transaction } from './database.ts';

/** The moment of the last event in the log; null while it is empty. */
export async function findLastRecordedAt(database: Database | Transaction): Promise<Date | null> {
  const last = await database.auditEvent.findFirst({ orderBy: { index: 'desc' }, select: { recordedAt: true } });
  return last?.recordedAt ?? null;
}

/** A clock that was a year ahead for a minute must not hold an office there for a year. */
export const LAG_MAX_MS = 400 * 86_400_000;

export interface SteadyClock {
  /** The clock on the wall, or the last moment of the log where the wall is behind it. */
  now: Clock;
  /** Looks at the log again. */
  refresh(): Promise<void>;
}

/** For whoever counts days or records what people say; a slot is waited for by the wall alone. */
export async function openSteadyClock(database: Database, wall: Clock): Promise<SteadyClock> {
  let floor = await findLastRecordedAt(database);
  return {
    now() {
      const at = wall();
      const lagMs = floor === null ? 0 : floor.getTime() - at.getTime();
      return floor !== null && lagMs > 0 && lagMs < LAG_MAX_MS ? floor : at;
    },
    async refresh() {
      floor = await findLastRecordedAt(database);
    },
  };
}
