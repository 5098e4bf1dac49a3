// From the environment variables to Zalo's sandbox: the channel is there when it is set up, and speaks with the office's own templates.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZALO_TEMPLATES } from '#channels/zalo/zalo-templates.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { SANDBOX_REFRESH_TOKEN, startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { createDependencies } from '#worker/create-dependencies.ts';
import { vn } from '../support/builders.ts';
import { clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const NOT_SET_UP = expect.stringMatching(/^kênh zalo\b.* chưa được cấu hình$/);

let own: TestDatabase;
let world: DeliveryWorld;
let sandbox: ZaloSandbox;

beforeEach(async () => {
  own = await createTestDatabase();
  sandbox = await startZaloSandbox({ keepsNight: false });
  sandbox.setUser({ userId: '246845883529197922', phone: '84912345678' });
});
afterEach(async () => {
  await sandbox.close();
  await world.database.$disconnect();
  await own.drop();
});

/** The first delivery of an installation with these variables, to somebody who has Zalo alone. */
async function deliverWith(variables: Record<string, string>) {
  world = await createDeliveryWorld(
    own.url,
    { email: null, phone: '0912 345 678' },
    Date.parse(vn('2026-01-07 09:00')),
  );
  const { database } = world;
  const env = loadConnectedEnv({
    DATABASE_URL: own.url,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-zalo',
    ...variables,
  });
  const deps = await createDependencies(env, { database, engine: {} as EngineClient, log: SILENT });
  await world.deliverer([], deps)(await world.stage());
  await deps.channels.close();
  return clerksMessage(database);
}

const ofSandbox = () => ({
  ZALO_OA_URL: sandbox.oaUrl,
  ZALO_BUSINESS_URL: `${sandbox.businessUrl}/`,
  ZALO_OAUTH_URL: sandbox.oauthUrl,
  ZALO_APP_ID: sandbox.identity.appId,
  ZALO_APP_SECRET: sandbox.identity.appSecret,
  ZALO_REFRESH_TOKEN: SANDBOX_REFRESH_TOKEN,
  ZALO_SANDBOX_URL: sandbox.url,
});

test('ZALO_TEMPLATE_IDS: the message goes out by the template that Zalo has approved under the office’s id', async () => {
  const { key, paragraph, button, params } = ZALO_TEMPLATES['nhac-viec'];
  const listParams = params.map(({ name, minLength, maxLength }) => {
    return { name, minLength, maxLength, type: 'STRING', require: true, acceptNull: false };
  });
  const approved = { status: 'ENABLE' as const, allowsUid: true, listParams };
  sandbox.setTemplate({ ...approved, templateId: '310204', key, title: 'Mẫu đã duyệt', paragraph, button });
  const { attempts, ledger } = await deliverWith({ ...ofSandbox(), ZALO_TEMPLATE_IDS: 'nhac-viec=310204' });
  expect([attempts, ledger]).toEqual([['zalo accepted'], ['sent zalo']]);
  expect(sandbox.messages()).toMatchObject([{ wire: 'template-phone', title: 'Mẫu đã duyệt' }]);
  expect(sandbox.violations()).toEqual([]);
});

test('the pair of tokens stands sealed in the database, and the first refresh token is used once', async () => {
  await deliverWith(ofSandbox());
  const rows = JSON.stringify(await world.database.zaloToken.findMany());
  expect(rows).not.toContain(SANDBOX_REFRESH_TOKEN);
  expect(rows).not.toContain(String(sandbox.messages()[0]?.headers.access_token));
  expect(sandbox.violations()).toEqual([]);
});

test('without an application there is no Zalo channel, and who has Zalo alone is named with the reason', async () => {
  const { ZALO_APP_ID: _, ...others } = ofSandbox();
  const { message, ledger } = await deliverWith(others);
  expect([message.status, message.reason, ledger]).toEqual(['failed', NOT_SET_UP, ['refused zalo']]);
  expect(sandbox.messages()).toEqual([]);
});
