// Everybody who listens at this process, by office: places, heartbeats and ends.
import { type Database, officeOf } from '#store/database.ts';
import { createEventStream, type EventStream } from './event-stream.ts';
import type { Listener } from './listener.ts';
import { type OfficeWatch, type WatchSetup, watchOffice } from './office-watch.ts';

const BEAT_MS = 20_000;
// After that somebody comes back, and is looked at as whoever comes: nothing that was once let in stays for ever.
const [LIFE_MS_MIN, LIFE_MS_MAX] = [30 * 60_000, 45 * 60_000];

export interface ChangeHub {
  /** Listens in an office until the stream is closed from either side; `onEnd` is called once, then. */
  listen(database: Database, who: Omit<Listener, 'stream'>, onEnd: () => void): EventStream;
  /** Ends every stream, now and from now on. */
  close(): void;
}

export function createChangeHub(setup: Omit<WatchSetup, 'database'>): ChangeHub {
  const watches = new Map<number, OfficeWatch>();
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;
  const listeners = () => [...watches.values()].flatMap((watch) => [...watch.listeners()]);
  const beats = setInterval(() => {
    for (const { stream } of listeners()) stream.beat();
  }, BEAT_MS);
  beats.unref();
  const watchOf = (database: Database): OfficeWatch => {
    const known = watches.get(officeOf(database)) ?? watchOffice({ ...setup, database });
    watches.set(officeOf(database), known);
    return known;
  };
  return {
    listen(database, who, onEnd) {
      const stream = createEventStream();
      const watch = watchOf(database);
      const listener = { ...who, stream };
      const life = setTimeout(stream.end, LIFE_MS_MIN + Math.random() * (LIFE_MS_MAX - LIFE_MS_MIN));
      timers.add(life);
      stream.body.once('close', () => {
        clearTimeout(life);
        timers.delete(life);
        watch.remove(listener);
        onEnd();
      });
      if (isClosed) stream.end();
      else watch.add(listener);
      return stream;
    },
    close() {
      isClosed = true;
      clearInterval(beats);
      for (const life of timers) clearTimeout(life);
      for (const { stream } of listeners()) stream.end();
    },
  };
}
