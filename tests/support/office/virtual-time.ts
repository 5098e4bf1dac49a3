// A clock that only a test moves, for loops that run in this process. It stands still while one of them works.

export type VirtualTime = ReturnType<typeof createVirtualTime>;

interface Waiter {
  holds: () => boolean;
  /** Null: only `holds` wakes it. */
  dueMs: number | null;
  wake: () => void;
}

// More wakes than any year of an office has: a loop that asks for no time at all must not hang a test.
const WAKES_MAX = 200_000;

/** Begins at `startMs` since the epoch. */
export function createVirtualTime(startMs: number) {
  let nowMs = startMs;
  let working = 0;
  const waiting = new Set<Waiter>();
  const faults: unknown[] = [];
  const whenIdle: (() => void)[] = [];

  const wake = (waiter: Waiter) => {
    waiting.delete(waiter);
    working += 1;
    waiter.wake();
  };
  const rest = () => {
    working -= 1;
    for (const waiter of [...waiting]) if (waiter.holds()) wake(waiter);
    if (working > 0) return;
    for (const tell of whenIdle.splice(0)) tell();
  };
  const until = (holds: () => boolean, ms?: number): Promise<void> => {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      waiting.add({ holds, dueMs: ms === undefined ? null : nowMs + Math.max(1, ms), wake: resolve });
      rest();
    });
  };
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    working += 1;
    try {
      return await work();
    } finally {
      rest();
    }
  };
  /** Returns when everything that runs waits. */
  const settle = async (): Promise<void> => {
    if (working > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    if (faults.length > 0) throw faults.splice(0)[0];
  };

  return {
    nowMs: () => nowMs,
    /** For what runs here and waits, and for nobody else. */
    until,
    sleep: (ms: number): Promise<void> => until(() => false, ms),
    settle,

    /** Lets something run that waits on this clock; its outcome. */
    run,
    /** The same, and nobody waits for the outcome: a fault comes up where the clock is moved or settled. */
    begin(work: () => Promise<void>): void {
      void run(async () => {
        await work().catch((fault: unknown) => faults.push(fault));
      });
    },

    /** Moves the clock there; whoever has to wake on the way does, in order of time. Back in time nobody wakes. */
    async moveTo(targetMs: number): Promise<void> {
      await settle();
      for (let wakes = 0; ; wakes++) {
        const due = [...waiting].filter(({ dueMs }) => dueMs !== null && dueMs <= targetMs);
        if (due.length === 0) break;
        if (wakes > WAKES_MAX) throw new Error('somebody wakes again and again');
        const nextMs = Math.min(...due.map(({ dueMs }) => dueMs as number));
        nowMs = Math.max(nowMs, nextMs);
        for (const waiter of due.filter(({ dueMs }) => dueMs === nextMs)) if (waiting.has(waiter)) wake(waiter);
        await settle();
      }
      nowMs = targetMs;
    },
  };
}
