// The real HTTP side over the test file's database and the engine in this process; a test sets the clock, and whatever has to happen until
// then happens before its next request.
import pino from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ApiContext } from '#api/context.ts';
import { createApp } from '#api/create-app.ts';
import { printOpenApi } from '#api/openapi.ts';
import { createUploads } from '#api/uploads/uploads.ts';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import { createFileWriter } from '#documents/file-writer/file-writer.ts';
import { createPlanReader } from '#documents/plan-reader/plan-reader.ts';
import { createStore } from '#store/create-store.ts';
import type { Database } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { vn, ZONE } from './builders.ts';
import { createInProcessEngine, type InProcessEngine } from './office/in-process-engine.ts';
import { createVirtualTime, type VirtualTime } from './office/virtual-time.ts';
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
  inject: App['inject'];
  /** Listens on a free port of 127.0.0.1 from now on; answers the port. */
  listen(): Promise<number>;
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

const BOUNDARY = 'ranh-gioi-cua-bieu-mau';

const { paths } = printOpenApi();

/** What a client can know: an operation that is in the document answers with a status that is there too. */
function isDocumented(method: string, url: string, status: number): boolean {
  const operation = paths[url.replace(/:(\w+)/g, '{$1}')]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
  return operation === undefined || String(status) in (operation as { responses: object }).responses;
}

/** One app for the test file; it fails when an answer's status is not in the document of the API. */
export function ownApi(changes: Partial<ApiContext> = {}): ApiFixture {
  const own = ownDatabase();
  let now = new Date(vn('2026-03-02 09:00'));
  const time = createVirtualTime(now.getTime());
  let app: App | undefined;
  let context: ApiFixture['context'] | undefined;
  const undocumented = new Set<string>();
  beforeAll(async () => {
    const clock = () => now;
    const links = createLinkSigner('mot-bi-mat-du-dai-cho-thu-nghiem');
    context = {
      database: own.database,
      directory: createDirectory(own.database, clock),
      engine: engineOf(own.database, links, time),
      links,
      uploads: createUploads(),
      planReader: createPlanReader(),
      fileWriter: createFileWriter(),
      answers: createSecretBox('mot-khoa-du-dai-cho-thu-nghiem', 'idempotent-answer'),
      zone: ZONE,
      now: clock,
      publicUrl: 'http://localhost',
      mailboxDir: null,
      webDist: null,
      ready: async () => ({ database: true, temporal: true, worker: true }),
      ...changes,
    } as ApiFixture['context'];
    app = await createApp(context, pino({ level: 'silent' }));
    app.addHook('onSend', async ({ method, routeOptions: { url } }, { statusCode }) => {
      if (url !== undefined && !isDocumented(method, url, statusCode))
        undocumented.add(`${method} ${url} ${statusCode}`);
    });
  });
  afterAll(async () => {
    await app?.close();
    context?.planReader.close();
    await context?.fileWriter.close();
    await context?.uploads.close();
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
    upload: (fileName, content) =>
      ask('POST', '/api/plans', multipart(fileName, content) as unknown as object, {
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      }),
    command: (assignmentId, body) => ask('POST', `/api/assignments/${assignmentId}/commands`, body),
    listen: async () => Number(new URL(await (app as App).listen({ port: 0, host: '127.0.0.1' })).port),
    ask: (method, path, headers = {}, body) => ask(method, path, body, headers),
    uploadWith: (headers, fileName, content, query = '') =>
      ask('POST', `/api/plans${query}`, multipart(fileName, content) as unknown as object, {
        ...headers,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      }),
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
  return createInProcessEngine({ store: createStore(database), channels, links, ...addresses, log }, time);
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
