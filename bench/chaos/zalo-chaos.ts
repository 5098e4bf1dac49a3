// Zalo through the real channel: the token dies again and again in a burst of eight workers, and the network fails before and after Zalo has acted.
import type { Fault } from '#local/zalo/faults.ts';
import { zaloMessage, zaloSetup } from '../../tests/channels/zalo-fixture.ts';
import { type ChaosReport, seeded } from './report.ts';

const WORKERS = 8;

/** `count` messages by eight workers while the token dies `deaths` times: one refresh for each death, no message lost or doubled. */
export async function tokenChaos(count: number, deaths: number): Promise<ChaosReport> {
  const { sandbox, store, worker, alarms } = await zaloSetup();
  const workers = Array.from({ length: WORKERS }, () => worker().channel);
  const faults: string[] = [];
  await Promise.all(workers.map((channel, n) => channel.send(zaloMessage({ userId: null }), `warm-${n}`)));
  const refreshesBefore = store.saved.length;
  let sent = 0;
  const startedMs = performance.now();
  await Promise.all(
    workers.map(async (channel, w) => {
      for (let n = w; n < count; n += WORKERS) {
        // The token dies at even distances, while the other seven workers have calls under way.
        if (n > 0 && n % Math.floor(count / (deaths + 1)) === 0 && n / Math.floor(count / (deaths + 1)) <= deaths)
          sandbox.expireAccessToken();
        const outcome = await channel.send(zaloMessage({ userId: null }), `burst-${n}`);
        if (outcome.kind === 'accepted') sent += 1;
        else faults.push(`burst-${n}: ${JSON.stringify(outcome)}`);
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  const refreshes = store.saved.length - refreshesBefore;
  if (refreshes !== deaths) faults.push(`${refreshes} refreshes for ${deaths} deaths of the token`);
  if (alarms.length > 0) faults.push(`alarms: ${alarms.join('; ')}`);
  faults.push(...sandbox.violations().map(({ rule, detail }) => `${rule} ${detail}`));
  await sandbox.close();
  return {
    name: 'token',
    figures: { messages: count, sent, deaths, refreshes, workers: WORKERS, seconds: seconds.toFixed(1) },
    faults,
  };
}

const HOWS: readonly Fault['how'][] = [
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'http', status: 502 },
  { kind: 'garbage' },
  { kind: 'error', code: -200, message: 'Send message failed' },
  { kind: 'error', code: -32, message: 'Your application reached limit call api' },
];

/** `count` messages while the wire fails at random: no key is ever taken over twice, and "accepted" means that Zalo has it. */
export async function wireChaos(count: number, seed: number): Promise<ChaosReport> {
  const random = seeded(seed);
  const { sandbox, channel } = await zaloSetup();
  const faults: string[] = [];
  const ends = { accepted: 0, refused: 0, unknown: 0 };
  for (let n = 0; n < count; n += 1) {
    const how = random() < 0.4 ? HOWS[Math.floor(random() * HOWS.length)] : undefined;
    if (how) sandbox.failNext({ path: '/business/message/template', times: 1, how });
    const key = `wire-${n}`;
    const outcome = await channel.send(zaloMessage({ userId: null }), key);
    ends[outcome.kind] += 1;
    const taken = sandbox.messages().filter(({ trackingId }) => trackingId === key).length;
    if (taken > 1) faults.push(`${key} was taken over ${taken} times`);
    if (outcome.kind === 'accepted' && taken !== 1)
      faults.push(`${key} is called accepted and Zalo has it ${taken} times`);
    if (outcome.kind === 'refused' && taken !== 0) faults.push(`${key} is called refused and Zalo has it`);
  }
  await sandbox.close();
  return { name: 'wire', figures: { messages: count, ...ends }, faults };
}
