// Works on what came in, oldest first, until nothing is due.
import { finishIncoming, type IncomingEvent, putOffIncoming, takeIncoming } from '#store/incoming-store.ts';
import type { Processed } from './process-zalo-event.ts';

export interface IncomingWork {
  database: Parameters<typeof takeIncoming>[0];
  now: () => Date;
  process(event: IncomingEvent): Promise<Processed>;
  log: { warn(fields: object, message: string): void };
}

const BATCH = 50;
// Together ten minutes for a receipt whose attempt is not recorded yet, and two days for a database or Temporal that is down.
const WAITS_MS = [500, 1_000, 3_000, 10_000, 60_000, 120_000, 300_000] as const;
const TROUBLE_MS = 600_000;
const ATTEMPTS_MAX = 300;

/** One round; answers how many events were taken. An event that fails comes again and is never dropped unseen. */
export async function processIncoming({ database, now, process, log }: IncomingWork): Promise<number> {
  const events = await takeIncoming(database, BATCH, now());
  for (const event of events) {
    const wait = WAITS_MS[event.attempts - 1];
    try {
      const outcome = await process(event);
      if ('done' in outcome) await finishIncoming(database, event.id, outcome.done);
      else if (wait === undefined) await finishIncoming(database, event.id, outcome.later);
      else await putOffIncoming(database, event.id, new Date(now().getTime() + wait), outcome.later);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.warn({ eventId: event.id, source: event.source, attempts: event.attempts, why }, 'an incoming event failed');
      if (event.attempts >= ATTEMPTS_MAX) await finishIncoming(database, event.id, `hỏng: ${why}`);
      else await putOffIncoming(database, event.id, new Date(now().getTime() + (wait ?? TROUBLE_MS)), why);
    }
  }
  return events.length;
}
