import { expect, test } from 'vitest';
import { whyNoTestKey } from '#config/account-settings.ts';
import { loadEnv } from '#config/env.ts';

const KEY = 'mot-khoa-thu-nghiem-dai-hon-ba-muoi-hai-ky-tu';

test('nothing set: people sign in here alone, the sample’s accounts are open, and no key opens everything', () => {
  expect(loadEnv({}).accounts).toEqual({
    singleSignOn: null,
    sampleAccounts: true,
    testKey: null,
    embeddedDatabase: false,
    trustedProxies: [],
  });
});

test('half a way to sign in is refused, with every variable that is missing', () => {
  expect(() => loadEnv({ OIDC_ISSUER: 'https://dang-nhap.vi-du.vn' })).toThrow(
    /OIDC_CLIENT_ID.*\n.*OIDC_CLIENT_SECRET/,
  );
  const { accounts } = loadEnv({
    OIDC_ISSUER: 'https://dang-nhap.vi-du.vn',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'y',
  });
  expect(accounts.singleSignOn).toMatchObject({
    issuer: 'https://dang-nhap.vi-du.vn',
    name: 'tài khoản của cơ quan',
    strength: null,
  });
});

test('how strong a sign-in at the other system has to be is a list, and asks for that system', () => {
  const system = { OIDC_ISSUER: 'https://dang-nhap.vi-du.vn', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' };
  const { accounts } = loadEnv({ ...system, OIDC_ACR_VALUES: 'aal2 aal3', OIDC_AMR_VALUES: 'mfa, hwk' });
  expect(accounts.singleSignOn?.strength).toEqual({ acr: ['aal2', 'aal3'], amr: ['mfa', 'hwk'] });
  expect(() => loadEnv({ OIDC_AMR_VALUES: 'mfa' })).toThrow(/OIDC_ISSUER/);
});

test('a key of tests that is too short is refused, and not shown', () => {
  expect(() => loadEnv({ DONDOC_TEST_KEY: 'ngan-qua' })).toThrow(/DONDOC_TEST_KEY: giá trị đang đặt không hợp lệ/);
});

test('a key of tests opens nothing beside a database that is not the embedded one', () => {
  const { accounts } = loadEnv({ DONDOC_TEST_KEY: KEY });
  expect(whyNoTestKey(accounts, true)).toBeNull();
  expect(whyNoTestKey(accounts, false)).toMatch(/chỉ dùng được với cơ sở dữ liệu kèm theo/);
  expect(whyNoTestKey(loadEnv({}).accounts, false)).toBeNull();
});

test('proxies are named one after the other', () => {
  expect(loadEnv({ TRUSTED_PROXIES: '10.0.0.2, 10.0.0.3' }).accounts.trustedProxies).toEqual(['10.0.0.2', '10.0.0.3']);
});
