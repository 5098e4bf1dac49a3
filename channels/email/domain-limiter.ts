import { type Clock, wallClock } from '#contracts/clock.ts';

/** Most messages a second by recipient domain; `*` stands for every domain not named. */
export type DomainLimits = Record<string, number>;

export type DomainLimiter = { turnFor(address: string): Promise<void> };

/** Spaces messages to one recipient domain evenly, so that a burst does not look like an attack to the office's provider. */
export function createDomainLimiter(
  perSecond: DomainLimits,
  clock: { now: Clock; wait(ms: number): Promise<void> } = REAL_CLOCK,
): DomainLimiter {
  const nextFreeMs = new Map<string, number>();
  return {
    async turnFor(address) {
      const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
      const limit = perSecond[domain] ?? perSecond['*'];
      if (limit === undefined || limit <= 0) return;
      const now = clock.now().getTime();
      const mine = Math.max(now, nextFreeMs.get(domain) ?? 0);
      nextFreeMs.set(domain, mine + 1000 / limit);
      if (mine > now) await clock.wait(mine - now);
    },
  };
}

const REAL_CLOCK = {
  now: wallClock,
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};
