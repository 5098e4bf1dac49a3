// Works on what came in, oldest first, until nothing is due. What can not be worked on ends as dead, where a person sees it.
import type { Clock } from '#contracts/clock.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { raiseAttention, resolveMatter } from '#store/attention-store.ts';
import {
  buryIncoming,
  countIncoming,
  finishIncoming,
  type IncomingEvent,
  putOffIncoming,
  takeIncoming,
} from '#store/incoming-store.ts';
import { isPermanentFault } from '#store/permanent-fault.ts';
import type { Processed } from './process-zalo-event.ts';

export interface IncomingWork {
  database: Parameters<typeof takeIncoming>[0];
  now: Clock;
  process(event: IncomingEvent): Promise<Processed>;
  log: { warn(fields: object, message: string): void };
  /** Longest that one event may hold up the others. */
  eventMsMax?: number;
}

/** It can not be read; another attempt helps only when the machine was busy. The message is for the officer. */
export class UnreadableIncoming extends Error {}

const BATCH = 50;
// Together ten minutes for a receipt whose attempt is not recorded yet, and two days for a database or Temporal that is down.
const WAITS_MS = [500, 1_000, 3_000, 10_000, 60_000, 120_000, 300_000] as const;
const TROUBLE_MS = 600_000;
const EVENT_MS_MAX = 30_000;

/** One round; answers how many events were taken. An event that fails comes again a bounded number of times, and is never dropped unseen. */
export async function processIncoming(work: IncomingWork): Promise<number> {
  const events = await takeIncoming(work.database, BATCH, work.now());
  for (const event of events) await processOne(work, event);
  return events.length;
}

async function processOne(work: IncomingWork, event: IncomingEvent): Promise<void> {
  const { database, now, process, log, eventMsMax = EVENT_MS_MAX } = work;
  const wait = WAITS_MS[event.attempts - 1];
  try {
    const outcome = await within(eventMsMax, process(event));
    if ('done' in outcome) await finishIncoming(database, event.id, outcome.done);
    else if (wait === undefined) await finishIncoming(database, event.id, outcome.later);
    else await putOffIncoming(database, event.id, new Date(now().getTime() + wait), outcome.later);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.warn({ eventId: event.id, source: event.source, attempts: event.attempts, why }, 'an incoming event failed');
    if (event.attempts < attemptsOf(error))
      await putOffIncoming(database, event.id, new Date(now().getTime() + (wait ?? TROUBLE_MS)), why);
    else await bury(work, event, why);
  }
}

/** How often an event that fails like this is tried. */
function attemptsOf(error: unknown): number {
  if (isPermanentFault(error)) return 1;
  if (error instanceof UnreadableIncoming) return 3;
  // A fault of the program: the same next time, unless it met half of something.
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return 8;
  return 300;
}

async function bury({ database, now }: IncomingWork, event: IncomingEvent, why: string): Promise<void> {
  await buryIncoming(database, event.id, `hỏng: ${why}`, now());
  await tellOfDead(database, now());
}

const PLACES = { zalo: 'Sự kiện Zalo', mail: 'Thư đến' } as const;

/** Keeps one matter for each source that has dead events, and takes it off the list when none is left. */
export async function tellOfDead(database: IncomingWork['database'], now: Date): Promise<void> {
  for (const { source, dead } of await countIncoming(database, now)) {
    const id = `incoming-dead/${source}`;
    const what = `${dead} mục không xử lý được, đã để riêng. Xem lý do bằng «dondoc incoming list», thử lại bằng «dondoc incoming retry».`;
    if (dead > 0) await raiseAttention(database, { id, what, place: PLACES[source] }, now);
    else await resolveMatter(database, id, { actor: SYSTEM, now });
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error(`không xong trong ${ms / 1000} giây`)), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(late);
  }
}
