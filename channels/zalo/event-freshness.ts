// How old a signed event may be. A signature proves who wrote an event, not that it is sent for the first time.

/**
 * Zalo comes again after 30 s, 5, 15, 30 and 60 minutes: its last attempt is 1 h 51 min after the first. Ten minutes more are left for
 * clocks that differ. Within the window a repeated event is known by its key and changes nothing.
 */
export const EVENT_AGE_MS_MAX = 121 * 60_000;
export const EVENT_AHEAD_MS_MAX = 10 * 60_000;

/** Whether the signed time (epoch ms, as Zalo writes it) can be that of a first delivery or of one of Zalo's own repeats. */
export function isFresh(signedTime: string, nowMs: number): boolean {
  if (!/^\d{1,16}$/.test(signedTime)) return false;
  const ageMs = nowMs - Number(signedTime);
  return ageMs <= EVENT_AGE_MS_MAX && ageMs >= -EVENT_AHEAD_MS_MAX;
}
