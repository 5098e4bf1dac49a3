import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { ENV_VARIABLES, loadEnv } from '#config/env.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('with nothing set, everything is embedded and at port 3000', () => {
  expect(loadEnv({})).toMatchObject({
    port: 3000,
    publicUrl: 'http://localhost:3000',
    embedded: false,
    databaseUrl: null,
    temporalAddress: null,
    temporalNamespace: 'default',
    smtpUrl: null,
  });
});

test('a variable set to nothing counts as not set', () => {
  expect(loadEnv({ PORT: '', DATABASE_URL: ' ', TEMPORAL_ADDRESS: '' })).toEqual(loadEnv({}));
});

test('links start with the public address, without a slash at its end', () => {
  expect(loadEnv({ PUBLIC_URL: 'https://dondoc.tuky.example/' }).publicUrl).toBe('https://dondoc.tuky.example');
  expect(loadEnv({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
});

test('a proxy is named by its address or network, and nothing else is believed', () => {
  const proxies = (TRUSTED_PROXIES: string) => loadEnv({ TRUSTED_PROXIES }).accounts.trustedProxies;
  expect(proxies('10.1.2.3, 172.16.0.0/12  fd00::/8')).toEqual(['10.1.2.3', '172.16.0.0/12', 'fd00::/8']);
  for (const wrong of ['proxy.tuky.example', '10.1.2.3/33', '10.1.2', '10.1.2.3/8/8', '*'])
    expect(() => proxies(wrong)).toThrow(/TRUSTED_PROXIES: .*địa chỉ IP hoặc mạng/);
});

test('a public address may name its port', () => {
  expect(loadEnv({ PUBLIC_URL: 'http://10.1.2.3:8080//' }).publicUrl).toBe('http://10.1.2.3:8080');
});

test('Zalo is the real one unless the stack is embedded or an address is given', () => {
  expect(loadEnv({}).zalo.oaUrl).toBe('https://openapi.zalo.me');
  expect(loadEnv({ DONDOC_EMBEDDED: '1' }).zalo.oaUrl).toBeNull();
  const oneGiven = loadEnv({ DONDOC_EMBEDDED: '1', ZALO_OA_URL: 'http://127.0.0.1:9' }).zalo;
  expect(oneGiven).toMatchObject({ oaUrl: 'http://127.0.0.1:9', businessUrl: 'https://business.openapi.zalo.me' });
  expect(oneGiven.oauthUrl).toBe('https://oauth.zaloapp.com');
});

test('every variable that is wrong is named at once, with what is expected and where to look', () => {
  const wrong = {
    PORT: 'ba nghìn',
    TEMPORAL_ADDRESS: 'http://temporal',
    DATABASE_URL: 'mysql://x',
    ZALO_OA_URL: 'zalo',
  };
  const error = catchError(() => loadEnv(wrong));
  for (const name of Object.keys(wrong)) expect(error).toContain(`- ${name}:`);
  expect(error).toContain('.env.example');
  expect(error).toContain('may:cong');
});

test('a signature of mails that is set up by half is refused by the name of what is missing', () => {
  const error = catchError(() => loadEnv({ DKIM_DOMAIN: 'tuky.example', DKIM_SELECTOR: 'dondoc' }));
  expect(error).toContain('- DKIM_KEY_FILE: chưa đặt, phải đặt cùng lúc cả ba biến');
  expect(error).not.toContain('- DKIM_DOMAIN:');
});

test('an owner of the database without the programs’ own address is refused: it would migrate another one', () => {
  const owner = 'postgresql://chu:bi-mat@may/dondoc';
  const error = catchError(() => loadEnv({ DATABASE_OWNER_URL: owner }));
  expect(error).toContain('- DATABASE_URL: chưa đặt, phải đặt khi đã đặt DATABASE_OWNER_URL');
  expect(error).not.toContain('bi-mat');
  const both = { DATABASE_URL: 'postgresql://chay:mk@may/dondoc', DATABASE_OWNER_URL: owner };
  expect(loadEnv(both)).toMatchObject({ databaseUrl: both.DATABASE_URL, databaseOwnerUrl: owner });
});

test('limits of mails are numbers, for domains in any case', () => {
  expect(loadEnv({ MAIL_DOMAIN_LIMITS: 'Gmail.com=2, *=0.5' }).mail.domainLimits).toEqual({ 'gmail.com': 2, '*': 0.5 });
  for (const limit of ['nhanh', '0', '-1'])
    expect(catchError(() => loadEnv({ MAIL_DOMAIN_LIMITS: `gmail.com=${limit}` }))).toContain('- MAIL_DOMAIN_LIMITS:');
});

test('a password in a wrong address is not repeated in the message', () => {
  expect(catchError(() => loadEnv({ DATABASE_URL: 'mysql://u:bi-mat@h/d', DONDOC_SECRET: 'ngắn' }))).not.toMatch(
    /bi-mat|ngắn"/,
  );
});

test('API and worker name every service that is missing', () => {
  expect(catchError(() => loadConnectedEnv({ SMTP_URL: 'smtp://h:25' }))).toMatch(
    /Thiếu biến môi trường: DATABASE_URL, TEMPORAL_ADDRESS, DONDOC_SECRET/,
  );
});

test('.env.example shows every variable that a program reads, and no other', () => {
  const shown = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^# [A-Z_]+=/gm) ?? [];
  expect(shown.map((line) => line.slice(2, -1)).sort()).toEqual(Object.keys(ENV_VARIABLES).sort());
});

// INIT_CWD is not a setting: npm tells with it from which folder it was called.
const ENVIRONMENT = /process\.env\b(?!\.INIT_CWD\b)/;

test('no program reads the environment behind the back of config/', () => {
  const programs = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|bench$|config$|tests$|tools$|web$)/.test(entry.name))
    .map((entry) => entry.name);
  const files = programs.flatMap((folder) => sourceFiles(folder));
  const allowed = /^local\/(install\/|process\/child-environment\.ts$)/;
  const offenders = files.filter(
    (file) => !allowed.test(file) && ENVIRONMENT.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(offenders).toEqual([]);
});

function catchError(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

function sourceFiles(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.startsWith('generated'))
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}
