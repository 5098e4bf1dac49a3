// What a page of another site can do to an office whose officer visits it, in a real browser.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinkPurpose } from '#channels/signed-links.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import { ownApi } from '../support/api.ts';
import { vn } from '../support/builders.ts';
import { ensureWebBuilt } from '../support/built-web.ts';
import { launchChromium } from '../support/chromium.ts';
import { dumpDatabase, furnish, publishedPlan } from '../support/store.ts';

// Before the app is made: it looks at its files once.
beforeAll(ensureWebBuilt, 300_000);

const mailboxDir = mkdtempSync(join(tmpdir(), 'dondoc-mailbox-'));
const api = ownApi({ mailboxDir, webDist: fileURLToPath(new URL('../../web/dist', import.meta.url)) });
let browser: Browser;
let evil: http.Server;
let port: number;
let evilPort: number;
let ids: { planId: string; assignmentId: string };

beforeAll(async () => {
  await furnish(api.context.database);
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  ids = { planId, assignmentId: assignmentIds[0] as string };
  const html = '<style>p{color:red}</style><p style="font-weight:bold">Nội dung</p><script>parent.ran=1</script>';
  const mail = {
    id: 'm',
    channel: 'email',
    to: 'a@vi-du.invalid',
    at: vn('2026-03-02 08:00'),
    subject: 'Thư',
    text: 'Nội dung',
    html,
  };
  writeFileSync(join(mailboxDir, '1.json'), JSON.stringify(mail));
  port = await api.listen();
  evil = http.createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>evil</p>'));
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  evilPort = (evil.address() as AddressInfo).port;
  // The name of a stranger that was pointed here: what DNS rebinding comes to.
  browser = await launchChromium(['--host-resolver-rules=MAP *.evil.example 127.0.0.1, MAP evil.example 127.0.0.1']);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  evil?.close();
  rmSync(mailboxDir, { recursive: true, force: true });
});

const ours = () => `http://localhost:${port}`;

describe.each([
  ['of another site', () => `http://evil.example:${evilPort}/`],
  ['of another program on this machine', () => `http://localhost:${evilPort}/`],
  ['under the address in digits', () => `http://127.0.0.1:${evilPort}/`],
])('a page %s', (_kind, address) => {
  async function visited<T>(act: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address());
    try {
      return await act(page);
    } finally {
      await context.close();
    }
  }

  test('changes nothing, by whatever form or script', async () => {
    const before = await dumpDatabase(api.url);
    const forms = [
      { path: '/api/plans', enctype: 'multipart/form-data' },
      { path: `/api/plans/${ids.planId}/publish`, enctype: 'application/x-www-form-urlencoded' },
      { path: `/api/assignments/${ids.assignmentId}/commands`, enctype: 'text/plain' },
    ];
    for (const form of forms) {
      const status = await visited(async (page) => {
        const [answer] = await Promise.all([
          page.waitForResponse(
            (response) => response.url().startsWith(ours()) && response.request().method() === 'POST',
          ),
          page.evaluate(submitForm, { ...form, action: `${ours()}${form.path}` }),
        ]);
        return answer.status();
      });
      expect([form.path, status]).toEqual([form.path, 403]);
    }
    await visited((page) => page.evaluate(sendEverything, { base: ours(), ...ids }));
    expect(await dumpDatabase(api.url)).toEqual(before);
  });

  test('reads nothing, by script, frame, image or window', async () => {
    const seen = await visited(async (page) => {
      await page.evaluate(embed, ours());
      await page.waitForTimeout(800);
      const frames = await Promise.all(
        page
          .frames()
          .slice(1)
          .map((frame) => frame.content().catch(() => '')),
      );
      return { read: await page.evaluate(readEverything, ours()), framed: frames.join() };
    });
    expect(seen.read).toEqual([]);
    expect(seen.framed).not.toMatch(/Đôn đốc|boot|root|Nội dung/);
  });
});

test('a stranger’s name that was pointed at this machine is served nothing', async () => {
  const page = await browser.newPage();
  for (const path of ['/', '/dev/messages', '/api/overview', '/viec/x']) {
    const answer = await page.goto(`http://rebound.evil.example:${port}${path}`);
    expect([path, answer?.status()]).toEqual([path, 421]);
    expect(await page.content()).toContain('PUBLIC_URL');
  }
  await page.close();
});

test('every page of our own works under its policy: nothing is blocked, the mail in its frame keeps its look and runs nothing', async () => {
  const link = (purpose: LinkPurpose) =>
    api.context.links.sign({ ...purpose, contactId: 'a.cv', expiresAt: vn('2026-04-01 08:00') });
  const acknowledge = link({ action: 'acknowledge', assignmentId: ids.assignmentId });
  const stop = stopDigestPath(link({ action: 'stop-digest', messageId: 'm-1' }));
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const paths = [
    ...[
      '/',
      '/viec',
      `/viec/${ids.assignmentId}`,
      '/ke-hoach',
      `/ke-hoach/${ids.planId}`,
      '/bao-cao',
      '/kenh-gui',
      '/khong-co',
    ],
    ...[`/l/${acknowledge}`, stop, '/dev/mailbox'],
  ];
  for (const path of paths) {
    await page.goto(`${ours()}${path}`);
    const drawn = page.waitForFunction(
      () => document.querySelector('h1, h2') && !document.querySelector('.boot, [aria-busy="true"]'),
    );
    await drawn.catch(async () => {
      throw new Error(`${path} is never drawn: ${await page.locator('body').innerText()}`);
    });
  }
  const mail = page.frameLocator('.mail-frame').getByText('Nội dung');
  await mail.waitFor();
  const look = await mail.evaluate((element) => [
    getComputedStyle(element).color,
    getComputedStyle(element).fontWeight,
  ]);
  expect(look).toEqual(['rgb(255, 0, 0)', '700']);
  expect(await page.evaluate(() => (window as { ran?: number }).ran)).toBeUndefined();
  // The script of the mail is what the policy is for.
  expect(complaints.filter((text) => !/srcdoc|sandboxed|script/.test(text))).toEqual([]);
  await page.close();
});

test('a person at the page does what a foreign page can not', async () => {
  const page = await browser.newPage();
  await page.goto(`${ours()}/viec/${ids.assignmentId}`);
  const status = await page.evaluate(async (id) => {
    const body = JSON.stringify({ command: 'acknowledge' });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`/api/assignments/${id}/commands`, { method: 'POST', headers, body })).status;
  }, ids.assignmentId);
  expect(status).toBe(200);
  await page.close();
});

// The functions below run in the browser.

function submitForm({ action, enctype }: { action: string; enctype: string }): void {
  const form = document.createElement('form');
  Object.assign(form, { action, enctype, method: 'post' });
  const field = document.createElement('input');
  if (enctype === 'multipart/form-data') {
    field.type = 'file';
    field.name = 'file';
    const files = new DataTransfer();
    files.items.add(new File(['STT,Hoạt động,Chủ trì,Thời gian\n1,Việc,Phòng A,Quý I\n'], 'a.csv'));
    field.files = files.files;
  } else {
    field.name = '{"command":"acknowledge","x":"';
    field.value = '"}';
  }
  form.append(field);
  document.body.append(form);
  form.submit();
}

async function sendEverything({
  base,
  planId,
  assignmentId,
}: {
  base: string;
  planId: string;
  assignmentId: string;
}): Promise<void> {
  const file = new FormData();
  file.append('file', new File(['STT,Hoạt động,Chủ trì,Thời gian\n1,Việc,Phòng A,Quý I\n'], 'a.csv'));
  const command = JSON.stringify({ command: 'acknowledge' });
  const json = { 'content-type': 'application/json' };
  const tries: [string, RequestInit][] = [
    ['/api/plans', { method: 'POST', body: file, mode: 'no-cors' }],
    ['/api/plans', { method: 'POST', body: file, mode: 'no-cors', referrerPolicy: 'no-referrer' }],
    [`/api/plans/${planId}/publish`, { method: 'POST', mode: 'no-cors' }],
    [`/api/assignments/${assignmentId}/commands`, { method: 'POST', body: command, mode: 'no-cors' }],
    [`/api/assignments/${assignmentId}/commands`, { method: 'POST', body: command, headers: json }],
    ['/api/attention/resolve', { method: 'POST', body: '{"id":"x"}', headers: json }],
    [`/api/plans/${planId}/rows/x/deadline`, { method: 'PUT', body: '{"text":"Quý I"}', headers: json }],
  ];
  for (const [path, init] of tries)
    await fetch(`${base}${path}`, { ...init, credentials: 'include' }).catch(() => undefined);
  navigator.sendBeacon(`${base}/api/assignments/${assignmentId}/commands`, command);
}

function embed(base: string): void {
  for (const path of ['/', '/dev/mailbox', '/dev/messages', '/api/overview']) {
    const frame = document.createElement('iframe');
    frame.src = `${base}${path}`;
    document.body.append(frame);
  }
}

async function readEverything(base: string): Promise<string[]> {
  const read: string[] = [];
  for (const path of ['/dev/messages', '/api/overview', '/api/plans', '/metrics', '/']) {
    const text = await fetch(`${base}${path}`).then(
      (answer) => answer.text(),
      () => '',
    );
    if (text !== '') read.push(`fetch ${path}`);
    const loaded = await new Promise((resolve) => {
      const script = document.createElement('script');
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      script.src = `${base}${path}`;
      document.head.append(script);
    });
    if (loaded) read.push(`script ${path}`);
  }
  const opened = window.open(`${base}/dev/mailbox`);
  await new Promise((resolve) => setTimeout(resolve, 800));
  try {
    if (opened?.document.body.innerText) read.push('window');
  } catch {
    // Another origin: that is as it should be.
  }
  return read;
}
