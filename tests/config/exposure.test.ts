import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadEnv } from '#config/env.ts';
import { exposureOf } from '#config/exposure.ts';
import { closeSecretFiles } from '#config/secret-files.ts';

const exposed = (variables: Record<string, string>) => exposureOf(loadEnv(variables)).join('\n');

test('a server that this machine alone can reach has nothing to warn of', () => {
  for (const HOST of ['127.0.0.1', 'localhost', '::1', '127.0.0.5']) expect(exposed({ HOST })).toBe('');
  expect(exposed({ PUBLIC_URL: 'https://dondoc.tuky.example' })).toBe('');
});

test('what is open to a network says what is at risk and what to do', () => {
  expect(exposed({ HOST: '0.0.0.0' })).toMatch(/PUBLIC_URL là http:\/\/localhost:3000.*Đặt PUBLIC_URL.*http:\/\/\d/);
  const plain = exposed({ HOST: '0.0.0.0', PUBLIC_URL: 'http://10.1.2.3:3000' });
  for (const words of ['Không có HTTPS', 'mật khẩu', 'nginx hoặc Caddy', 'docs/install.md'])
    expect(plain).toContain(words);
  expect(exposed({ HOST: '::', PUBLIC_URL: 'https://dondoc.tuky.example' })).toContain('HOST=127.0.0.1');
  const proxied = { HOST: '0.0.0.0', PUBLIC_URL: 'https://dondoc.tuky.example', TRUSTED_PROXIES: '10.1.2.3' };
  expect(exposed(proxied)).toBe('');
});

test('files with secrets that others could read are closed, and the start says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-secrets-'));
  try {
    const [env, keyFile] = [join(folder, '.env'), join(folder, 'dkim.pem')];
    for (const file of [env, keyFile]) writeFileSync(file, 'x');
    chmodSync(env, 0o644);
    chmodSync(keyFile, 0o640);
    const mail = { dkim: { domainName: 'x', keySelector: 'y', keyFile } };
    const notes = closeSecretFiles({ mail }, env);
    expect(notes.map((note) => note.match(/quyền \d+/)?.[0])).toEqual(['quyền 644', 'quyền 640']);
    for (const file of [env, keyFile]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(closeSecretFiles({ mail }, env)).toEqual([]);
    expect(closeSecretFiles({ mail: { dkim: null } }, join(folder, 'none'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
