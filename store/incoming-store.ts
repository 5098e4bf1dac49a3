// What came in from Zalo and by mail: stored before it is answered, worked on afterwards by one process at a time.
import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

export type IncomingSource = 'zalo' | 'mail';

export interface NewIncoming {
  source: IncomingSource;
  /** Two deliveries of one event share it. */
  dedupeKey: string;
  raw: Uint8Array;
}

/** Commits an event under its key; one that is there already changes nothing. */
export async function storeIncoming(database: Database, event: NewIncoming, now: Date): Promise<void> {
  await insert(database, [{ event, now }]);
}

/**
 * Like storeIncoming, and events that come while the database is at work share the next commit: a storm of 500 a second
 * costs some dozens of commits. The promise of each is settled by the commit that holds it.
 */
export function createIncomingStore(database: Database): (event: NewIncoming, now: Date) => Promise<void> {
  const waiting: { event: NewIncoming; now: Date; settle: (error?: unknown) => void }[] = [];
  let writing = false;
  async function write(): Promise<void> {
    if (writing || waiting.length === 0) return;
    writing = true;
    const batch = waiting.splice(0, BATCH_MAX);
    try {
      await insert(database, batch);
      for (const { settle } of batch) settle();
    } catch {
      // One event that the database refuses must not hold up the others of its commit.
      for (const one of batch) await insert(database, [one]).then(() => one.settle(), one.settle);
    }
    writing = false;
    void write();
  }
  return (event, now) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, now, settle: (error) => (error === undefined ? resolve() : reject(error)) });
      void write();
    });
}

const BATCH_MAX = 200;

async function insert(database: Database, events: readonly { event: NewIncoming; now: Date }[]): Promise<void> {
  const data = events.map(({ event: { source, dedupeKey, raw }, now }) => ({
    id: randomUUID(),
    source,
    dedupeKey,
    raw: new Uint8Array(raw),
    receivedAt: now,
    dueAt: now,
  }));
  await database.incomingEvent.createMany({ data, skipDuplicates: true });
}

// A process that dies over an event gives it back after this long.
const LEASE_MS = 60_000;

/** Takes events that are due, oldest first, each to one process; whoever takes them must finish or put off every one. */
export async function takeIncoming(database: Database, limit: number, now: Date) {
  const taken = await database.$queryRaw<{ id: string }[]>`
    UPDATE incoming_event SET due_at = ${new Date(now.getTime() + LEASE_MS)}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM incoming_event WHERE due_at <= ${now} ORDER BY received_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING id`;
  return database.incomingEvent.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    orderBy: { receivedAt: 'asc' },
  });
}
export type IncomingEvent = Awaited<ReturnType<typeof takeIncoming>>[number];

/** The event is done; `result` says what became of it. */
export async function finishIncoming(database: Database, id: string, result: string): Promise<void> {
  await database.incomingEvent.update({ where: { id }, data: { dueAt: null, result } });
}

/** Nothing could be done yet: again at `dueAt`. */
export async function putOffIncoming(database: Database, id: string, dueAt: Date, why: string): Promise<void> {
  await database.incomingEvent.update({ where: { id }, data: { dueAt, result: why } });
}
