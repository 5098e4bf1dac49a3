// The port that every way to a person goes through.
import type { SendOutcome } from '#contracts/delivery.ts';
import type { ChannelPromises } from '#domain/delivery/channel-promises.ts';

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
  send(message: OutgoingMessage, idempotencyKey: string): Promise<SendOutcome>;
  /** What became of an accepted message; absent where the provider cannot be asked. An unknown leaves no provider id to ask with. */
  status?(providerId: string): Promise<DeliveryStatus>;
  close(): Promise<void>;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'unknown';

/** One message to one address, in every form that some channel may need. */
export type OutgoingMessage = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** RFC 5322 Message-ID with angle brackets; the same for every attempt of one message row. */
  messageId: string;
  /** Message-IDs of the thread, oldest first. */
  references: string[];
  headers: Record<string, string>;
  isDigest: boolean;
  /** Where digests can be declined, an https address first: it takes a POST without login (RFC 8058). Used for digests only. */
  unsubscribeUrls?: readonly string[];
  replyTo?: string | null;
  /** SMTP envelope sender, e.g. a VERP address, so that a bounce names its row. */
  bounceAddress?: string | null;
  calendar?: { filename: string; method: string; ics: string } | null;
  zalo?: ZaloPart | null;
};

/** What Zalo needs besides the address; the Zalo channel picks the cheapest wire that is open. */
export type ZaloPart = {
  userId: string | null;
  phone: string | null;
  /** Plain text of the consultation message. */
  text: string;
  template: { id: string; data: Record<string, string> } | null;
  /** Payload that comes back when the reader presses "Đã nhận". */
  acknowledgePayload: string | null;
  viewUrl: string | null;
};
