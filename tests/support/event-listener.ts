// Whoever listens to the stream of changes, over a real connection and with the bytes that came.
import { request } from 'node:http';
import { expect } from 'vitest';
import type { ChangeTold } from '#contracts/changes.ts';

export interface EventListener {
  status: number;
  headers: Record<string, unknown>;
  /** What was told by now. */
  told: ChangeTold[];
  /** Where it is in the log. */
  readonly lastId: string | null;
  /** Everything that came. */
  readonly text: string;
  readonly ended: boolean;
  close(): void;
}

/** Asks for the stream and waits until it begins, or is refused. */
export function listenTo(port: number, path: string, headers: Record<string, string> = {}): Promise<EventListener> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let text = '';
      let ended = false;
      response.setEncoding('utf8');
      const listener: EventListener = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        get told() {
          const data = [...text.matchAll(/^data: (.*)\n\n/gm)];
          return data.map(([, json = '']) => JSON.parse(json));
        },
        get lastId() {
          return [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? null;
        },
        get text() {
          return text;
        },
        get ended() {
          return ended;
        },
        close: () => asked.destroy(),
      };
      const begun = () => resolve(listener);
      response.on('data', (part) => {
        text += part;
        if (listener.status !== 200 || text.includes('\n\n')) begun();
      });
      for (const end of ['end', 'close', 'error'])
        response.on(end, () => {
          ended = true;
          begun();
        });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Waits until it has heard exactly this. */
export async function expectTold(listener: EventListener, told: readonly ChangeTold[]): Promise<void> {
  await expect.poll(() => listener.told, { timeout: 10_000 }).toEqual(told);
}
