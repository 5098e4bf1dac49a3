// What activities are given by worker/: as types only, so that none reaches for a concrete one.

import type { ChannelRegistry } from '#channels/registry.ts';
import type { LinkSigner } from '#channels/signed-links.ts';
import type { Clock } from '#contracts/clock.ts';
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Store } from '#store/create-store.ts';

export interface ActivityDependencies {
  store: Store;
  channels: ChannelRegistry;
  links: LinkSigner;
  /** Wall clock in life; in a rehearsal every slot has come. */
  now: Clock;
  /** Base of the links in messages, without a slash at the end. */
  publicUrl: string;
  /** Right side of the Message-IDs. */
  mailDomain: string;
  /** Whether a mailbox is read here to which readers answer. */
  answersAreRead?: boolean;
  /** Where what channels answered outlives the process until the database has it; left out: nowhere. */
  answers?: AnswerJournal | null;
  /** In a rehearsal, whose clock stands behind the last slot: there a slot that has passed is no accident. */
  everySlotIsPast?: boolean;
  /** Starts and wakes workflows; a rehearsal opens no slots. */
  engine: Pick<EngineClient, 'openSlot' | 'startLifecycles' | 'isRunning' | 'lifecycleState'>;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

/** What a channel answered to one attempt, and when. */
export interface KeptAnswer {
  messageId: string;
  number: number;
  channel: string;
  at: Instant;
  outcome: SendOutcome;
}

export interface AnswerJournal {
  /** When it returns, a kill of this process does not take the answer. */
  keep(answer: KeptAnswer): void;
  /** One that this process kept is in the database. */
  settle(): void;
  /** What any process of this machine kept of these messages, in whatever order. */
  find(messageIds: readonly string[]): Promise<KeptAnswer[]>;
}
