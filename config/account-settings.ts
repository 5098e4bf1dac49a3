// What the environment says of accounts: a second way to sign in, the sample's people, and the key of scripts beside an embedded stack.
import { z } from 'zod';
import { isProxyEntry } from './proxies.ts';

export interface AccountSettings {
  /** The OpenID Connect server of the office; null = people sign in here alone. */
  singleSignOn: {
    issuer: string;
    clientId: string;
    clientSecret: string;
    name: string;
    /** What it has to say of each sign-in: one of `acr`, one of `amr`; null = nothing is asked of it. */
    strength: { acr: string[]; amr: string[] } | null;
  } | null;
  /** False = nobody of the sample signs in. */
  sampleAccounts: boolean;
  /** A key that may do everything; null = there is none. */
  testKey: string | null;
  /** True in the programs that `npm start` starts beside its own database. */
  embeddedDatabase: boolean;
  /** Proxies that are believed about where a request comes from, besides those on this machine. */
  trustedProxies: string[];
}

const text = z.string().nullable().default(null);

export const ACCOUNT_VARIABLES = {
  OIDC_ISSUER: z
    .string()
    .refine(
      (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
      'phải là địa chỉ dạng https://ten-may',
    )
    .nullable()
    .default(null),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: z.string().default('tài khoản của cơ quan'),
  OIDC_ACR_VALUES: z.string().default(''),
  OIDC_AMR_VALUES: z.string().default(''),
  DONDOC_SAMPLE_ACCOUNTS: z.enum(['on', 'off'], 'phải là on hoặc off').default('on'),
  DONDOC_TEST_KEY: z.string().min(32, 'phải dài ít nhất 32 ký tự').nullable().default(null),
  DONDOC_EMBEDDED_DATABASE: z.enum(['0', '1'], 'phải là 0 hoặc 1').default('0'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .refine(
      (list) => listed(list).every(isProxyEntry),
      'phải là các địa chỉ IP hoặc mạng, cách nhau bằng dấu phẩy: 10.1.2.3, 172.16.0.0/12',
    ),
} as const;

type Variables = { [Name in keyof typeof ACCOUNT_VARIABLES]: z.infer<(typeof ACCOUNT_VARIABLES)[Name]> };

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** Half a way to sign in would be a button that leads nowhere. */
export function checkAccounts(variables: Variables): { name: string; message: string }[] {
  const missing = OIDC.filter((name) => variables[name] === null);
  const asksStrength = strengthOf(variables) !== null;
  if (missing.length === 0 || (missing.length === OIDC.length && !asksStrength)) return [];
  return missing.map((name) => ({ name, message: `phải đặt cùng lúc cả ba biến ${OIDC.join(', ')}` }));
}

function strengthOf({ OIDC_ACR_VALUES, OIDC_AMR_VALUES }: Variables) {
  const [acr, amr] = [listed(OIDC_ACR_VALUES), listed(OIDC_AMR_VALUES)];
  return acr.length + amr.length === 0 ? null : { acr, amr };
}

export function toAccounts(variables: Variables): AccountSettings {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
  } = variables;
  return {
    singleSignOn:
      issuer && clientId && clientSecret
        ? { issuer, clientId, clientSecret, name, strength: strengthOf(variables) }
        : null,
    sampleAccounts: variables.DONDOC_SAMPLE_ACCOUNTS === 'on',
    testKey: variables.DONDOC_TEST_KEY,
    embeddedDatabase: variables.DONDOC_EMBEDDED_DATABASE === '1',
    trustedProxies: listed(variables.TRUSTED_PROXIES),
  };
}

/** What stops a start: a key that opens everything has no place beside a database that is not the embedded one. */
export function whyNoTestKey({ testKey }: AccountSettings, embeddedDatabase: boolean): string | null {
  if (testKey === null || embeddedDatabase) return null;
  return 'DONDOC_TEST_KEY mở mọi quyền nên chỉ dùng được với cơ sở dữ liệu kèm theo của `npm start`. Bỏ biến này, và tạo khóa API ở trang tài khoản.';
}

function listed(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
