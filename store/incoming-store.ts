// What came in from Zalo and by mail: stored before it is answered, worked on afterwards by one process at a time, dead when it can not be.
import { createHash, randomUUID } from 'node:crypto';
import { isStorable, storableText } from '#domain/shared/storable-text.ts';
import type { Database } from './database.ts';
import { isPermanentFault } from './permanent-fault.ts';

export type IncomingSource = 'zalo' | 'mail';

export interface NewIncoming {
  source: IncomingSource;
  /** Two deliveries of one event share it. */
  dedupeKey: string;
  raw: Uint8Array;
  /** As long as it was, when `raw` is only its head. */
  sizeBytes?: number;
}

/** Commits an event under its key; one that is there already changes nothing. What can never be stored is set aside as dead. */
export async function storeIncoming(database: Database, event: NewIncoming, now: Date): Promise<void> {
  try {
    await insert(database, [{ event, now }]);
  } catch (error) {
    if (!isPermanentFault(error)) throw error;
    await setAside(database, event, error, now);
  }
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
      for (const { event, now, settle } of batch)
        await storeIncoming(database, event, now).then(() => settle(), settle);
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
  const data = events.map(({ event: { source, dedupeKey, raw, sizeBytes }, now }) => ({
    id: randomUUID(),
    source,
    dedupeKey: plainKey(dedupeKey),
    raw: new Uint8Array(raw),
    sizeBytes: sizeBytes ?? raw.length,
    receivedAt: now,
    dueAt: now,
  }));
  await database.incomingEvent.createMany({ data, skipDuplicates: true });
}

const KEY_LENGTH_MAX = 200;

/** The key as an index can hold it: what comes from outside may be megabytes long or hold a NUL. */
function plainKey(key: string): string {
  if (key.length <= KEY_LENGTH_MAX && isStorable(key)) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

const SET_ASIDE_BYTES = 65_536;
const INTEGER_MAX = 2 ** 31 - 1;

/** Taken, not worked on: the sender hears that it came, and a person finds it among the dead. */
async function setAside(database: Database, event: NewIncoming, error: unknown, now: Date): Promise<void> {
  const { source, raw } = event;
  const data = {
    id: randomUUID(),
    source,
    dedupeKey: `refused:${createHash('sha256').update(raw).digest('hex')}`,
    raw: new Uint8Array(raw.subarray(0, SET_ASIDE_BYTES)),
    sizeBytes: Math.min(event.sizeBytes ?? raw.length, INTEGER_MAX),
    receivedAt: now,
    dueAt: null,
    deadAt: now,
    result: reasonOf(`không lưu được: ${error instanceof Error ? error.message : String(error)}`),
  };
  await database.incomingEvent.createMany({ data: [data], skipDuplicates: true });
}

// A process that dies over an event gives it back after this long.
const LEASE_MS = 60_000;

/** Takes events that are due, oldest first, each to one process; whoever takes them must finish, put off or bury every one. */
export async function takeIncoming(database: Database, limit: number, now: Date) {
  const taken = await database.$queryRaw<{ id: string }[]>`
    UPDATE incoming_event SET due_at = ${new Date(now.getTime() + LEASE_MS)}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM incoming_event WHERE due_at <= ${now} ORDER BY received_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING id`;
  // Asked every second, and nearly always nothing is due.
  if (taken.length === 0) return [];
  return database.incomingEvent.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    orderBy: { receivedAt: 'asc' },
  });
}
export type IncomingEvent = Awaited<ReturnType<typeof takeIncoming>>[number];

/** The event is done; `result` says what became of it. */
export async function finishIncoming(database: Database, id: string, result: string): Promise<void> {
  await database.incomingEvent.update({ where: { id }, data: { dueAt: null, result: reasonOf(result) } });
}

/** Nothing could be done yet: again at `dueAt`. */
export async function putOffIncoming(database: Database, id: string, dueAt: Date, why: string): Promise<void> {
  await database.incomingEvent.update({ where: { id }, data: { dueAt, result: reasonOf(why) } });
}

/** Given up: it is not tried again until a person says so, and its reason stands beside it. */
export async function buryIncoming(database: Database, id: string, why: string, now: Date): Promise<void> {
  await database.incomingEvent.update({ where: { id }, data: { dueAt: null, deadAt: now, result: reasonOf(why) } });
}

/** Tries dead events again, those with these ids or all; answers how many. */
export async function reviveIncoming(database: Database, ids: readonly string[] | 'all', now: Date): Promise<number> {
  const { count } = await database.incomingEvent.updateMany({
    where: { deadAt: { not: null }, ...(ids === 'all' ? {} : { id: { in: [...ids] } }) },
    data: { deadAt: null, dueAt: now, attempts: 0 },
  });
  return count;
}

/** Dead events, newest first. */
export async function listDeadIncoming(database: Database, limit: number) {
  return database.incomingEvent.findMany({
    where: { deadAt: { not: null } },
    orderBy: { deadAt: 'desc' },
    take: limit,
    select: { id: true, source: true, receivedAt: true, attempts: true, result: true, sizeBytes: true },
  });
}

export interface IncomingCounts {
  source: IncomingSource;
  waiting: number;
  dead: number;
  /** Seconds since the oldest one that waits came in; 0 when none waits. */
  oldestSeconds: number;
}

/** How many events of each source wait and how many are dead. */
export async function countIncoming(database: Database, now: Date): Promise<IncomingCounts[]> {
  const groups = await Promise.all(
    (['zalo', 'mail'] as const).map(async (source) => {
      const [waiting, dead] = await Promise.all([
        database.incomingEvent.aggregate({
          where: { source, dueAt: { not: null } },
          _count: { _all: true },
          _min: { receivedAt: true },
        }),
        database.incomingEvent.count({ where: { source, deadAt: { not: null } } }),
      ]);
      const oldest = waiting._min.receivedAt;
      const oldestSeconds = oldest === null ? 0 : Math.max(0, (now.getTime() - oldest.getTime()) / 1000);
      return { source, waiting: waiting._count._all, dead, oldestSeconds };
    }),
  );
  return groups;
}

const REASON_LENGTH_MAX = 1_000;

function reasonOf(why: string): string {
  return storableText(why, REASON_LENGTH_MAX);
}
