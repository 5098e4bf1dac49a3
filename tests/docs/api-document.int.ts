// docs/api.md can not go stale: its commands are run by a shell against the real API, and each answer must be as the page shows it.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { aPlan } from '../support/builders.ts';
import { aPhoto } from '../support/evidence-files.ts';
import { addPerson, ownApiWithPeople, PASSWORD, role } from '../support/people.ts';
import { furnish, publishedPlan } from '../support/store.ts';

const CURL = fileURLToPath(new URL('stand-ins/curl.mjs', import.meta.url));
const PAGE = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const EMAIL = 'can-bo@vi-du.example';

interface Step {
  command: string;
  kind: 'json' | 'http' | 'text';
  shown: string;
  /** What later commands call a part of the answer. */
  names: [name: string, path: string][];
}

/** Each command with the answer that stands below it, and what it gives a name. */
function stepsOf(page: string): Step[] {
  const pattern = /```sh\n([\s\S]*?)```\n+```(json|http|text)\n([\s\S]*?)```\n(?:<!-- (.*?) -->)?/g;
  return [...page.matchAll(pattern)].map(([, command = '', kind, shown = '', names = '']) => ({
    command,
    kind: kind as Step['kind'],
    shown,
    names: names
      .split(/\s*;\s*/)
      .filter(Boolean)
      .map((one) => one.split(' = ') as [string, string]),
  }));
}

const steps = stepsOf(PAGE);
const api = ownApiWithPeople(
  {},
  {
    rateLimits: { account: 600, key: 600, address: 1200 },
    webhooks: createWebhookPorts({
      box: createSecretBox('khoa-cua-webhook-thu', 'webhook-secret'),
      allowPrivate: false,
    }),
  },
);
const folder = mkdtempSync(join(tmpdir(), 'dondoc-api-page-'));
const variables: Record<string, string> = { EMAIL, PASSWORD };

beforeAll(async () => {
  const { database, engine } = api.context;
  await furnish(database);
  const rows = [{ title: 'Báo cáo quý' }, { title: 'Báo cáo năm' }];
  const { planId, assignmentIds } = await publishedPlan(database, aPlan(rows));
  await engine.publish(planId);
  await addPerson(api, { email: EMAIL, name: 'Nguyễn Thị Hạnh', roles: [role('officer'), role('administrator')] });
  variables.ASSIGNMENT = assignmentIds[0] as string;
  variables.DONDOC_URL = `http://127.0.0.1:${await api.listen()}`;
  writeFileSync(join(folder, 'anh.jpg'), aPhoto());
  writeFileSync(join(folder, 'curl'), `#!/bin/sh\nexec '${process.execPath}' '${CURL}' "$@"\n`);
  chmodSync(join(folder, 'curl'), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every command of the page stands above an answer', () => {
  expect(PAGE.match(/^```sh$/gm)).toHaveLength(steps.length);
  expect(steps.length).toBeGreaterThan(20);
});

test.each(steps.map((step, index) => [index + 1, step.command.split('\n')[0], step] as const))(
  '%i: %s',
  async (_index, _command, { command, kind, shown, names }) => {
    const output = await run(command);
    const answer: Answer = kind === 'json' ? { body: JSON.parse(output), headers: {} } : readHttp(output);
    if (kind === 'text') expect(output.trim()).toBe(shown.trim());
    if (kind === 'json') expectShape(answer.body, JSON.parse(shown), 'the answer');
    if (kind === 'http') {
      const wanted = readHttp(shown);
      expect(answer.status).toBe(wanted.status);
      expect(Object.keys(answer.headers)).toEqual(expect.arrayContaining(Object.keys(wanted.headers)));
      if (wanted.body !== undefined) expectShape(answer.body, wanted.body, 'the answer');
    }
    for (const [name, path] of names)
      variables[name] = answer.headers[path.toLowerCase()] ?? valueAt(answer.body, path);
  },
);

function run(command: string): Promise<string> {
  const env = { ...variables, PATH: `${folder}:${process.env.PATH}` };
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-e', '-c', command], { cwd: folder, env, timeout: 30_000 });
    let [said, complaint] = ['', ''];
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${command}\n${said}\n${complaint}`)),
    );
  });
}

interface Answer {
  status?: string | undefined;
  headers: Record<string, string>;
  body: unknown;
}

function readHttp(text: string): Answer {
  const [head = '', body = ''] = text.replaceAll('\r', '').split(/\n\n([\s\S]*)/);
  const [status, ...lines] = head.trim().split('\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(/:\s*(.*)/s).slice(0, 2)));
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status: status?.split(' ')[1],
    headers: Object.fromEntries(named),
    body: /^\s*[[{]/.test(body) ? JSON.parse(body) : undefined,
  };
}

// What a program decides by is the same in every office; other texts and numbers are an office's own.
const SAME_EVERYWHERE = ['code', 'status', 'scope', 'outcome', 'resent', 'rows', 'next'];

/** Everything that is shown is there, in the same form; what is there besides is left out of the page. */
function expectShape(actual: unknown, shown: unknown, place: string): void {
  expect([place, formOf(actual)]).toEqual([place, formOf(shown)]);
  if (Array.isArray(shown)) {
    if (shown.length === 0) expect([place, actual]).toEqual([place, []]);
    for (const [index, one] of shown.entries()) expectShape((actual as unknown[])[index], one, `${place}.${index}`);
  } else if (typeof shown === 'object' && shown !== null)
    for (const [name, value] of Object.entries(shown)) {
      const there = (actual as Record<string, unknown>)[name];
      expectShape(there, value, `${place}.${name}`);
      if (SAME_EVERYWHERE.includes(name) && typeof value !== 'object')
        expect([`${place}.${name}`, there]).toEqual([`${place}.${name}`, value]);
    }
}

function formOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

function valueAt(body: unknown, path: string): string {
  const value = path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], body);
  if (typeof value !== 'string') throw new Error(`the page calls ${path} by a name, and it is ${formOf(value)}`);
  return value;
}
