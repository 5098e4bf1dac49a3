// The port that every way to a person goes through.
import type { SendOutcome } from '#contracts/delivery.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { ChannelPromises } from '#domain/delivery/channel-promises.ts';
import type { Addresses } from '#domain/delivery/known-channel.ts';

export type { SendOutcome } from '#contracts/delivery.ts';

/**
 * One way to reach a person.
 *
 * The retry contract:
 * - `send` never throws for anything the network or the provider did; it answers one of three outcomes.
 * - `accepted`: the provider has taken it over. It does not mean delivered, and never means read. Never send again.
 * - `refused`: the provider has certainly NOT taken it. `permanent: false` may be sent again, later, with the same key;
 *   `permanent: true` must not: choose another channel or tell a person.
 * - `unknown`: nobody can tell (connection cut after the last byte, timeout, 5xx behind a proxy). Never send blindly again: a receipt that
 *   names our own id may clear it up, otherwise another channel covers it. The caller keeps the row as unknown.
 * - The channel itself repeats a call only when it is certain that nothing of it reached the provider.
 * - `idempotencyKey` is the id of the message row. It is put where the provider can see it (Message-ID, tracking_id), so that two sends
 *   of one row can be told apart from two rows; no provider is trusted to deduplicate on it.
 */
export interface Channel {
  readonly name: string;
  /** What the delivery rules may count on. */
  readonly promises: ChannelPromises;
  /** How many sends it can use at once, so that none of its connections waits for the next message; left out: ten. */
  readonly width?: number;
  send(message: OutgoingMessage, idempotencyKey: string): Promise<SendOutcome>;
  /**
   * Does ahead of its time what sending a message costs here, and answers with the sending itself: the same as `send`, called once or never. Left
   * out: there is nothing to make ready.
   */
  prepare?(message: OutgoingMessage, idempotencyKey: string): Promise<() => Promise<SendOutcome>>;
  /** What became of an accepted message; absent where the provider cannot be asked. An unknown leaves no provider id to ask with. */
  status?(providerId: string): Promise<DeliveryStatus>;
  close(): Promise<void>;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'unknown';

/** One message on its way to one person. No field is one channel's own: what a channel makes of it, it makes itself. */
export type OutgoingMessage = {
  to: Recipient;
  /** The letter: the message at its full length, as it is kept and sealed. */
  subject: string;
  text: string;
  html: string;
  /** What the kind of this channel composed when the message was claimed (`ChannelKind.compose`), as it was stored; null = nothing. */
  form: unknown;
  /** RFC 5322 Message-ID with angle brackets; the same for every attempt of one message row. */
  messageId: string;
  /** The assignments that it speaks of; several make a digest. */
  about: readonly SpokenAssignment[];
  /** Where a digest can be declined, signed; null for what is a duty. */
  stopDigestUrl: string | null;
  /** The moment for which the message was composed. */
  claimedAt: string;
};

/** Who reads it, and every address that the roster has of this person. */
export type Recipient = Addresses & {
  name: string;
  /** The one that the delivery rules chose; where an attempt fails for good, it is the one that is marked. */
  address: string;
  wantsCalendar: boolean;
};

export type SpokenAssignment = {
  id: string;
  title: string;
  due: LocalDate | null;
  /** Rises with every change of the assignment. */
  sequence: number;
};
