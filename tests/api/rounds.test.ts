import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRounds } from '#api/changes/rounds.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const PAUSE_MS = 1_000;

function rounds(round: () => Promise<void>) {
  const seen = { needed: true, failures: [] as number[], idle: 0 };
  const made = createRounds({
    round,
    isNeeded: () => seen.needed,
    onFailure: (_error, times) => void seen.failures.push(times),
    onIdle: () => {
      seen.idle += 1;
    },
    pauseMs: PAUSE_MS,
  });
  return { ...made, seen };
}

test('nothing is looked at before somebody needs it, nor when nobody does any more', async () => {
  const round = vi.fn(async () => {});
  const { hurry, seen } = rounds(round);
  await vi.advanceTimersByTimeAsync(5 * PAUSE_MS);
  expect(round).toHaveBeenCalledTimes(0);
  hurry();
  await vi.advanceTimersByTimeAsync(2 * PAUSE_MS);
  expect(round).toHaveBeenCalledTimes(3);
  seen.needed = false;
  await vi.advanceTimersByTimeAsync(10 * PAUSE_MS);
  expect([round.mock.calls.length, seen.idle, vi.getTimerCount()]).toEqual([3, 1, 0]);
  seen.needed = true;
  hurry();
  await vi.advanceTimersByTimeAsync(0);
  expect(round).toHaveBeenCalledTimes(4);
});

test('who comes is served without waiting for the pause, and two rounds never run at once', async () => {
  let running = 0;
  const most: number[] = [];
  const round = vi.fn(async () => {
    running += 1;
    most.push(running);
    await new Promise((resolve) => setTimeout(resolve, 100));
    running -= 1;
  });
  const { hurry } = rounds(round);
  hurry();
  hurry();
  await vi.advanceTimersByTimeAsync(50);
  hurry();
  // Behind the round that was under way when they came.
  await vi.advanceTimersByTimeAsync(100);
  expect(round).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(200);
  hurry();
  await vi.advanceTimersByTimeAsync(10);
  expect([round.mock.calls.length, Math.max(...most)]).toEqual([3, 1]);
});

test('a failed round is followed by the next, and failures in a row are counted', async () => {
  const fails = [true, true, false, true];
  const { hurry, seen } = rounds(async () => {
    if (fails.shift()) throw new Error('away');
  });
  hurry();
  await vi.advanceTimersByTimeAsync(3 * PAUSE_MS);
  expect(seen.failures).toEqual([1, 2, 1]);
});
