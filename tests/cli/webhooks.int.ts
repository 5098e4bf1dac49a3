import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { openDatabase } from '#store/database.ts';
import { ownTestDatabase } from '../support/postgres.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const KEY = 'mot-khoa-ma-hoa-dai-hon-ba-muoi-hai-ky-tu';
const server = ownTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'dondoc-webhooks-'));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/dondoc.mjs', 'webhooks', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder, DATABASE_URL: server.url, DONDOC_ENCRYPTION_KEY: KEY },
  });
  return { status, stderr, body: stdout === '' ? null : JSON.parse(stdout) };
}

test('a subscription is added, gets a new secret beside the old one, and is removed', async () => {
  const added = run('add', 'https://noi-nhan.invalid/x', '--filter', 'assignment.*', 'plan.published');
  expect(added).toMatchObject({ status: 0, body: { filter: ['assignment.*', 'plan.published'] } });
  const { id, secret } = added.body;
  const rotated = run('rotate', id);
  expect(rotated).toMatchObject({ status: 0, body: { id, secret: expect.stringMatching(/^whsec_/) } });
  const database = openDatabase(server.url);
  const row = await database.webhookSubscription.findUniqueOrThrow({ where: { id }, include: { retired: true } });
  await database.$disconnect();
  const { open } = createSecretBox(KEY, 'webhook-secret');
  expect([row.sealedSecret, ...row.retired.map((one) => one.sealedSecret)].map(open)).toEqual([
    rotated.body.secret,
    secret,
  ]);
  expect(run('list').body).toMatchObject([{ id, oldSecretUntil: rotated.body.oldSecretUntil, dead: 0 }]);
  expect(run('remove', id)).toMatchObject({ status: 0, body: { deliveries: 0 } });
  expect(run('list').body).toEqual([]);
});

test('what can not be is refused, every problem at once, and nothing is printed as data', () => {
  const refused = run('add', 'khong-phai-dia-chi', '--filter', 'viec.moi');
  expect(refused).toMatchObject({ status: 1, body: null });
  expect(refused.stderr).toContain('phải là địa chỉ dạng');
  expect(refused.stderr).toContain('phải là một trong');
  expect(run('add', 'https://192.168.1.5/x')).toMatchObject({ status: 1, stderr: expect.stringContaining('nội bộ') });
  for (const command of ['rotate', 'remove'])
    expect(run(command, 'khong-co')).toMatchObject({
      status: 1,
      body: null,
      stderr: expect.stringContaining('Không có đăng ký khong-co'),
    });
});
