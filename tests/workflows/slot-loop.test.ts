import { expect, test } from 'vitest';
import type { SlotInput, SlotOutcome } from '#workflows/activities.ts';
import { deliverUntilDone } from '#workflows/slot-loop.ts';
import { vn } from '../support/builders.ts';

const SLOT = vn('2026-11-13 08:00');
const DONE: SlotOutcome = { open: 0, retryInMs: 5_000 };

/** Plays the loop from `early` ms before the slot; every activity answers with the next outcome, and waits are only written down. */
async function play(v: 1 | 2, shares: number, outcomes: SlotOutcome[], early = 600_000) {
  let nowMs = Date.parse(SLOT) - early;
  const doings: string[] = [];
  const wait = async (ms: number) => {
    doings.push(`waits ${ms}`);
    nowMs += ms;
  };
  await deliverUntilDone({ v, slotAt: SLOT }, () => 0, {
    nowMs: () => nowMs,
    sleep: wait,
    until: async (_, ms = 0) => wait(ms),
    activities: {
      async divideSlot() {
        doings.push('divides');
        return { shares };
      },
      async deliverSlot({ share }: SlotInput) {
        doings.push(share === undefined ? 'delivers' : `delivers ${share.index} of ${share.of}`);
        return outcomes.shift() ?? DONE;
      },
    },
  });
  return doings;
}

test('a delivery is there early enough to compose, and all shares go at once', async () => {
  expect(await play(2, 3, [])).toEqual([
    'waits 555000',
    'divides',
    'delivers 0 of 3',
    'delivers 1 of 3',
    'delivers 2 of 3',
  ]);
});

test('what is open in any share is looked at again when the first of it is due, and divided anew', async () => {
  const outcomes = [DONE, { open: 2, retryInMs: 60_000 }, { open: 1, retryInMs: 9_000 }];
  expect(await play(2, 3, outcomes, 0)).toEqual([
    ...['divides', 'delivers 0 of 3', 'delivers 1 of 3', 'delivers 2 of 3', 'waits 9000'],
    ...['divides', 'delivers 0 of 3', 'delivers 1 of 3', 'delivers 2 of 3'],
  ]);
});

test('a delivery that was started by an earlier version goes on as it began', async () => {
  expect(await play(1, 3, [{ open: 1, retryInMs: 7_000 }])).toEqual([
    'waits 585000',
    'delivers',
    'waits 7000',
    'delivers',
  ]);
});
