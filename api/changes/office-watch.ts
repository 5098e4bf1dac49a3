// Watches one office for those who listen to it: one look a round, however many they are, and none when nobody is left.
import { isDeepStrictEqual } from 'node:util';
import { type Change, changesBetween, type Marks, mayChangeRights } from '#domain/changes/change.ts';
import { listTouching, loadMarks } from '#store/change-store.ts';
import type { Database } from '#store/database.ts';
import { listStandings } from '#store/standing-store.ts';
import { begin, catchUp, type Listener, type RecordedEvent, type Seat, wantedAfter } from './listener.ts';
import { createRounds } from './rounds.ts';

export interface WatchSetup {
  database: Database;
  now(): Date;
  /** The office's day. */
  day(): Marks['day'];
  warn(fields: object, message: string): void;
  /** Milliseconds between two looks. */
  pollMs: number;
}

export interface OfficeWatch {
  add(listener: Listener): void;
  remove(listener: Listener): void;
  listeners(): Iterable<Listener>;
}

// Every cause by which somebody may do something else than before is seen at once; this is for one that was forgotten.
const ASK_EVERY_MS = 60_000;
// Without the database nobody can say who may still listen.
const BLIND_ROUNDS_MAX = 30;

/** Looks as long as somebody listens. */
export function watchOffice({ database, now, day, warn, pollMs }: WatchSetup): OfficeWatch {
  /** Null = they have just come. */
  const seats = new Map<Listener, Seat | null>();
  let marks: Marks | null = null;

  function end(listener: Listener): void {
    if (!seats.delete(listener)) return;
    listener.stream.tell([{ type: 'reset' }], marks?.index ?? 0);
    listener.stream.end();
  }

  /** What nobody here has heard yet, of those who wait longest on. */
  async function eventsUpTo(next: Marks): Promise<RecordedEvent[]> {
    const wanted = [...seats].map(([listener, seat]) => seat?.heard ?? wantedAfter(listener, next) ?? next.index);
    const after = Math.min(...wanted);
    return after >= next.index ? [] : listTouching(database, { after, upTo: next.index });
  }

  async function round(): Promise<void> {
    const at = now();
    const before = marks;
    const all = [...seats.keys()];
    const [found, standings] = await Promise.all([loadMarks(database), listStandings(database, idsOf(all), at)]);
    const next = { ...found, day: day() };
    const events = await eventsUpTo(next);
    marks = next;
    const isAskedAgain = events.some(mayChangeRights) || (before !== null && before.day !== next.day);
    const unlogged = before === null ? [] : changesBetween(before, next);
    for (const listener of all) {
      const standing = listener.credential === null ? 'always' : standings.get(listener.credential.id);
      // What one may hear could not be asked: they wait for the next round, and nobody else does.
      const seat = await seatOf(listener, { standing, at, isAskedAgain }).catch(asFailed(warn));
      if (seat === 'failed' || !seats.has(listener)) continue;
      if (seat === null) end(listener);
      else seats.set(listener, serve(listener, seat, { events, unlogged, marks: next, now: at }));
    }
  }

  function serve(
    listener: Listener,
    seat: Seat,
    { unlogged, ...news }: { events: RecordedEvent[]; unlogged: readonly Change[]; marks: Marks; now: Date },
  ): Seat {
    const isNew = seats.get(listener) === null;
    const heard = isNew ? begin(listener, seat.hearing, news) : seat.heard;
    return catchUp(listener, { ...seat, heard }, { ...news, unlogged: isNew ? [] : unlogged });
  }

  /** Null = what they came with, or what they may do, is not what it was. */
  async function seatOf(
    listener: Listener,
    { standing, at, isAskedAgain }: { standing: string | undefined; at: Date; isAskedAgain: boolean },
  ): Promise<Seat | null> {
    const seat = seats.get(listener) ?? null;
    if (standing === undefined || (seat !== null && seat.standing !== standing)) return null;
    if (seat !== null && !isAskedAgain && at.getTime() - seat.askedAt < ASK_EVERY_MS) return seat;
    const hearing = await listener.ask();
    if (hearing === null || (seat !== null && !isDeepStrictEqual(hearing, seat.hearing))) return null;
    return { heard: 0, ...seat, hearing, standing, askedAt: at.getTime() };
  }

  const rounds = createRounds({
    round,
    isNeeded: () => seats.size > 0,
    pauseMs: pollMs,
    onFailure(error, times) {
      warn({ error: String(error) }, 'what changed could not be read');
      if (times >= BLIND_ROUNDS_MAX) for (const listener of [...seats.keys()]) end(listener);
    },
    onIdle: () => {
      marks = null;
    },
  });
  return {
    add(listener) {
      seats.set(listener, null);
      rounds.hurry();
    },
    remove(listener) {
      if (seats.delete(listener) && seats.size === 0) rounds.hurry();
    },
    listeners: () => seats.keys(),
  };
}

function asFailed(warn: WatchSetup['warn']): (error: unknown) => 'failed' {
  return (error) => {
    warn({ error: String(error) }, 'how far a listener may hear could not be asked');
    return 'failed';
  };
}

function idsOf(listeners: readonly Listener[]): { sessionIds: string[]; keyIds: string[] } {
  const of = (kind: 'session' | 'key') =>
    listeners.flatMap(({ credential }) => (credential?.kind === kind ? [credential.id] : []));
  return { sessionIds: of('session'), keyIds: of('key') };
}
