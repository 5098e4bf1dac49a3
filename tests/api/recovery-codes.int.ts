// Recovery codes as they lie in the database: whoever reads it can use none of them, and those of an earlier version go on working.
import { createHmac } from 'node:crypto';
import { symmetricEncrypt } from 'better-auth/crypto';
import { expect, test } from 'vitest';
import { codeOf } from '../support/app-code.ts';
import { aBrowser, addPerson, ownApiWithPeople, PASSWORD } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();
const HASHED = /^scrypt:[\w-]{22}:[\w-]{43}$/;

async function withCodes(email: string, network: string): Promise<string[]> {
  await addPerson(api, { email });
  const browser = aBrowser(api, network);
  await browser.signIn(email);
  const { body } = await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD });
  expect((await browser.ask('POST', '/api/auth/second-factor/confirm', { code: codeOf(body.uri) })).status).toBe(200);
  return body.recoveryCodes;
}

const keptOf = async (email: string): Promise<string> =>
  (
    await runSql(
      api.url,
      `select backup_codes from account_totp join user_account on user_account.id = user_id where email = '${email}'`,
    )
  ).rows[0].backup_codes;

async function enter(email: string, code: string | undefined, network: string) {
  const browser = aBrowser(api, network);
  await browser.signIn(email);
  const { status, body } = await browser.ask('POST', '/api/auth/second-factor', { code, recovery: true });
  return [status, body.code, (await browser.ask('GET', '/api/me')).status];
}
const OPENED = [200, undefined, 200];
const REFUSED = [401, 'second-factor-wrong', 401];

/** As the version before kept them: sealed by the library's key. */
async function keepAsBefore(email: string, codes: readonly string[]): Promise<void> {
  const key = createHmac('sha256', 'mot-bi-mat-du-dai-cho-thu-nghiem-dang-nhap')
    .update('dondoc.sign-in')
    .digest('base64url');
  const sealed = await symmetricEncrypt({ key, data: JSON.stringify(codes) });
  await runSql(
    api.url,
    `update account_totp set backup_codes = '${sealed}' from user_account where user_account.id = user_id and email = '${email}'`,
  );
}

test('are kept as salted hashes of a password’s kind, and what is kept opens nothing', async () => {
  await furnish(api.context.database);
  const codes = await withCodes('an@vi-du.example', '203.0.113.1');
  expect(new Set(codes).size).toBe(10);
  const kept = JSON.parse(await keptOf('an@vi-du.example')) as string[];
  expect(kept.filter((one) => !HASHED.test(one))).toEqual([]);
  expect(new Set(kept).size).toBe(10);
  const other = await withCodes('binh@vi-du.example', '203.0.113.2');
  const saltOf = (list: string[]) => list[0]?.split(':')[1];
  expect(saltOf(JSON.parse(await keptOf('binh@vi-du.example')))).not.toBe(saltOf(kept));
  // It is longer than what the address takes; its last part alone is not.
  expect((await enter('an@vi-du.example', kept[0], '203.0.113.3'))[2]).toBe(401);
  expect((await enter('an@vi-du.example', kept[0]?.split(':')[2], '203.0.113.6'))[2]).toBe(401);
  expect(await enter('an@vi-du.example', other[0], '203.0.113.4')).toEqual(REFUSED);
  expect(await enter('an@vi-du.example', codes[0], '203.0.113.5')).toEqual(OPENED);
  // The others stay as they are.
  expect(JSON.parse(await keptOf('an@vi-du.example'))).toEqual(kept.slice(1));
});

test('one of them opens once, also for several at the same moment', async () => {
  const codes = await withCodes('cung-luc@vi-du.example', '203.0.113.11');
  const answers = await Promise.all(
    ['203.0.113.12', '203.0.113.13', '203.0.113.14'].map((network) =>
      enter('cung-luc@vi-du.example', codes[3], network),
    ),
  );
  expect(answers.sort()).toEqual([OPENED, REFUSED, REFUSED]);
  expect(await enter('cung-luc@vi-du.example', codes[3], '203.0.113.15')).toEqual(REFUSED);
  expect(await enter('cung-luc@vi-du.example', codes[4], '203.0.113.16')).toEqual(OPENED);
});

test('those of an earlier version are hashed when the program starts, and go on working', async () => {
  const codes = await withCodes('hom-qua@vi-du.example', '203.0.113.21');
  await keepAsBefore('hom-qua@vi-du.example', codes.slice(0, 4));
  const before = await keptOf('an@vi-du.example');
  expect(await api.context.signIn?.hashRecoveryCodes()).toBe(1);
  const kept = JSON.parse(await keptOf('hom-qua@vi-du.example')) as string[];
  expect(kept.map((one) => HASHED.test(one))).toEqual([true, true, true, true]);
  expect(await keptOf('an@vi-du.example')).toBe(before);
  expect(await api.context.signIn?.hashRecoveryCodes()).toBe(0);
  expect(await enter('hom-qua@vi-du.example', codes[1], '203.0.113.22')).toEqual(OPENED);
  expect(await enter('hom-qua@vi-du.example', codes[1], '203.0.113.23')).toEqual(REFUSED);
  // It was used before.
  expect(await enter('hom-qua@vi-du.example', codes[7], '203.0.113.24')).toEqual(REFUSED);
});

test('one of an earlier version that is used before that is taken too, and the others are hashed with it', async () => {
  const codes = await withCodes('phuc-hoi@vi-du.example', '203.0.113.31');
  await keepAsBefore('phuc-hoi@vi-du.example', codes);
  expect(await enter('phuc-hoi@vi-du.example', codes[2], '203.0.113.32')).toEqual(OPENED);
  const kept = JSON.parse(await keptOf('phuc-hoi@vi-du.example')) as string[];
  expect(kept.map((one) => HASHED.test(one))).toEqual(Array(9).fill(true));
});

test('codes that were sealed with a key that is gone hinder nobody else', async () => {
  await runSql(
    api.url,
    `update account_totp set backup_codes = 'khong-doc-duoc' from user_account where user_account.id = user_id and email = 'binh@vi-du.example'`,
  );
  await keepAsBefore('an@vi-du.example', ['abcde-fghij']);
  expect(await api.context.signIn?.hashRecoveryCodes()).toBe(1);
  expect(await enter('binh@vi-du.example', 'khong-doc-duoc', '203.0.113.41')).toEqual(REFUSED);
  expect(await enter('an@vi-du.example', 'abcde-fghij', '203.0.113.42')).toEqual(OPENED);
});
