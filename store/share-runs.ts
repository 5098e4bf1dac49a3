// Many who ask the same at once are answered by one run: ten people with one report open cost what one costs.

export type SharedRuns<Result> = (key: string, run: () => Promise<Result>) => Promise<Result>;

/** Whoever asks is given a run that began after they asked, so that it has seen all that they had done; those who wait share the next one. */
export function createSharedRuns<Result>(): SharedRuns<Result> {
  const runs = new Map<string, { running: Promise<Result>; next: Promise<Result> | null }>();
  const begin = (key: string, run: () => Promise<Result>) => {
    const running = run();
    const entry = { running, next: null as Promise<Result> | null };
    runs.set(key, entry);
    const end = () => {
      if (runs.get(key) === entry && entry.next === null) runs.delete(key);
    };
    running.then(end, end);
    return running;
  };
  return (key, run) => {
    const entry = runs.get(key);
    if (entry === undefined) return begin(key, run);
    const after = () => begin(key, run);
    entry.next ??= entry.running.then(after, after);
    return entry.next;
  };
}

/** The same, of each owner by itself: two databases of one process have nothing to share. */
export function createSharedRunsOf<Owner extends object, Result>(): (owner: Owner) => SharedRuns<Result> {
  const all = new WeakMap<Owner, SharedRuns<Result>>();
  return (owner) => {
    const shared = all.get(owner) ?? createSharedRuns();
    all.set(owner, shared);
    return shared;
  };
}
