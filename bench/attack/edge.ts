// The HTTP edge from outside: foreign names and pages, odd requests, links pressed at once, floods of forged events.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Finding, Target } from './attack.ts';
import { forgedEvents } from './forged-events.ts';
import { oddRequests } from './odd-requests.ts';
import { ask, type RawAnswer, type Request, requestBytes, sendRaw } from './raw-http.ts';

/** No page of another site reads or acts, every answer is one, a link pressed at once is one press, a flood costs no memory. */
export const edge: Attack = {
  name: 'edge',
  async run(target, size) {
    const ids = await anyIds(target);
    return [
      ...(await foreignNames(target)),
      ...(await foreignPages(target, ids)),
      ...(await oddOnes(target, ids)),
      await headersEverywhere(target, ids),
      await pressedAtOnce(target),
      ...(await forgedEvents(target, size)),
    ];
  },
};

interface Ids {
  assignmentId: string;
  planId: string;
}

async function anyIds({ url }: Target): Promise<Ids> {
  const { items } = (await (await fetch(`${url}/api/assignments?pageSize=1`)).json()) as {
    items: { id: string; planId: string }[];
  };
  const [first] = items;
  if (first === undefined) throw new Error('the installation has no assignment');
  return { assignmentId: first.id, planId: first.planId };
}

const READABLE = [
  '/',
  '/viec/x',
  '/api/overview',
  '/api/plans',
  '/api/assignments',
  '/api/reports/overdue',
  '/dev/messages',
  '/openapi.json',
];
const PROBES = ['/healthz', '/readyz', '/metrics'];

async function foreignNames({ port }: Target): Promise<Finding[]> {
  const foreign = [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    `localhost:${port}.evil.example`,
    `localhost@evil.example:${port}`,
    `evil.example#localhost:${port}`,
    `127.0.0.1.nip.io:${port}`,
    `localhost:${port === 1 ? 2 : 1}`,
    `2130706433:${port}`,
    `0.0.0.0:${port}`,
    '[::ffff:127.0.0.1]',
    `${'a'.repeat(4000)}.example`,
    '',
    'đôn-đốc',
  ];
  const tried = foreign.flatMap((host) => READABLE.map((path) => ({ host, path })));
  const served: string[] = [];
  for (const { host, path } of tried) {
    const answer = await ask(port, {
      target: path,
      headers: { host, 'x-forwarded-host': `localhost:${port}`, 'x-forwarded-for': '127.0.0.1' },
    });
    if (answer.status !== 421 || !isProblem(answer) || !answer.body.includes('PUBLIC_URL'))
      served.push(`${host} ${path} ${answer.status}`);
  }
  for (const path of PROBES) {
    const answer = await ask(port, { target: path, headers: { host: 'evil.example' } });
    if (answer.status !== 421) served.push(`evil.example ${path} ${answer.status}`);
  }
  const absolute = await ask(port, { target: `http://evil.example/api/overview` });
  const twice = await sendRaw(
    port,
    `GET /api/overview HTTP/1.1\r\nHost: localhost:${port}\r\nHost: evil.example\r\n\r\n`,
  );
  for (const [name, { status }] of Object.entries({ absolute, twice }))
    if (status < 400) served.push(`${name} ${status}`);
  const own = [`localhost:${port}`, `LOCALHOST:${port}`, `localhost.:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  const refused: string[] = [];
  for (const host of own) {
    const { status } = await ask(port, { target: '/api/overview', headers: { host } });
    if (status !== 200) refused.push(`${host} ${status}`);
  }
  return [
    {
      name: 'requests under foreign names',
      figure: `${tried.length + 5} refused${list(served)}`,
      held: served.length === 0,
    },
    {
      name: 'requests under its own names',
      figure: `${own.length} served${list(refused)}`,
      held: refused.length === 0,
    },
  ];
}

async function foreignPages({ port }: Target, { assignmentId, planId }: Ids): Promise<Finding[]> {
  const own = `http://localhost:${port}`;
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `https://localhost:${port}` },
    { origin: `http://localhost:${port}.evil.example` },
    { origin: `http://localhost` },
    { origin: `${own}/` },
    { origin: `file://` },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'nonsense' },
    { referer: 'http://evil.example/page' },
  ];
  const form = 'multipart/form-data; boundary=x';
  const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\r\n--x--\r\n';
  const changes: Request[] = [
    { method: 'POST', target: '/api/plans', headers: { 'content-type': form }, body: file },
    { method: 'POST', target: `/api/plans/${planId}/publish` },
    {
      method: 'POST',
      target: `/api/assignments/${assignmentId}/commands`,
      headers: { 'content-type': 'text/plain' },
      body: '{"command":"acknowledge"}',
    },
    {
      method: 'POST',
      target: `/api/assignments/${assignmentId}/commands`,
      headers: { 'content-type': 'application/json' },
      body: '{"command":"acknowledge"}',
    },
    {
      method: 'POST',
      target: '/api/webhooks',
      headers: { 'content-type': 'application/json' },
      body: '{"url":"https://evil.example/"}',
    },
    { method: 'DELETE', target: '/api/webhooks/x' },
    {
      method: 'PUT',
      target: `/api/plans/${planId}/rows/x/deadline`,
      headers: { 'content-type': 'application/json' },
      body: '{"text":"x"}',
    },
    {
      method: 'POST',
      target: '/api/links/x',
      headers: { 'content-type': 'application/json' },
      body: '{"command":"acknowledge"}',
    },
    {
      method: 'POST',
      target: '/api/attention/resolve',
      headers: { 'content-type': 'application/json' },
      body: '{"id":"x"}',
    },
  ];
  const reads: Request[] = ['/api/overview', '/api/plans', '/dev/messages', '/metrics', '/%61pi/overview'].map(
    (target) => ({
      method: 'GET',
      target,
    }),
  );
  const passed: string[] = [];
  const before = await countPlans(port);
  for (const said of foreign) {
    for (const request of [...changes, ...reads]) {
      const answer = await ask(port, {
        ...request,
        headers: { ...request.headers, ...said },
      });
      if (answer.status !== 403 || !isProblem(answer))
        passed.push(`${request.method} ${request.target} ${JSON.stringify(said)} ${answer.status}`);
      if (answer.headers['access-control-allow-origin'] !== undefined)
        passed.push(`${request.target} opens itself by CORS`);
    }
  }
  const made = (await countPlans(port)) - before;
  const opened = await ask(port, {
    target: '/viec/x',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  });
  const own200 = await ask(port, {
    target: '/api/overview',
    headers: { origin: own, 'sec-fetch-site': 'same-origin' },
  });
  return [
    {
      name: 'requests of foreign pages',
      figure: `${foreign.length * (changes.length + reads.length)} refused, ${made} drafts made${list(passed)}`,
      held: passed.length === 0 && made === 0,
    },
    {
      name: 'a page opened from a mail, and what it asks for',
      figure: `${opened.status} and ${own200.status}`,
      held: opened.status === 200 && own200.status === 200,
    },
  ];
}

async function countPlans(port: number): Promise<number> {
  return (JSON.parse((await ask(port, { target: '/api/plans' })).body) as unknown[]).length;
}

async function oddOnes({ port, url }: Target, ids: Ids): Promise<Finding[]> {
  const wrong: string[] = [];
  const library: string[] = [];
  const requests = oddRequests(port, ids);
  for (const { name, request, cutOff, expected } of requests) {
    const bytes = Buffer.isBuffer(request) ? request : requestBytes(port, request);
    const answer = await sendRaw(port, bytes, { end: cutOff ?? false });
    const head = !Buffer.isBuffer(request) && request.method === 'HEAD';
    if (!expected.includes(answer.status)) wrong.push(`${name}: ${answer.status}`);
    else if (
      answer.status >= 400 &&
      !head &&
      !isProblem(answer) &&
      !answer.headers['content-type']?.startsWith('text/html')
    )
      wrong.push(`${name}: ${answer.headers['content-type'] ?? 'no type'}`);
    if (answer.status === 405 && !answer.headers.allow) wrong.push(`${name}: no Allow`);
    if (head && answer.body !== '') wrong.push(`${name}: a body`);
    if (/Invalid|expected|Expected|FST_|Prisma|node_modules| at \w+ \(/.test(answer.status >= 400 ? answer.body : ''))
      library.push(name);
  }
  const alive = (await fetch(`${url}/healthz`)).status;
  return [
    {
      name: 'odd requests',
      figure: `${requests.length} answered as they should${list(wrong)}`,
      held: wrong.length === 0 && alive === 200,
    },
    {
      name: 'words of a library in an answer',
      figure: `${library.length}${list(library)}`,
      held: library.length === 0,
    },
  ];
}

async function headersEverywhere({ port }: Target, { assignmentId }: Ids): Promise<Finding> {
  const kinds = [
    '/',
    '/viec/x',
    `/api/assignments/${assignmentId}`,
    '/dev/messages',
    '/api/khong-co',
    '/api/reports/overdue?dataDate=x',
    '/healthz',
    '/metrics',
    '/openapi.json',
    '/l/x/thu-tong-hop',
    '/docs/errors/not-found',
    '/favicon.svg',
    '/%zz',
  ];
  const missing: string[] = [];
  for (const target of kinds) {
    const { headers } = await ask(port, { target });
    const policy = headers['content-security-policy'] ?? '';
    const script = /script-src ([^;]*)|default-src 'none'/.exec(policy);
    if (!policy.includes("frame-ancestors 'none'") || !script || /unsafe-inline|unsafe-eval|\*/.test(script[1] ?? ''))
      missing.push(`${target} policy`);
    if (headers['x-content-type-options'] !== 'nosniff') missing.push(`${target} nosniff`);
    if (headers['referrer-policy'] !== 'no-referrer') missing.push(`${target} referrer`);
    if (headers['x-frame-options'] !== 'DENY') missing.push(`${target} frame`);
    const kept = headers['cache-control'] ?? '';
    if (/^\/(api|dev|l|metrics)/.test(target) && kept !== 'no-store') missing.push(`${target} is kept: ${kept}`);
    if (headers.server !== undefined || headers['x-powered-by'] !== undefined)
      missing.push(`${target} says what it runs on`);
  }
  return {
    name: 'headers on every kind of answer',
    figure: `${kinds.length} kinds${list(missing)}`,
    held: missing.length === 0,
  };
}

const PRESSES = 20;
const MAIL_WITHIN_MS = 90_000;

async function pressedAtOnce(target: Target): Promise<Finding> {
  const { url } = target;
  const token = await acknowledgeLink(target);
  if (token === null)
    return { name: 'a link pressed 20 times at once', figure: 'no mail with a fresh link came', held: false };
  const press = async () => {
    const answer = await fetch(`${url}/api/links/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"command":"acknowledge"}',
    });
    return `${answer.status} ${await answer.text()}`;
  };
  const answers = await Promise.all(Array.from({ length: PRESSES }, press));
  answers.push(await press());
  const good = answers.filter((answer) => answer.startsWith('200')).length;
  const different = new Set(answers).size;
  return {
    name: 'a link pressed 20 times at once and once more',
    figure: `${good} good answers, ${different} different`,
    held: good === PRESSES + 1 && different === 1,
  };
}

async function acknowledgeLink({ url }: Target): Promise<string | null> {
  for (const began = Date.now(); Date.now() - began < MAIL_WITHIN_MS; await sleep(1_000)) {
    const messages = (await (await fetch(`${url}/dev/messages`)).json()) as { html?: string; text: string }[];
    const tokens = messages.flatMap(({ html, text }) =>
      [...`${html ?? ''} ${text}`.matchAll(/\/l\/([A-Za-z0-9~_.-]+)/g)].map(([, token]) => token as string),
    );
    for (const token of new Set(tokens)) {
      if (!token.includes('~acknowledge~')) continue;
      const view = (await (await fetch(`${url}/api/links/${token}`)).json()) as { allowed?: string[] };
      if (view.allowed?.includes('acknowledge')) return token;
    }
  }
  return null;
}

function isProblem({ headers, body }: RawAnswer): boolean {
  return headers['content-type']?.startsWith('application/problem+json') === true && /"code":"/.test(body);
}

function list(misses: readonly string[]): string {
  return misses.length === 0 ? '' : `, but ${misses.length}: ${misses.slice(0, 40).join(' | ')}`;
}
