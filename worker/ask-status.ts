// What became of messages whose receipt never came. An office whose network lets nobody in gets no webhooks, but it can ask.
import type { ChannelRegistry } from '#channels/registry.ts';
import { noteReceipt, type ReceiptContext } from '#operations/note-receipt.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { listUnconfirmedDeliveries } from '#store/delivery-store.ts';

export interface StatusQuestions extends ReceiptContext {
  channels: ChannelRegistry;
}

// Soon for a phone that is on, then for one that comes back in the morning; after a day nobody learns more.
const ASKED_AFTER_MS = [5 * 60_000, 60 * 60_000, 24 * 3_600_000];

/**
 * Asks once at each age of a message, from `since` on; messages that reached such an age while no worker ran are left to the next age.
 * @returns the round; it answers 0, because there is nothing to ask again at once.
 */
export function createStatusRound(questions: StatusQuestions, since: Date): () => Promise<number> {
  let askedUntil = since;
  return async () => {
    const now = questions.now();
    const from = askedUntil;
    // Even when a question fails: the same ones again would keep the later ones from ever being asked.
    askedUntil = now;
    for (const age of ASKED_AFTER_MS)
      await askBetween(questions, new Date(from.getTime() - age), new Date(now.getTime() - age));
    return 0;
  };
}

async function askBetween(questions: StatusQuestions, from: Date, to: Date): Promise<void> {
  const { database, channels } = questions;
  for (const name of channels.names()) {
    const channel = channels.get(name);
    if (channel?.status === undefined) continue;
    for (const providerId of await listUnconfirmedDeliveries(database, { channel: name, from, to })) {
      const status = await channel.status(providerId).catch(() => 'unknown' as const);
      await noteReceipt(questions, BY_SYSTEM, {
        target: { channel: name, providerId },
        said: { type: 'status', status },
      });
    }
  }
}
