import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openChangeStream } from './change-stream.ts';
import { setHearing } from './hearing.ts';
import { keysOfChange } from './keys-of-change.ts';
import { queries } from './queries.ts';
import type { ChangeTold } from './types.ts';
import { useMay } from './use-may.ts';

// What comes in a burst is asked for once, and by every page a little later than by the next.
const [GATHER_MS_MIN, GATHER_MS_MAX] = [100, 500];
const BETWEEN_MS = 2_000;
// A stream that comes back by then was never missed.
const MISSED_AFTER_MS = 12_000;

/** While the page is in sight, what it shows is asked for again as soon as it has changed, whoever changed it. */
export function useChanges(): void {
  const cache = useQueryClient();
  const mayHear = useMay()('see-changes');
  useEffect(() => (mayHear ? listenWhileSeen(cache) : undefined), [cache, mayHear]);
}

function listenWhileSeen(cache: QueryClient): () => void {
  let stop: (() => void) | undefined;
  const follow = () => {
    const isSeen = document.visibilityState === 'visible';
    if (isSeen && stop === undefined) stop = listen(cache);
    if (isSeen || stop === undefined) return;
    stop();
    stop = undefined;
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
  };
}

function listen(cache: QueryClient): () => void {
  const gathered = gatherChanges(cache);
  let missed: ReturnType<typeof setTimeout> | undefined;
  const miss = () => {
    setHearing(false);
    // Whoever asks by the clock begins again with the next answer.
    for (const queryKey of [['overview'], ['assignment'], ['own-work'], ['plans']])
      void cache.invalidateQueries({ queryKey });
  };
  const close = openChangeStream({
    onOpen() {
      clearTimeout(missed);
      setHearing(true);
    },
    onTold: gathered.add,
    onBroken(refused) {
      clearTimeout(missed);
      missed = setTimeout(miss, refused ? 0 : MISSED_AFTER_MS);
      if (refused) void cache.invalidateQueries({ queryKey: queries.me().queryKey });
    },
  });
  return () => {
    clearTimeout(missed);
    setHearing(false);
    gathered.stop();
    close();
  };
}

function gatherChanges(cache: QueryClient): { add(told: ChangeTold): void; stop(): void } {
  let waiting: ChangeTold[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = () => {
    timer = undefined;
    askedAt = performance.now();
    const all = waiting.map(keysOfChange);
    waiting = [];
    if (all.includes(null))
      return void cache.invalidateQueries({ predicate: ({ queryKey: [first] }) => first !== 'plan' });
    const keys = new Map(all.flatMap((of) => of ?? []).map((key) => [key.join(' '), key]));
    for (const queryKey of keys.values()) void cache.invalidateQueries({ queryKey });
  };
  return {
    add(told) {
      waiting.push(told);
      const gather = GATHER_MS_MIN + Math.random() * (GATHER_MS_MAX - GATHER_MS_MIN);
      timer ??= setTimeout(ask, Math.max(gather, askedAt + BETWEEN_MS - performance.now()));
    },
    stop: () => clearTimeout(timer),
  };
}
