// The real HTTP side over the test file's database and the engine in this process; a test sets the clock, and whatever has to happen until
// then happens before its next request.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import { createPasskeys } from '#accounts/passkeys.ts';
import { passwords } from '#accounts/passwords.ts';
import type { ApiContext } from '#api/context.ts';
import { createApp } from '#api/create-app.ts';
import { createLogCheck, type OwnLogCheck } from '#api/log-check/log-check.ts';
import { printOpenApi } from '#api/openapi.ts';
import { createUploads } from '#api/uploads/uploads.ts';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import { createFileWriter } from '#documents/file-writer/file-writer.ts';
import { createPlanReader } from '#documents/plan-reader/plan-reader.ts';
import { createDiskStore } from '#evidence/disk-store.ts';
import { createStore } from '#store/create-store.ts';
import { type Database, forOffice } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { vn, ZONE } from './builders.ts';
import { createInProcessEngine, type InProcessEngine } from './office/in-process-engine.ts';
import { createVirtualTime, type VirtualTime } from './office/virtual-time.ts';
import { oneOfficer } from './one-officer.ts';
import { ownDatabase } from './store.ts';

type App = Awaited<ReturnType<typeof createApp>>;

export interface ApiFixture {
  readonly url: string;
  readonly context: ApiContext & { engine: InProcessEngine };
  /** Sets the clock, as a wall clock in Vietnam. */
  at(wallClock: string): void;
  get(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
  put(path: string, body: object): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  upload(fileName: string, content: Uint8Array | string): Promise<Answer>;
  command(assignmentId: string, body: AssignmentCommand): Promise<Answer>;
  /** Any request with headers; the answer with its headers. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, headers?: object, body?: object): Promise<TaggedAnswer>;
  uploadWith(headers: object, fileName: string, content: Uint8Array | string, query?: string): Promise<TaggedAnswer>;
  /** The same to any address. */
  uploadTo(path: string, fileName: string, content: Uint8Array | string, headers?: object): Promise<TaggedAnswer>;
  inject: App['inject'];
  /** Listens on 127.0.0.1 from now on, on a free port where none is said; answers the port. */
  listen(port?: number): Promise<number>;
}

export interface TaggedAnswer extends Answer {
  headers: Record<string, unknown>;
}

export interface Answer {
  status: number;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into an answer whose form is what it tests
  body: any;
}

const SECRET = 'mot-bi-mat-du-dai-cho-thu-nghiem';
const BOUNDARY = 'ranh-gioi-cua-bieu-mau';

const { paths } = printOpenApi();

// Of HTTP itself, of the browser's guard (docs/security.md), and of sessions; every answer may have them.
const OF_ANY_ANSWER =
  /^(content-(type|length|security-policy)|cache-control|date|connection|keep-alive|transfer-encoding|vary|allow|x-.*|cross-origin-.*|origin-agent-cluster|referrer-policy|permissions-policy|strict-transport-security|set-cookie|clear-site-data|ratelimit-.*)$/;

/** What a client can know: of an operation that is in the document each answer has a status and headers that are there too. */
function undocumentedIn(method: string, url: string, status: number, headers: object): string[] {
  const operation = paths[url.replace(/:(\w+)/g, '{$1}')]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
  if (operation === undefined) return [];
  const { responses } = operation as { responses: Record<string, { headers?: object }> };
  const response = responses[status];
  if (response === undefined) return [`${method} ${url} ${status}`];
  const known = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
  const others = Object.keys(headers).filter((name) => !OF_ANY_ANSWER.test(name) && !known.includes(name));
  return others.map((name) => `${method} ${url} ${status} ${name}`);
}

/** One app for the test file; it fails when an answer's status or one of its headers is not in the document of the API. */
export function ownApi(changes: Partial<ApiContext> | ((here: ApiContext) => Partial<ApiContext>) = {}): ApiFixture {
  const own = ownDatabase();
  let now = new Date(vn('2026-03-02 09:00'));
  const time = createVirtualTime(now.getTime());
  let app: App | undefined;
  let context: ApiFixture['context'] | undefined;
  let folder = '';
  const undocumented = new Set<string>();
  beforeAll(async () => {
    const clock = () => now;
    folder = mkdtempSync(join(tmpdir(), 'dondoc-evidence-'));
    const links = createLinkSigner(SECRET);
    const limits = { fileBytes: 1, files: 1 };
    const checkOf = (database: Database) =>
      createLogCheck({ database, databaseUrl: own.url, evidence: { folder, s3: null, limits }, now: clock });
    context = {
      database: own.database,
      directory: createDirectory(own.database, clock),
      engine: engineOf(own.database, links, time),
      ofOffice: (office) => {
        const database = forOffice(own.database, office);
        const ofIts = createLinkSigner(SECRET, office);
        return {
          database,
          directory: createDirectory(database, clock),
          engine: engineOf(database, ofIts, time),
          links: ofIts,
          logCheck: checkOf(database),
        };
      },
      links,
      uploads: createUploads(),
      planReader: createPlanReader(),
      fileWriter: createFileWriter(),
      logCheck: checkOf(own.database),
      evidence: { store: createDiskStore(folder), limits: { fileBytes: 20 * 1024 * 1024, files: 10 } },
      answers: createSecretBox('mot-khoa-du-dai-cho-thu-nghiem', 'idempotent-answer'),
      accounts: oneOfficer,
      passwords,
      passkeys: createPasskeys('http://localhost'),
      letters: createSecretBox('mot-khoa-du-dai-cho-thu-nghiem', 'account-letter'),
      zone: ZONE,
      now: clock,
      publicUrl: 'http://localhost',
      mailboxDir: null,
      webDist: null,
      ready: async () => ({ database: true, temporal: true, worker: true }),
    } as ApiFixture['context'];
    Object.assign(context, typeof changes === 'function' ? changes(context) : changes);
    app = await createApp(context, pino({ level: 'silent' }));
    app.addHook('onSend', async ({ method, routeOptions: { url } }, reply) => {
      if (url === undefined) return;
      const { statusCode } = reply;
      for (const one of undocumentedIn(method, url, statusCode, reply.getHeaders())) undocumented.add(one);
    });
  });
  afterAll(async () => {
    await app?.close();
    context?.planReader.close();
    await context?.fileWriter.close();
    await (context?.logCheck as OwnLogCheck | undefined)?.close();
    await context?.uploads.close();
    rmSync(folder, { recursive: true, force: true });
    expect([...undocumented]).toEqual([]);
  });

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object | string,
    headers = {},
  ) => {
    await time.moveTo(now.getTime());
    const answer = await (app as App).inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    await time.settle();
    const type = String(answer.headers['content-type'] ?? '');
    const body = type.includes('json') ? answer.json() : answer.body;
    return { status: answer.statusCode, type, body, headers: answer.headers as Record<string, unknown> };
  };
  const upload = (path: string, fileName: string, content: Uint8Array | string, headers = {}) =>
    ask('POST', path, multipart(fileName, content) as unknown as object, {
      ...headers,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    });
  return {
    get url() {
      return own.url;
    },
    get context() {
      return context as ApiFixture['context'];
    },
    at: (wallClock) => {
      now = new Date(vn(wallClock));
    },
    get: (path) => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    delete: (path) => ask('DELETE', path),
    upload: (fileName, content) => upload('/api/plans', fileName, content),
    command: (assignmentId, body) => ask('POST', `/api/assignments/${assignmentId}/commands`, body),
    listen: async (port = 0) => Number(new URL(await (app as App).listen({ port, host: '127.0.0.1' })).port),
    ask: (method, path, headers = {}, body) => ask(method, path, body, headers),
    uploadWith: (headers, fileName, content, query = '') => upload(`/api/plans${query}`, fileName, content, headers),
    uploadTo: (path, fileName, content, headers = {}) => upload(path, fileName, content, headers),
    get inject() {
      return (app as App).inject.bind(app) as App['inject'];
    },
  };
}

/** With every letter taken at once by a channel that keeps it in memory. */
function engineOf(database: Database, links: ReturnType<typeof createLinkSigner>, time: VirtualTime): InProcessEngine {
  const silent = () => undefined;
  const channels = createChannelRegistry(['email', 'zalo'].map((name) => createCaptureChannel(name)));
  const log = { info: silent, warn: silent, error: silent };
  const addresses = { publicUrl: 'http://localhost', mailDomain: 'test.invalid' };
  // The age of what it remembers is counted on the clock that the test moves.
  const store = { ...createStore(database), directory: createDirectory(database, () => new Date(time.nowMs())) };
  return createInProcessEngine({ store, channels, links, ...addresses, log }, time);
}

function multipart(fileName: string, content: Uint8Array | string): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}
