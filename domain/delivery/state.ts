// One message on its way to one person as plain data: what was tried, what came back, what the caller is asked to do.
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { LateVerdict } from '#domain/ladder/put-off-late.ts';
import type { UntakenVerdict } from '#domain/ladder/put-off-untaken.ts';
import type { ChannelPromises } from './channel-promises.ts';

export type Receipt = 'delivered' | 'read' | 'bounced';

export interface Attempt {
  /** Counts the attempts of the message over all channels, from 1. */
  number: number;
  channel: string;
  /** When the outcome was known; of an attempt without one, when it began. */
  at: Instant;
  /** Null = under way, or cut short by a kill: nobody can tell which. */
  outcome: SendOutcome | null;
  /** What the provider or a mail that came back has said since. */
  receipt: Receipt | null;
}

/**
 * How a message ended. `covered`: it is in doubt on one channel and another has taken it. `held`: nobody took it in its slot, and its reminders are
 * said anew in a later one. `refused`: version 0.1 called a failure so.
 */
export type MessageEnd = 'sent' | 'delivered' | 'read' | 'covered' | 'unknown' | 'failed' | 'held' | 'refused';

export interface MessageState {
  status: 'sending' | MessageEnd;
  /** In the order of their numbers. */
  attempts: Attempt[];
  /** No attempt is due before; null = at once, or never again. */
  dueAt: Instant | null;
}

/** One channel that can carry this message to this person now. */
export interface Way {
  channel: string;
  address: string;
  promises: ChannelPromises;
  /** Until then nothing is tried by it, because our own account or server is in trouble; null = it works as far as anybody knows. */
  heldUntil?: Instant | null;
}

/** The ways to a person, in the order of the person's wish, as they stand when an input comes in. */
export interface Ways {
  open: readonly Way[];
  /** Why there is none, for a message that nobody could carry. */
  whyNone: string;
  /** In which zone an hour is a night hour. */
  zone: string;
}

/** What becomes of the reminders of a message that missed its slot. */
export interface Late extends UntakenVerdict {
  /** The slot for which the oldest of them was meant at first. */
  since: Instant;
}

export type DeliveryInput =
  /** The slot has come, a wait is over, or the slot is looked at again. */
  | {
      type: 'due';
      ways: Ways;
      /** It missed its slot: what becomes of its reminders if nobody has taken it; null = it may still leave. */
      late?: Late | null;
    }
  /** A channel answered an attempt. */
  | { type: 'answered'; number: number; channel: string; outcome: SendOutcome; ways: Ways }
  /** A provider, or a mail that came back, spoke of an attempt. */
  | { type: 'receipt'; number: number; receipt: Receipt }
  /** The provider was asked what became of an attempt. */
  | { type: 'status'; number: number; status: 'pending' | 'delivered' | 'unknown' };

/** What is written down, in one transaction with the decision. */
export type KeptEffect =
  | { type: 'note-attempt'; number: number; channel: string; at: Instant }
  | { type: 'note-outcome'; number: number; channel: string; outcome: SendOutcome; at: Instant }
  | { type: 'note-receipt'; number: number; receipt: Receipt }
  | { type: 'wait'; until: Instant }
  | {
      type: 'end';
      end: MessageEnd /** Who carried it; null = nobody. */;
      channel: string | null;
      reason: string | null;
    }
  /** Nobody took it and its slot is over: its reminders leave in a later slot, with the words of that day. */
  | { type: 'put-off'; reason: string; rows: LateVerdict }
  /** The message has ended and more is known of it now; its ledger rows keep how the sending ended. */
  | { type: 'correct-end'; end: MessageEnd; channel: string }
  /** It was called sent and did not arrive. */
  | { type: 'go-on-again' };

/** What is done in the world after that. */
export type OutwardEffect =
  | { type: 'send'; number: number; channel: string; address: string }
  | { type: 'open-slot' }
  | { type: 'mark-unreachable'; channel: string; address: string; reason: string }
  | { type: 'raise-matter'; id: string; code: string; channel: string; what: string; place: string }
  /** The channel works: its matters that have not come up since are over. */
  | { type: 'end-matters'; channel: string; quietSince: Instant };

export type DeliveryEffect = KeptEffect | OutwardEffect;

const KEPT: Record<DeliveryEffect['type'], boolean> = {
  'note-attempt': true,
  'note-outcome': true,
  'note-receipt': true,
  wait: true,
  end: true,
  'put-off': true,
  'correct-end': true,
  'go-on-again': true,
  send: false,
  'open-slot': false,
  'mark-unreachable': false,
  'raise-matter': false,
  'end-matters': false,
};

/** Whether an effect is one that the store writes. */
export function isKept(effect: DeliveryEffect): effect is KeptEffect {
  return KEPT[effect.type];
}
