import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN_MS = 120_000;
const PAUSE_MS = 150;

/** Returns when `url` answers 200; the error says what it answered last. */
export async function waitUntilReady(url: string, signal: AbortSignal, log: () => string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  let last = 'chưa trả lời';
  while (performance.now() < giveUpAt) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      const body = await response.text();
      if (response.ok) return;
      last = `${response.status} ${body.slice(0, 500)}`;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
  throw new Error(
    `${url} không sẵn sàng sau ${READY_WITHIN_MS / 1000} giây (trả lời cuối: ${last}). Nhật ký:\n${log()}`,
  );
}
