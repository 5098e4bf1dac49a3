// Zalo's events at `perSecond` for `seconds`, a tenth of them twice, through the real intake into a file that is synced before the answer.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWebhookEmitter } from '#local/zalo/webhook-emitter.ts';
import { IDENTITY } from './identity.ts';
import type { ChaosReport } from './report.ts';

/** All must be answered 200 within two seconds, none lost, duplicates folded. */
export async function webhookStorm(perSecond: number, seconds: number): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), 'storm-'));
  const file = join(folder, 'events');
  // In a process of its own, as in life: what is measured is the intake, not the one who sends.
  const receiver = fork(new URL('./storm-receiver.ts', import.meta.url), [file], { execArgv: ['--import', 'tsx'] });
  const [port] = (await once(receiver, 'message')) as [number];
  const emitter = createWebhookEmitter(IDENTITY, () => Date.now());
  emitter.settings.url = `http://127.0.0.1:${port}/webhooks/zalo`;
  emitter.settings.retryMs = [];

  const startedMs = performance.now();
  const under: Promise<unknown>[] = [];
  const total = perSecond * seconds;
  for (let n = 0; n < total; n += 1) {
    const dueMs = startedMs + (n * 1000) / perSecond;
    if (dueMs > performance.now()) await sleep(dueMs - performance.now());
    emitter.settings.copies = n % 10 === 0 ? 2 : 1;
    const parties = { sender: { id: `u${n % 97}` }, recipient: { id: IDENTITY.oaId } };
    under.push(emitter.emit({ ...parties, event_name: 'user_seen_message', message: { msg_ids: [`m${n}`] } }));
  }
  const sentSeconds = (performance.now() - startedMs) / 1000;
  await Promise.all(under);
  emitter.stop();
  receiver.kill();
  await once(receiver, 'exit');
  const stored = readFileSync(file, 'utf8').trimEnd().split('\n');
  rmSync(folder, { recursive: true });

  const took = emitter.deliveries.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const late = emitter.deliveries.filter(({ done, tookMs }) => !done || tookMs > 2_000).length;
  const faults: string[] = [];
  if (late > 0) faults.push(`${late} events were not answered 200 within two seconds`);
  if (new Set(stored).size !== total) faults.push(`${new Set(stored).size} of ${total} events stored`);
  if (stored.length !== new Set(stored).size) faults.push(`${stored.length - new Set(stored).size} duplicates stored`);
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(0);
  const rate = (total / sentSeconds).toFixed(0);
  return {
    name: 'storm',
    figures: {
      events: total,
      perSecond: rate,
      stored: stored.length,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      maxMs: at(0.9999),
    },
    faults,
  };
}
