// `npm run bench:listeners -- [--listeners 200] [--seconds 120]`: what pages cost that wait for changes while nothing changes: processor of the API and
// statements a second, beside the same installation with nobody, and beside as many pages that ask by the clock.
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { tell } from './figures.ts';
import { openMeasuredStack } from './measured-stack.ts';
import { cpuOf } from './processes.ts';

const CORE_PERCENT = 5;
// As the first page does it that hears nothing.
const ASKED_EVERY_MS = 20_000;
const OPENED_AT_ONCE = 10;
const SETTLE_MS = 15_000;

const { values } = parseArgs({
  options: { listeners: { type: 'string', default: '200' }, seconds: { type: 'string', default: '120' } },
});
const [listeners, seconds] = [Number(values.listeners), Number(values.seconds)];
const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

const stack = await openMeasuredStack();
let ok = true;
try {
  const keys = await makeKeys(listeners);
  await sleep(SETTLE_MS);
  const nobody = await measure('nobody listens');
  const open = await listenAll(keys);
  await sleep(SETTLE_MS);
  const heard = await measure(`${listeners} listen`, nobody);
  for (const one of open) one.destroy();
  await sleep(SETTLE_MS);
  let asked = 0;
  const asking = setInterval(() => {
    ask(keys[asked % listeners] ?? '');
    asked += 1;
  }, ASKED_EVERY_MS / listeners);
  await sleep(ASKED_EVERY_MS);
  await measure(`${listeners} ask for the overview each ${ASKED_EVERY_MS / 1000} s`, nobody);
  clearInterval(asking);
  ok = heard.percent - nobody.percent < CORE_PERCENT;
} finally {
  agent.destroy();
  await stack.stop();
}
process.exit(ok ? 0 : 1);

interface Cost {
  percent: number;
  statements: number;
}

async function measure(what: string, before?: Cost): Promise<Cost> {
  const { api = 0 } = stack.pids();
  await stack.resetStatements();
  const [cpu, began] = [cpuOf({ api }).api ?? 0, performance.now()];
  await sleep(seconds * 1_000);
  const tookMs = performance.now() - began;
  const cost = {
    percent: (((cpuOf({ api }).api ?? 0) - cpu) * 100) / tookMs,
    statements: ((await stack.statements()) * 1_000) / tookMs,
  };
  tell({
    what: `${what}: API, share of a core; statements a second of all programs`,
    found: `${cost.percent.toFixed(2)} %; ${cost.statements.toFixed(1)}`,
    ...(before && { beside: `${before.percent.toFixed(2)} %; ${before.statements.toFixed(1)}` }),
  });
  return cost;
}

/** Each of its own, as each session would be. */
async function makeKeys(count: number): Promise<string[]> {
  const signedIn = await post('/api/auth/sign-in', { name: 'can-bo', password: 'don-doc-dung-thu' }, {});
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const keys: string[] = [];
  for (let n = 0; n < count; n++) {
    const made = await post('/api/keys', { name: `nghe ${n}`, scope: 'read' }, { cookie });
    keys.push(((await made.json()) as { secret: string }).secret);
  }
  return keys;
}

async function post(path: string, body: object, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(stack.folder.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stack.folder.url, ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

function get(path: string, key: string): http.ClientRequest {
  return http.get(stack.folder.url + path, { agent, headers: { authorization: `Bearer ${key}` } });
}

function ask(key: string): void {
  get('/api/overview', key)
    .on('response', (answer) => answer.resume())
    .on('error', () => undefined);
}

async function listenAll(keys: readonly string[]): Promise<http.ClientRequest[]> {
  const open: http.ClientRequest[] = [];
  for (let n = 0; n < keys.length; n += OPENED_AT_ONCE)
    open.push(...(await Promise.all(keys.slice(n, n + OPENED_AT_ONCE).map(listen))));
  return open;
}

function listen(key: string): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = get('/api/events', key);
    request.on('error', () => undefined);
    request.on('response', (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`/api/events: ${answer.statusCode}`));
      answer
        .on('error', () => undefined)
        .once('data', () => resolve(request))
        .resume();
    });
  });
}
