// Many starts without drowning: a successful start is no armed timer, and what waits behind thousands of first tasks is also the next slot.

// One at a time a server is idle between; 5, 10, 20 and 40 were measured, and from ten on no more comes of it (ADR 0171).
const AT_ONCE = 10;
// Looked at so often that what can gather in between is done in a second.
const LOOK_EVERY = 50;
/** First tasks that may wait for a worker; while there are more nothing is started. */
const BEHIND_MAX = 100;
const LOOK_AGAIN_MS = 100;
// No worker at all: nobody is kept from starting what will be waiting anyway.
const GIVE_UP_MS = 10_000;

/**
 * Carries out `start` for each item, ten at once, and waits while first tasks fall behind.
 * @param behind how many tasks wait for a worker; null = nobody can say.
 */
export async function startPaced<Item>(
  items: readonly Item[],
  start: (item: Item) => Promise<void>,
  behind: () => Promise<number | null>,
): Promise<void> {
  const queue = [...items];
  let sinceLook = 0;
  let looking: Promise<void> | null = null;
  const keepAbreast = async () => {
    sinceLook += 1;
    if (sinceLook >= LOOK_EVERY && looking === null) {
      sinceLook = 0;
      looking = untilAbreast(behind).finally(() => {
        looking = null;
      });
    }
    await looking;
  };
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await start(item);
      await keepAbreast();
    }
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      work().catch((error) => {
        // The others end with what they have in hand.
        queue.length = 0;
        throw error;
      }),
    ),
  );
}

async function untilAbreast(behind: () => Promise<number | null>): Promise<void> {
  const beganAt = performance.now();
  while (((await behind()) ?? 0) > BEHIND_MAX && performance.now() - beganAt < GIVE_UP_MS)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
