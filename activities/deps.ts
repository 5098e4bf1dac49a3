// What activities are given by worker/: as types only, so that none reaches for a concrete one.

import type { ChannelRegistry } from '#channels/registry.ts';
import type { LinkSigner } from '#channels/signed-links.ts';
import type { Clock } from '#contracts/clock.ts';
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
