// How much is under way at once: on a channel, and of one share of a slot.

/** At most `widthOf(name)` works of one name at once, in the order in which they came. */
export function createTurns() {
  const queues = new Map<string, { running: number; next: (() => void)[] }>();
  return async function inTurn<T>(name: string, width: number, work: () => Promise<T>): Promise<T> {
    const queue = queues.get(name) ?? { running: 0, next: [] };
    queues.set(name, queue);
    if (queue.running >= width) await new Promise<void>((resolve) => queue.next.push(resolve));
    else queue.running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody comes between.
      const next = queue.next.shift();
      if (next === undefined) queue.running -= 1;
      else next();
    }
  };
}

export type Turns = ReturnType<typeof createTurns>;

/** Works that were begun and are waited for later. */
export function createWindow(max: number) {
  const running = new Set<Promise<void>>();
  const faults: unknown[] = [];
  const settled = async () => {
    while (running.size > 0) await Promise.race(running);
  };
  return {
    begin(work: () => Promise<void>): void {
      const one: Promise<void> = work()
        .catch((fault: unknown) => void faults.push(fault))
        .finally(() => running.delete(one));
      running.add(one);
    },
    /** Returns when so many more can begin. */
    async room(places: number): Promise<void> {
      while (running.size > 0 && running.size + places > max) await Promise.race(running);
    },
    settled,
    /** Returns when everything has ended; throws the first fault that there was. */
    async done(): Promise<void> {
      await settled();
      if (faults.length > 0) throw faults[0];
    },
  };
}
