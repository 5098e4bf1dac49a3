// Zalo's events as somebody else would send them: floods with a signature that is none, genuine ones kept back and sent again.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { recordedPids } from '../../tests/support/started-stack.ts';
import type { Finding, Size, Target } from './attack.ts';
import { ask } from './raw-http.ts';

// What the sandbox of the embedded stack signs with; a real installation has its own.
const SANDBOX = { appId: '3608465248940903967', secret: 'sandbox-oa-secret-key' };
const HOUR_MS = 3_600_000;
const GROWN_MB_MAX = 150;

/** A flood costs no memory, and only what Zalo may have sent lately is taken. */
export async function forgedEvents(target: Target, size: Size): Promise<Finding[]> {
  const { port } = target;
  const count = size === 'short' ? 100 : 1_000;
  const post = (body: string, headers: Record<string, string>) =>
    ask(port, {
      method: 'POST',
      target: '/webhooks/zalo',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const forged = { 'x-zevent-signature': `mac=${'0'.repeat(64)}` };
  const before = memoryMb(target);
  const large = `{"a":"${'x'.repeat(200_000)}"}`;
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 20)
    statuses.push(
      ...(await Promise.all(Array.from({ length: 20 }, () => post(large, forged)))).map(({ status }) => status),
    );
  const grown = Math.max(0, memoryMb(target) - before);
  const tooLarge = await post(`{"a":"${'x'.repeat(1_000_000)}"}`, forged);
  const aged = async (ageMs: number) => {
    const time = String(Date.now() - ageMs);
    const body = JSON.stringify({
      app_id: SANDBOX.appId,
      event_name: 'user_send_text',
      sender: { id: '1' },
      message: { text: 'x', msg_id: `${time}-${ageMs}` },
      timestamp: time,
    });
    const mac = createHash('sha256')
      .update(SANDBOX.appId + body + time + SANDBOX.secret)
      .digest('hex');
    return (await post(body, { 'x-zevent-signature': `mac=${mac}`, 'x-zevent-timestamp': time })).status;
  };
  const ages = [
    await aged(0),
    await aged(1.8 * HOUR_MS),
    await aged(3 * HOUR_MS),
    await aged(24 * HOUR_MS * 400),
    await aged(-HOUR_MS),
  ];
  return [
    {
      name: 'a flood of forged events of 200 KB',
      figure: `${statuses.filter((status) => status === 401).length} of ${count} refused, the API grew by ${grown} MB; one of 1 MB: ${tooLarge.status}`,
      held: statuses.every((status) => status === 401) && grown < GROWN_MB_MAX && tooLarge.status === 413,
    },
    {
      name: 'signed events of now, 1.8 h, 3 h, 400 days and ahead',
      figure: ages.join(', '),
      held: ages.join() === '200,200,401,401,401',
    },
  ];
}

function memoryMb(target: Target): number {
  const { api } = recordedPids(target);
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${api}/status`, 'utf8'))?.[1];
  return Math.round(Number(resident ?? 0) / 1024);
}
