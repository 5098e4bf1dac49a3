// One stream of events as a browser's EventSource reads it (HTML Living Standard, 9.2), to one listener that may be slow.
import { Readable } from 'node:stream';
import type { ChangeTold } from '#contracts/changes.ts';

// What a listener may be behind; some hundred events.
const WAITING_BYTES_MAX = 64 * 1024;
// Between these somebody comes back whose stream has ended: not all of them at once.
const [RETRY_MS_MIN, RETRY_MS_MAX] = [2_000, 8_000];

export interface EventStream {
  readonly body: Readable;
  /** `index`: where the listener is in the log after the last of these. */
  tell(told: readonly ChangeTold[], index: number): void;
  /** Where the listener begins, and when to come back after an end. */
  begin(index: number): void;
  /** Something to see, so that nobody on the way takes the connection for dead. */
  beat(): void;
  end(): void;
}

/** Whoever does not read is cut off as soon as too much waits for them. */
export function createEventStream(): EventStream {
  const body = new Readable({ read: () => undefined });
  const send = (text: string) => {
    if (body.destroyed || body.readableEnded) return;
    if (body.readableLength > WAITING_BYTES_MAX) body.destroy();
    else body.push(text);
  };
  return {
    body,
    begin: (index) => send(`retry: ${retryMs()}\nid: ${index}\n\n`),
    // The place is told with the last one only: whoever is cut off between two hears both again.
    tell: (told, index) => {
      if (told.length > 0) send(told.map((one, n) => block(one, n === told.length - 1 ? index : null)).join(''));
    },
    beat: () => send(': …\n\n'),
    end: () => {
      if (!body.destroyed) body.push(null);
    },
  };
}

function block(told: ChangeTold, index: number | null): string {
  const id = index === null ? '' : `id: ${index}\n`;
  const event = told.type === 'reset' ? 'event: reset\n' : '';
  return `${event}${id}data: ${JSON.stringify(told)}\n\n`;
}

function retryMs(): number {
  return Math.round(RETRY_MS_MIN + Math.random() * (RETRY_MS_MAX - RETRY_MS_MIN));
}
