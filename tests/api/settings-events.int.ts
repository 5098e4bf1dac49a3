// Whatever changes who may do what, or how the installation works, leaves an event with who did it, and never a secret.
import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { importRoster } from '#operations/import-roster.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { setLadder } from '#operations/set-ladder.ts';
import { aRoster } from '../support/builders.ts';
import { aBrowser, addPerson, type Browser, ownApiWithPeople, PASSWORD, role } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();
const NAME = 'Trần Quản Trị';

interface Logged {
  type: string;
  actor: string;
  payload: unknown;
}

/** What a step left in the log, and what it answered. */
async function leaves(
  step: () => Promise<{ status: number; body: unknown }>,
): Promise<{ events: Logged[]; body: unknown }> {
  const last = async () =>
    (await runSql(api.url, 'select coalesce(max(index), 0)::int as at from audit_event')).rows[0].at;
  const before = await last();
  const { status, body } = await step();
  expect([status, body]).toEqual([200, expect.anything()]);
  const { rows } = await runSql(
    api.url,
    `select type, actor, payload from audit_event where index > ${before} and type <> 'account-signed-in' order by index`,
  );
  return { events: rows, body };
}

test('each change of accounts, rights, keys and receivers of events is in the log with its author', async () => {
  const box = createSecretBox('khoa-cua-thu-nghiem-webhook', 'webhook-secret');
  api.context.webhooks = createWebhookPorts({ box, allowPrivate: false });
  await furnish(api.context.database);
  await addPerson(api, { email: 'qt@vi-du.example', name: NAME, roles: [role('administrator')] });
  await addPerson(api, { email: 'qt2@vi-du.example', roles: [role('administrator')] });
  const id = await addPerson(api, { email: 'an@vi-du.example', roles: [role('officer')] });
  const [qt, other] = [aBrowser(api), aBrowser(api, '203.0.113.99')];
  for (const browser of [qt, other]) await browser.signIn('qt@vi-du.example');
  const secrets: string[] = [PASSWORD];
  let [made, receiver]: [string, string] = ['', ''];
  const by = (browser: Browser, method: 'POST' | 'PUT' | 'DELETE', path: () => string, body?: object) => () =>
    browser.ask(method, path(), body);
  const steps: [string[], () => Promise<{ status: number; body: unknown }>][] = [
    [
      ['account-invited', 'account-role-given', 'account-link-made'],
      by(qt, 'POST', () => '/api/accounts', { email: 'moi@vi-du.example', name: 'Mới', roles: [role('auditor')] }),
    ],
    [['account-role-given'], by(qt, 'POST', () => `/api/accounts/${id}/roles`, { give: [role('leadership')] })],
    [['account-role-taken'], by(qt, 'POST', () => `/api/accounts/${id}/roles`, { take: [role('officer')] })],
    [['account-switched'], by(qt, 'PUT', () => `/api/accounts/${id}/active`, { active: false })],
    [['account-switched'], by(qt, 'PUT', () => `/api/accounts/${id}/active`, { active: true })],
    [['account-key-made'], by(qt, 'POST', () => '/api/keys', { name: 'k', scope: 'all' })],
    [['account-key-revoked'], by(qt, 'DELETE', () => `/api/keys/${made}`)],
    [['account-sessions-ended'], by(qt, 'DELETE', () => '/api/sessions/others')],
    [['webhook-added'], by(qt, 'POST', () => '/api/webhooks', { url: 'https://93.184.216.34/su-kien' })],
    [['webhook-changed'], by(qt, 'PUT', () => `/api/webhooks/${receiver}`, { active: false })],
    [['webhook-secret-rotated'], by(qt, 'POST', () => `/api/webhooks/${receiver}/rotate`, {})],
    [['webhook-removed'], by(qt, 'DELETE', () => `/api/webhooks/${receiver}`)],
    [
      ['account-password-set'],
      by(qt, 'POST', () => '/api/auth/change-password', { current: PASSWORD, password: 'một câu khác cũng đủ dài' }),
    ],
  ];
  for (const [types, step] of steps) {
    const { events, body } = await leaves(step);
    expect(events.map(({ type }) => type).sort()).toEqual([...types].sort());
    expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set([NAME]));
    const answer = body as { id?: string; secret?: string };
    if (types[0] === 'account-key-made') made = answer.id as string;
    if (types[0] === 'webhook-added') receiver = answer.id as string;
    if (answer.secret !== undefined) secrets.push(answer.secret);
    for (const secret of secrets) expect(JSON.stringify(events)).not.toContain(secret);
  }
});

test('the roster and the ladder leave theirs, through whichever entry they come', async () => {
  const actor = { ...officerNamed(NAME), roles: [{ role: 'officer' as const, agencyId: null, fieldCodes: [] }] };
  const ok = (run: () => Promise<unknown>) => async () => ({ status: 200, body: await run() });
  const roster = aRoster();
  roster.agencies[0] = { ...(roster.agencies[0] as (typeof roster.agencies)[0]), name: 'Tên khác' };
  const imported = await leaves(ok(() => importRoster(api.context, actor, { roster, channels: CHANNEL_KINDS })));
  expect(imported.events.map(({ type }) => type)).toContain('roster-imported');
  const { policy } = await api.context.directory
    .policy((await api.context.database.ladderPolicy.findFirstOrThrow({ select: { id: true } })).id)
    .then((found) => ({ policy: found }));
  const set = await leaves(
    ok(() => setLadder(api.context, actor, { policy: { ...policy, version: policy.version + 1 } })),
  );
  expect(set.events.map(({ type, actor: who }) => [type, who])).toEqual([['ladder-set', NAME]]);
});
