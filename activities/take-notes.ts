// What became of messages, written in sets. A note is brought until the database takes it: what a channel has taken over is not sent again
// because nobody could write it down.
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryEffect } from '#domain/delivery/state.ts';
import type { MessageChange } from '#store/delivery-store.ts';
import type { ActivityDependencies } from './deps.ts';

export interface Notes {
  /** Decides on the message as it stands and writes what is to be kept; null when the database refuses that for good. */
  change(change: MessageChange): Promise<DeliveryEffect[] | null>;
  /** Returns when there is room for another answer: none is asked for while those that are here cannot be written. */
  room(): Promise<void>;
}

interface Waiting {
  change: MessageChange;
  resolve(effects: DeliveryEffect[] | null): void;
}

const SET_MAX = 100;
// Between two sets: at eight hundred mails a second each set holds a dozen.
const GATHER_MS = 10;
// What a loss of the machine takes: answers that are here and not in the database. The channel waits for the database beyond that.
const UNWRITTEN_MAX = 64;
const BACKOFF_MS_MAX = 1_000;
// A set that fails so often may hold one note that fails alone.
const SET_FAILURES_MAX = 5;

export function createNotes({ store, log }: Pick<ActivityDependencies, 'store' | 'log'>): Notes {
  const waiting: Waiting[] = [];
  const forRoom: (() => void)[] = [];
  let isWriting = false;
  let inWriting = 0;
  let failures = 0;
  let singly = 0;

  return {
    change: (change) =>
      new Promise((resolve) => {
        waiting.push({ change, resolve });
        if (!isWriting) void writeAll();
      }),
    async room() {
      while (failures > 0 || waiting.length + inWriting >= UNWRITTEN_MAX)
        await new Promise<void>((resolve) => forRoom.push(resolve));
    },
  };

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const set = takeSet();
      inWriting = set.length;
      await write(set);
      inWriting = 0;
      if (failures === 0) for (const tell of forRoom.splice(0)) tell();
      if (waiting.length > 0) await sleep(failures === 0 ? GATHER_MS : Math.min(BACKOFF_MS_MAX, 50 * 2 ** failures));
    }
    isWriting = false;
  }

  /** No message twice: a later note of one is decided on what the earlier one made of it. */
  function takeSet(): Waiting[] {
    const named = new Set<string>();
    const set: Waiting[] = [];
    const max = singly > 0 ? 1 : SET_MAX;
    for (let at = 0; at < waiting.length && set.length < max; ) {
      const one = waiting[at] as Waiting;
      if (named.has(one.change.messageId)) at += 1;
      else {
        named.add(one.change.messageId);
        set.push(...waiting.splice(at, 1));
      }
    }
    singly = Math.max(0, singly - 1);
    return set;
  }

  async function write(set: Waiting[]): Promise<void> {
    try {
      const decided = await store.changeMessages(set.map(({ change }) => change));
      failures = 0;
      for (const [index, { resolve }] of set.entries()) resolve(decided[index] ?? []);
    } catch (error) {
      const ids = set.map(({ change }) => change.messageId);
      const isForGood = store.whyRefusedForGood(error) !== null;
      log.warn(
        { err: error, messages: ids.slice(0, 5), notes: waiting.length + set.length },
        'notes could not be written',
      );
      if (set.length === 1 && isForGood) {
        log.error({ err: error, messageId: ids[0] }, 'what became of a message cannot be written');
        set[0]?.resolve(null);
        return;
      }
      failures += 1;
      if (isForGood || failures % SET_FAILURES_MAX === 0) singly = waiting.length + set.length;
      // One that fails alone lets the others pass.
      if (set.length === 1) waiting.push(...set);
      else waiting.unshift(...set);
    }
  }
}
