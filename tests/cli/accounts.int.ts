import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { hashToken } from '#store/one-time-token.ts';
import { ownTestDatabase } from '../support/postgres.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const server = ownTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'dondoc-accounts-'));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/dondoc.mjs', 'accounts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder, DATABASE_URL: server.url, PUBLIC_URL: 'https://dondoc.vi-du.vn' },
  });
  return { status, stdout, stderr };
}

const tokenOf = (stdout: string) => /^https:\/\/dondoc\.vi-du\.vn\/dat-mat-khau#([\w-]+)\n$/.exec(stdout)?.[1] ?? '';

test('whoever is locked out lets somebody in by a link that is printed, and kept as a hash alone', async () => {
  const invited = run('invite', 'Quan-Tri@vi-du.example', '--role', 'administrator', '--name', 'Đỗ Quản Trị');
  expect(invited).toMatchObject({ status: 0 });
  const again = run('invite-again', 'quan-tri@vi-du.example');
  expect(again).toMatchObject({ status: 0 });
  const reset = run('reset', 'quan-tri@vi-du.example');
  expect(reset).toMatchObject({ status: 0 });
  const database = openDatabase(server.url);
  const links = await database.accountLink.findMany();
  const mails = await database.accountMail.count();
  await database.$disconnect();
  // The link of the invitation went when a newer one was made.
  expect(links.map(({ hash, purpose }) => [hash, purpose])).toEqual([[hashToken(tokenOf(reset.stdout)), 'reset']]);
  expect(new Set([invited, again, reset].map(({ stdout }) => tokenOf(stdout))).size).toBe(3);
  expect(tokenOf(again.stdout)).not.toBe('');
  expect(mails).toBe(0);
  const { stdout } = run('list');
  expect(stdout).toBe('quan-tri@vi-du.example  Đỗ Quản Trị  chưa đặt mật khẩu  administrator\n');
});

test('whoever keeps the machine says of whom a second factor is asked', async () => {
  expect(run('second-factor', 'everybody').stdout).toBe('everybody  Bắt buộc với mọi người\n');
  const database = openDatabase(server.url);
  const rule = await database.signInRule.findMany();
  await database.$disconnect();
  expect(rule).toMatchObject([{ secondFactorFor: 'everybody', changedBy: 'quản trị (dòng lệnh)' }]);
  expect(run('second-factor', 'some')).toMatchObject({ status: 2, stdout: '' });
});

test('whoever keeps the machine takes the second factor from who lost it', async () => {
  const database = openDatabase(server.url);
  const { id } = await database.userAccount.findFirstOrThrow();
  await database.accountTotp.create({ data: { id: 'x', secret: 'x', backupCodes: 'x', userId: id } });
  await database.userAccount.update({ where: { id }, data: { twoFactorEnabled: true } });
  const how = ['--how', 'gặp trực tiếp ở phòng máy chủ'];
  expect(run('drop-factor', 'quan-tri@vi-du.example', '--how', 'ok')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('Ghi rõ đã xác minh người này bằng cách nào'),
  });
  expect(await database.accountTotp.count()).toBe(1);
  expect(run('drop-factor', 'quan-tri@vi-du.example', ...how).stdout).toBe('Đã gỡ.\n');
  expect(run('drop-factor', 'khong-ai@vi-du.example', ...how)).toMatchObject({ status: 1, stdout: '' });
  expect(await database.accountTotp.count()).toBe(0);
  expect((await database.userAccount.findUniqueOrThrow({ where: { id } })).twoFactorEnabled).toBe(false);
  const told = await database.auditEvent.findMany({ where: { type: 'account-factor-changed' } });
  const mails = await database.accountMail.findMany();
  await database.$disconnect();
  expect(told.map(({ actor, subject }) => [actor, subject])).toEqual([['quản trị (dòng lệnh)', `account/${id}`]]);
  expect(told[0]?.payload).toMatchObject({ dropped: true, recognised: 'gặp trực tiếp ở phòng máy chủ' });
  expect(mails.map(({ purpose, facts }) => [purpose, facts])).toEqual([
    ['factor-dropped', { by: 'quản trị (dòng lệnh)', how: 'gặp trực tiếp ở phòng máy chủ' }],
  ]);
});

test('what can not be is refused with the reason, and prints no link', () => {
  expect(run('invite', 'quan-tri@vi-du.example', '--role', 'officer')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('đã có tài khoản'),
  });
  expect(run('invite', 'moi@vi-du.example', '--role', 'lead-clerk')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('chưa chọn cơ quan'),
  });
  expect(run('reset', 'khong-ai@vi-du.example')).toMatchObject({ status: 1, stdout: '' });
  expect(run('invite', 'moi@vi-du.example', '--role', 'vua')).toMatchObject({ status: 2, stdout: '' });
});
