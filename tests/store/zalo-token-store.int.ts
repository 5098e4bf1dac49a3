import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createTokenSource } from '#channels/zalo/token-source.ts';
import { SANDBOX_REFRESH_TOKEN, startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { createZaloTokenStore, raiseTokenAlarm } from '#store/zalo-token-store.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const WORKERS = 4;
const KEY = randomBytes(32).toString('base64url');

let own: TestDatabase;
let sandbox: ZaloSandbox;
const opened: Database[] = [];

beforeEach(async () => {
  own = await createTestDatabase();
  sandbox = await startZaloSandbox();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.$disconnect()));
  await sandbox.close();
  await own.drop();
});

/** A worker process: its own pool, its own memory. */
function worker(refreshToken = SANDBOX_REFRESH_TOKEN, key = KEY) {
  const database = openDatabase(own.url, 3);
  opened.push(database);
  const store = createZaloTokenStore(database, { box: createSecretBox(key, 'zalo-token'), firstTokenId: refreshToken });
  const { appId, appSecret } = sandbox.identity;
  const options = { store, oauthUrl: sandbox.oauthUrl, appId, appSecret, firstRefreshToken: refreshToken };
  const alarm = (why: string) => raiseTokenAlarm(database, why, new Date());
  return { database, tokens: createTokenSource({ ...options, alarm }) };
}

test('workers that start together on an empty database spend the first refresh token once', async () => {
  const workers = Array.from({ length: WORKERS }, () => worker());
  const tokens = await Promise.all(workers.map((one) => one.tokens.current()));
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).not.toBeNull();
  expect(sandbox.violations()).toEqual([]);
});

test('when the token dies in all workers at once, exactly one refreshes and the others use its pair', async () => {
  const workers = Array.from({ length: WORKERS }, () => worker());
  const before = (await Promise.all(workers.map((one) => one.tokens.current())))[0] as string;
  sandbox.expireAccessToken();
  const renewed = await Promise.all(workers.flatMap((one) => [one.tokens.replace(before), one.tokens.replace(before)]));
  expect(new Set(renewed).size).toBe(1);
  expect(renewed[0]).not.toBe(before);
  expect(sandbox.violations()).toEqual([]);
});

test('nobody who reads the database finds a token in it, and the pair survives a restart', async () => {
  const { database, tokens } = worker();
  const token = (await tokens.current()) as string;
  const { sealed } = await database.zaloToken.findUniqueOrThrow({ where: { id: 1 } });
  expect(sealed).not.toContain(token);
  expect(await worker().tokens.current()).toBe(token);
});

test('a refused pair is never tried again, says why whenever it is wanted, and is replaced by a new consent', async () => {
  const wrong = worker('khong-phai-ma-lam-moi');
  expect(await wrong.tokens.current()).toBeNull();
  expect(await wrong.tokens.current()).toBeNull();
  expect(wrong.tokens.whyNone()).toMatch(/\S/);
  // The channel that is held says it once (ADR 0205); two alarms would be of one thing.
  const open = () => wrong.database.attention.findMany({ where: { resolvedAt: null } });
  expect(await open()).toEqual([]);
  expect(await worker().tokens.current()).not.toBeNull();
  expect(await open()).toEqual([]);
});

test('with a wrong key the stored pair is kept and not spent', async () => {
  const { database, tokens } = worker();
  const token = await tokens.current();
  const before = await database.zaloToken.findMany();
  expect(await worker(SANDBOX_REFRESH_TOKEN, randomBytes(32).toString('base64url')).tokens.current()).toBeNull();
  expect(await database.zaloToken.findMany()).toEqual(before);
  expect(await worker().tokens.current()).toBe(token);
});
