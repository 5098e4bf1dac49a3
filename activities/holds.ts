// Channels that take nothing because of our own account or server: one message asks whether that is over, the others wait. (ADR 0195)
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes, instantOf, isBefore } from '#domain/calendar/instant.ts';
import { heldChannelOf } from '#domain/delivery/channel-matter.ts';
import { HOLD_MINUTES } from '#domain/delivery/next-step.ts';
import type { ActivityDependencies } from './deps.ts';

export type Holds = ReturnType<typeof createHolds>;

/** Of the process: what one slot finds out, every other one knows; across processes and restarts it is the officer's matter that says so. */
export function createHolds({ store, now }: Pick<ActivityDependencies, 'store' | 'now'>) {
  const held = new Map<string, Instant>();
  const refusals = new Map<string, SendOutcome>();
  const probes = new Map<string, Promise<void>>();
  const askers = new Map<string, Promise<void>>();
  const isOver = (channel: string) => {
    const until = held.get(channel);
    return until === undefined || !isBefore(instantOf(now()), until);
  };

  return {
    /** Learns from the officer's list what other processes met; a matter that was ticked off is a wish to try again. */
    async look(): Promise<void> {
      const matters = await store.listOpenMatters('channel/');
      const open = new Map(matters.map(({ id, lastAt }) => [heldChannelOf(id), lastAt]));
      for (const channel of held.keys()) if (!open.has(channel)) held.delete(channel);
      for (const [channel, lastAt] of open)
        if (channel !== null && !held.has(channel))
          held.set(channel, addMinutes(instantOf(lastAt), HOLD_MINUTES.later));
    },
    /** Until when nothing is tried by the channel; null = it may be tried. */
    until: (channel: string): Instant | null => (isOver(channel) ? null : (held.get(channel) ?? null)),
    /** Whether some channel was in trouble when it was last tried. */
    isAny: () => held.size > 0,
    isHeld: (channel: string) => held.has(channel),
    /** What the channel last said of its trouble; null = nothing in this process. */
    refusalOf: (channel: string) => (held.has(channel) ? (refusals.get(channel) ?? null) : null),
    /**
     * One at a time, as long as the channel is in trouble: who comes next knows what the one before has heard. Where an attempt is noted ahead it
     * counts as made, so nobody notes one that would not be made.
     */
    async ask<T>(channel: string, work: () => Promise<T>): Promise<T> {
      while (held.has(channel)) {
        const other = askers.get(channel);
        if (other === undefined) {
          const mine = work();
          const done = () => void askers.delete(channel);
          askers.set(channel, mine.then(done, done));
          return mine;
        }
        await other;
      }
      return work();
    },
    /**
     * Makes one attempt by the channel; null when the channel is held and no attempt was made. Of several that want to know whether it works
     * again one is made, and the others follow when it does.
     */
    async attempt(channel: string, send: () => Promise<SendOutcome>): Promise<SendOutcome | null> {
      while (held.has(channel)) {
        const probe = probes.get(channel);
        if (probe === undefined) break;
        await probe;
      }
      if (!isOver(channel)) return null;
      const isProbe = held.has(channel);
      const made = send().then((outcome) => {
        note(channel, outcome);
        return outcome;
      });
      if (isProbe) {
        const settled = made.then(
          () => void probes.delete(channel),
          () => void probes.delete(channel),
        );
        probes.set(channel, settled);
      }
      return made;
    },
  };

  function note(channel: string, outcome: SendOutcome): void {
    if (outcome.kind === 'refused' && outcome.action === 'hold') {
      refusals.set(channel, outcome);
      const minutes = held.has(channel) ? HOLD_MINUTES.later : HOLD_MINUTES.first;
      // Several that were under way when it began are one trouble.
      if (isOver(channel)) held.set(channel, addMinutes(instantOf(now()), minutes));
    } else if (outcome.kind === 'accepted') held.delete(channel);
  }
}
