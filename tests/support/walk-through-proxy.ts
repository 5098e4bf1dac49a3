// What an office does through its proxy, from the sign-in page to a letter's link: every step as a browser or a machine elsewhere does it.
import { request } from 'node:https';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '#local/sample/accounts.ts';
import { eventually } from './running-engine.ts';
import { devMessages, type StackFolder, servicesOf } from './started-stack.ts';

export interface ProxiedOffice {
  /** As people type it: https, a name of the loopback, perhaps a path. */
  publicUrl: string;
  folder: StackFolder;
  browser: Browser;
}

/** What went otherwise than it should; nothing when all went well. */
export async function walkThroughProxy(office: ProxiedOffice): Promise<string[]> {
  return missesOf(async (expect) => {
    await signInOnPage(office, expect);
    await followLetter(office, expect);
    await askFromElsewhere(office, expect);
  });
}

/** Its first part. */
export async function signInThroughProxy(office: ProxiedOffice): Promise<string[]> {
  return missesOf((expect) => signInOnPage(office, expect));
}

async function missesOf(walk: (expect: Expect) => Promise<void>): Promise<string[]> {
  const misses: string[] = [];
  await walk((what, holds, found = '') => {
    if (!holds) misses.push(`${what}: ${JSON.stringify(found)}`);
  });
  return misses;
}

type Expect = (what: string, holds: boolean, found?: unknown) => void;

async function signInOnPage({ publicUrl, browser }: ProxiedOffice, expect: Expect): Promise<void> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    // A visitor who has not signed in is told so: the browser writes that down as a failure of loading.
    if (message.type() === 'error' && !/status of 401/.test(message.text()))
      said.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${publicUrl}/viec`);
  await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('can-bo');
  expect('the sign-in page stands below the path', page.url().startsWith(`${publicUrl}/dang-nhap`), page.url());
  await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('heading', { name: 'Việc được giao' }).waitFor();
  expect('the way back is kept', page.url().startsWith(`${publicUrl}/viec`), page.url());
  const { pathname } = new URL(publicUrl);
  const cookies = await context.cookies(publicUrl);
  const session = cookies.find(({ name }) => name.endsWith('dondoc.session_token'));
  const prefix = pathname === '/' ? '__Host-' : '__Secure-';
  expect(
    'the cookie is for https and for the path alone',
    session?.secure === true && session.path === pathname,
    session,
  );
  expect('the cookie has the strictest prefix', session?.name.startsWith(prefix) === true, session?.name);
  const answer = await page.evaluate(async (base) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'khóa qua proxy', scope: 'read' });
    const made = await fetch(`${base}/api/keys`, { method: 'POST', headers, body });
    return { status: made.status, hsts: made.headers.get('strict-transport-security') };
  }, publicUrl);
  expect('a change from the page is taken', answer.status === 200, answer);
  expect('the browser is told to come by https alone', /max-age=\d{7,}/.test(answer.hsts ?? ''), answer);
  await page.reload();
  await page.getByRole('heading', { name: 'Việc được giao' }).waitFor();
  const begun = await page.evaluate(async (base) => {
    const leaving = new AbortController();
    const answer = await fetch(`${base}/api/events`, { signal: leaving.signal });
    const first = await answer.body?.getReader().read();
    leaving.abort();
    return new TextDecoder().decode(first?.value);
  }, publicUrl);
  expect('a stream of changes begins at once', /^retry: \d+\nid: \d+\n/.test(begun), begun);
  expect('the console says nothing', said.length === 0, said);
  await context.close();
}

async function followLetter({ publicUrl, browser, folder }: ProxiedOffice, expect: Expect): Promise<void> {
  let link: string | undefined;
  await eventually(
    'a notice is in the mailbox',
    async () => {
      const notice = (await devMessages(folder)).find(({ subject }) => subject.startsWith('Giao việc: '));
      link = /href="([^"]*\/l\/[^"]*)"/.exec(notice?.html ?? '')?.[1];
      return link !== undefined;
    },
    60_000,
  );
  expect('the letter’s link leads through the proxy', link?.startsWith(`${publicUrl}/l/`) === true, link);
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(link as string);
  const button = page.getByRole('button', { name: 'Đã nhận việc' });
  await button.click();
  await page.locator('.link-answer').waitFor();
  const text = await page.locator('.link-answer').innerText();
  expect('the link acts', /đã (ghi nhận|nhận)/i.test(text), text.slice(-300));
  await context.close();
}

/** Another machine of the network: an address of the loopback of its own, which a header of its own denies. */
async function askFromElsewhere({ publicUrl, folder }: ProxiedOffice, expect: Expect): Promise<void> {
  const elsewhere = '127.0.0.9';
  const post = (path: string, body: object) => ask(`${publicUrl}${path}`, elsewhere, body);
  for (let k = 0; k < 5; k += 1)
    await post('/api/auth/sign-in', { name: 'kiem-tra', password: `sai mật khẩu lần ${k}` });
  const slowed = await post('/api/auth/sign-in', { name: 'kiem-tra', password: SAMPLE_PASSWORD });
  expect('whoever guesses waits', slowed.status === 429, slowed);
  const { status } = await ask(`${publicUrl}/api/auth/sign-in`, '127.0.0.10', {
    name: 'kiem-tra',
    password: SAMPLE_PASSWORD,
  });
  expect('somebody at another address does not', status === 200, status);
  const client = new pg.Client({ connectionString: servicesOf(folder).ownerUrl });
  await client.connect();
  try {
    const failed = await client.query(
      "select payload->>'network' as network from audit_event where type = 'account-sign-in-failed' order by index desc limit 1",
    );
    expect(
      'the log names where the guesses came from',
      failed.rows[0]?.network === `network ${elsewhere}`,
      failed.rows,
    );
    const session = await client.query('select ip_address from account_session order by created_at desc limit 1');
    expect('the session names where it was opened', session.rows[0]?.ip_address === '127.0.0.10', session.rows);
  } finally {
    await client.end();
  }
  const foreign = await ask(`${publicUrl}/api/auth/sign-in`, '127.0.0.11', {}, { origin: 'https://noi-khac.example' });
  expect('a page of elsewhere is refused', foreign.status === 403, foreign);
}

async function ask(
  url: string,
  from: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const { host, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: pathname,
        method: 'POST',
        localAddress: from,
        rejectUnauthorized: false,
        servername: new URL(url).hostname,
        headers: { host, 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.66', ...headers },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}
