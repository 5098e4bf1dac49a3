// The short form of `npm run schemathesis`: whoever asks, with whatever the document gives as an example, each answer is one that stands in the document.
import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { printOpenApi } from '#api/openapi.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { KEY_SCOPES } from '#domain/rights/key-scopes.ts';
import { OF_AN_AGENCY, ROLES } from '#domain/rights/roles.ts';
import { aPlan } from '../support/builders.ts';
import { aPhoto } from '../support/evidence-files.ts';
import { at } from '../support/moments.ts';
import { aBrowser, addPerson, ownApiWithPeople, role } from '../support/people.ts';
import { addPlan, furnish, publishedPlan } from '../support/store.ts';

interface Media {
  schema: object;
  example?: unknown;
}
interface Operation {
  operationId: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: object; example: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

const document = printOpenApi();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
);
const ajv = addFormats.default(new Ajv2020.default({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'document', components: document.components });
const checks = new Map<string, ValidateFunction>();

const webhooks = createWebhookPorts({
  box: createSecretBox('khoa-cua-webhook-thu', 'webhook-secret'),
  allowPrivate: false,
});
const api = ownApiWithPeople({}, { webhooks });

type Headers = Record<string, string>;
const callers: Record<string, Headers> = { nobody: {} };
/** What is really there, by the names of parameters. */
const real: Record<string, string> = {};

beforeAll(async () => {
  const { database, engine, links } = api.context;
  await furnish(database);
  const { planId, assignmentIds } = await publishedPlan(
    database,
    aPlan([{ title: 'Một' }, { title: 'Hai', leads: ['Phòng B'] }]),
  );
  await engine.publish(planId);
  for (const name of ROLES) {
    const email = `${name}@vi-du.example`;
    await addPerson(api, { email, roles: [role(name, OF_AN_AGENCY.has(name) ? 'a' : null)] });
    callers[name] = await sessionOf(email);
  }
  await addPerson(api, { email: 'khoa@vi-du.example', roles: [role('administrator'), role('officer')] });
  const owner = await sessionOf('khoa@vi-du.example');
  for (const scope of KEY_SCOPES) {
    const { body } = await api.ask('POST', '/api/keys', owner, { name: scope, scope });
    callers[`key ${scope}`] = { authorization: `Bearer ${body.secret}` };
  }
  const assignmentId = assignmentIds[0] as string;
  const expiresAt = at('2027-01-01T00:00:00Z');
  const draft = await addPlan(database);
  const { rows } = (await api.ask('GET', `/api/plans/${draft}`, owner)).body;
  const hook = await api.ask('POST', '/api/webhooks', owner, { url: 'https://mot-cua.example/don-doc' });
  Object.assign(real, {
    assignments: assignmentId,
    plans: draft,
    rowId: rows[0].id,
    webhooks: hook.body.id,
    contacts: 'a.cv',
    token: links.sign({ action: 'report', contactId: 'a.cv', assignmentId, expiresAt }),
    index: '1',
    code: 'not-found',
  });
});

async function sessionOf(email: string): Promise<Headers> {
  const browser = aBrowser(api);
  await browser.signIn(email);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { cookie, origin: 'http://localhost' };
}

// The one ends the session that asks on, the other never ends (tests/api/changes.int.ts).
const LEFT_OUT = ['signOut', 'listenToChanges'];
const asked = operations.filter(({ operation }) => !LEFT_OUT.includes(operation.operationId));

describe.each(['nobody', ...ROLES, ...KEY_SCOPES.map((scope) => `key ${scope}`)])('%s', (caller) => {
  test('is answered as the document says, about what is there and what is not, asked well and badly', async () => {
    const wrong: string[] = [];
    for (const { path, method, operation } of asked)
      for (const request of requestsOf(path, operation)) {
        const answer = await api.inject({
          method: method.toUpperCase() as 'GET',
          url: request.url,
          headers: { ...callers[caller], ...request.headers },
          ...(request.body === undefined ? {} : { payload: request.body }),
        });
        const miss = whyNotDocumented(operation, answer) ?? whyNotTaken(operation, request, answer.statusCode);
        if (miss !== null) wrong.push(`${method} ${request.url}: ${miss}`);
      }
    expect(wrong).toEqual([]);
    const me = await api.ask('GET', '/api/me', callers[caller]);
    expect(me.status).toBe(caller === 'nobody' ? 401 : 200);
  }, 240_000);
});

interface Request {
  url: string;
  headers: Headers;
  body?: string | Buffer;
}

// No tag of an answer and no key of a request.
const ODD = 'x y';

/** With the examples of the document, with what is really there, with headers that are none, and with a query and a body that are none. */
function requestsOf(path: string, { parameters, requestBody }: Operation): Request[] {
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const [noun = ''] = path.split('/').slice(2);
  const url = (idOf: (name: string) => unknown, query: URLSearchParams) =>
    `${path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(idOf(name))))}?${query}`;
  const example = (name: string) => parameters.find((one) => one.name === name)?.example;
  const there = (name: string) => (name === 'id' ? (real[noun] ?? 'khong-co') : (real[name] ?? 'khong-co'));
  const ofQuery = parameters.filter((one) => one.in === 'query');
  const pairs = (all: typeof ofQuery) =>
    new URLSearchParams(all.map(({ name, example: value }) => [name, String(value)]));
  const good = bodyOf(type, media?.example);
  const odd = Object.fromEntries(parameters.filter((one) => one.in === 'header').map(({ name }) => [name, ODD]));
  const bad = type === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: '{"x":[1' };
  return [
    { url: url(example, pairs(ofQuery)), headers: {}, ...good },
    { url: url(there, pairs(ofQuery.filter(({ required }) => required))), headers: {}, ...good },
    {
      url: url(there, pairs(ofQuery.filter(({ required }) => required))),
      ...good,
      headers: { ...good.headers, ...odd },
    },
    { url: url(there, new URLSearchParams(ofQuery.map(({ name }) => [name, '\u0000']))), headers: {}, ...bad },
  ];
}

function bodyOf(type: string | undefined, example: unknown): { headers?: Headers; body?: string | Buffer } {
  if (type === undefined) return {};
  if (type === 'application/json') return { headers: { 'content-type': type }, body: JSON.stringify(example ?? {}) };
  if (type !== 'multipart/form-data') return { headers: { 'content-type': type }, body: 'x' };
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="anh.jpg"\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), aPhoto(), Buffer.from('\r\n--x--\r\n')]);
  return { headers: { 'content-type': `${type}; boundary=x` }, body };
}

/** What the document forbids is not carried out. */
function whyNotTaken({ parameters }: Operation, { headers }: Request, status: number): string | null {
  if (status >= 400) return null;
  const forbidden = parameters.filter(({ name, schema }) => headers[name] === ODD && !ajv.validate(schema, ODD));
  return forbidden.length === 0 ? null : `${status} with ${forbidden.map(({ name }) => name).join(', ')}: ${ODD}`;
}

function whyNotDocumented(
  { responses }: Operation,
  answer: { statusCode: number; headers: object; body: string },
): string | null {
  const { statusCode, headers, body } = answer;
  const response = responses[statusCode];
  if (response === undefined || statusCode >= 500) return `${statusCode} ${body}`;
  const type = String((headers as Headers)['content-type'] ?? '').split(';')[0] ?? '';
  if (type === '') return response.content === undefined ? null : `${statusCode} without a body`;
  const media = response.content?.[type];
  if (media === undefined) return `${statusCode} as ${type}`;
  if (!/^application\/(problem\+)?json$/.test(type)) return null;
  const text = JSON.stringify(media.schema).replaceAll('"#/components/', '"document#/components/');
  const check = checks.get(text) ?? ajv.compile(JSON.parse(text));
  checks.set(text, check);
  return check(JSON.parse(body)) ? null : `${statusCode}: ${ajv.errorsText(check.errors)}`;
}
