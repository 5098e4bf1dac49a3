import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ACCOUNT_VARIABLES, type AccountSettings, checkAccounts, toAccounts } from './account-settings.ts';
import { cacheDirOf } from './cache-dir.ts';
import { checkEvidenceSettings, EVIDENCE_VARIABLES, type EvidenceSettings, toEvidence } from './evidence-settings.ts';
import { whyNoPublicPath } from './public-path.ts';
import { RATE_VARIABLES, type RateLimits, toRateLimits } from './rate-limits.ts';
import { checkSms, SMS_VARIABLES, type SmsSettings, toSms } from './sms-settings.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What the environment says, checked; null = not set. */
export interface Env {
  /** Web pages and API. */
  port: number;
  /** The address that the API listens on; the loopback unless the office says otherwise. */
  listenHost: string;
  /** How people reach them; links in messages start with it. No slash at the end. */
  publicUrl: string;
  /** Absolute. Everything that the embedded stack keeps. */
  dataDir: string;
  cacheDir: string;
  /** True in the programs that `npm start` starts beside its own servers. */
  embedded: boolean;
  /** The folder of stored mails of the local mailbox; null where mail really leaves. */
  mailboxDir: string | null;
  /** Signs the links in messages. */
  secret: string | null;
  databaseUrl: string | null;
  /** Changes the structure, and is used for nothing else; null = databaseUrl does. */
  databaseOwnerUrl: string | null;
  temporalAddress: string | null;
  temporalNamespace: string;
  smtpUrl: string | null;
  /** Seals what is kept secret in the database; DONDOC_SECRET when it has no name of its own. */
  encryptionKey: string | null;
  mail: {
    /** `Tên <dia-chi>`; null = don-doc@ the host of publicUrl. */
    from: string | null;
    /** The mailbox whose `+` addresses take replies and bounces; null = they are not read here. */
    replyAddress: string | null;
    /** What `POST /webhooks/mail` must carry; null = the route is closed. */
    webhookSecret: string | null;
    imapUrl: string | null;
    requireTls: boolean;
    /** PEM file of the office's own certificate authority. */
    caFile: string | null;
    dkim: { domainName: string; keySelector: string; keyFile: string } | null;
    /** Most mails a second by recipient domain, `*` for the others. */
    domainLimits: Record<string, number>;
  };
  /** Receivers of outgoing webhooks may live in the same network and speak plain HTTP. */
  webhookAllowPrivate: boolean;
  zalo: {
    /** Null = the sandbox of the embedded stack. */
    oaUrl: string | null;
    businessUrl: string | null;
    oauthUrl: string | null;
    appId: string | null;
    appSecret: string | null;
    oaSecretKey: string | null;
    oaId: string | null;
    refreshToken: string | null;
    /** True when the environment names an address of Zalo: then no sandbox stands in for it. */
    addressesGiven: boolean;
    /** Real ids of the approved templates by our keys. */
    templateIds: Record<string, string>;
    /** The one signature form that is accepted, once a live event has shown it. */
    signatureVariant: string | null;
    /** The pages of the sandbox, where it runs: then no night hours are kept. */
    sandboxUrl: string | null;
  };
  /** The gateway of text messages; null = none are sent. */
  sms: SmsSettings | null;
  accounts: AccountSettings;
  rateLimits: RateLimits;
  /** Files that come with reports. */
  evidence: EvidenceSettings;
}

const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `phải là địa chỉ dạng ${example}`,
    )
    .nullable()
    .default(null);
const text = z.string().nullable().default(null);
const flag = z.enum(['0', '1'], 'phải là 0 hoặc 1').default('0');
const pairs = (example: string) =>
  z
    .string()
    .regex(/^[^=,\s]+=[^=,\s]+(\s*,\s*[^=,\s]+=[^=,\s]+)*$/, `phải có dạng ${example}`)
    .nullable()
    .default(null)
    .transform((written) =>
      Object.fromEntries(
        (written ?? '')
          .split(/\s*,\s*/)
          .filter(Boolean)
          .map((pair) => pair.split('=') as [string, string]),
      ),
    );
const httpUrl = url(['http:', 'https:'], 'https://ten-may');
const publicUrl = httpUrl.superRefine((text, context) => {
  const why = text === null || !URL.canParse(text) ? null : whyNotPublic(new URL(text));
  if (why !== null) context.addIssue({ code: 'custom', message: why });
});
const databaseUrl = url(['postgres:', 'postgresql:'], 'postgresql://nguoi-dung:mat-khau@may:5432/co-so-du-lieu');

/** Every variable that a program of ours reads, in the order of .env.example. */
export const ENV_VARIABLES = {
  PORT: z.coerce
    .number('phải là số từ 1 đến 65535')
    .int('phải là số nguyên từ 1 đến 65535')
    .min(1, 'phải là số từ 1 đến 65535')
    .max(65_535, 'phải là số từ 1 đến 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: publicUrl,
  DONDOC_DATA_DIR: z.string().default('.dondoc'),
  DONDOC_CACHE_DIR: text,
  DATABASE_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl,
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-f:]+\]|[^\s:/]+):\d{1,5}$/i, 'phải có dạng may:cong, ví dụ temporal:7233, không có http://')
    .nullable()
    .default(null),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://may:587'),
  DONDOC_SECRET: z.string().min(32, 'phải dài ít nhất 32 ký tự').nullable().default(null),
  DONDOC_ENCRYPTION_KEY: z.string().min(32, 'phải dài ít nhất 32 ký tự').nullable().default(null),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/, 'phải có dạng Tên <dia-chi@don-vi.gov.vn>')
    .nullable()
    .default(null),
  MAIL_REPLY_ADDRESS: z
    .string()
    .regex(/^[a-z0-9._-]{1,16}@[^@\s]+$/i, 'phải có dạng don-doc@don-vi.gov.vn, phần trước @ dài nhất 16 ký tự')
    .nullable()
    .default(null),
  MAIL_WEBHOOK_SECRET: z.string().min(16, 'phải dài ít nhất 16 ký tự').nullable().default(null),
  IMAP_URL: url(['imap:', 'imaps:'], 'imaps://nguoi-dung:mat-khau@may:993'),
  SMTP_REQUIRE_TLS: flag,
  SMTP_CA_FILE: text,
  DKIM_DOMAIN: text,
  DKIM_SELECTOR: text,
  DKIM_KEY_FILE: text,
  MAIL_DOMAIN_LIMITS: pairs('gmail.com=2,*=10').refine(
    (limits) => Object.values(limits).every((most) => Number(most) > 0),
    'phải là số thư mỗi giây, lớn hơn 0, ví dụ gmail.com=2,*=10',
  ),
  WEBHOOK_ALLOW_PRIVATE: flag,
  DONDOC_EMBEDDED: z.enum(['0', '1'], 'phải là 0 hoặc 1').default('0'),
  DONDOC_MAILBOX_DIR: text,
  ZALO_OA_URL: httpUrl,
  ZALO_BUSINESS_URL: httpUrl,
  ZALO_OAUTH_URL: httpUrl,
  ZALO_APP_ID: text,
  ZALO_APP_SECRET: text,
  ZALO_OA_SECRET_KEY: text,
  ZALO_OA_ID: text,
  ZALO_REFRESH_TOKEN: text,
  ZALO_TEMPLATE_IDS: pairs('nhac-viec=123456,hoi-tien-do=123457,tong-hop=123458'),
  ZALO_SIGNATURE_VARIANT: z
    .string()
    .regex(/^(app|oa)-id\/(header|body)-time\/(oa|app)-secret$/, 'phải có dạng app-id/header-time/oa-secret')
    .nullable()
    .default(null),
  ZALO_SANDBOX_URL: httpUrl,
  ...SMS_VARIABLES,
  ...ACCOUNT_VARIABLES,
  ...RATE_VARIABLES,
  ...EVIDENCE_VARIABLES,
} as const;

const DKIM = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'] as const;

// A setting that is there by half would migrate nothing, or leave the mails unsigned, without a word.
const Variables = z.object(ENV_VARIABLES).superRefine((variables, context) => {
  if (variables.DATABASE_OWNER_URL !== null && variables.DATABASE_URL === null)
    context.addIssue({ code: 'custom', path: ['DATABASE_URL'], message: 'phải đặt khi đã đặt DATABASE_OWNER_URL' });
  for (const { name, message } of [
    ...checkSms(variables),
    ...checkAccounts(variables),
    ...checkEvidenceSettings(variables),
  ])
    context.addIssue({ code: 'custom', path: [name], message });
  const missing = DKIM.filter((name) => variables[name] === null);
  if (missing.length === 0 || missing.length === DKIM.length) return;
  for (const name of missing) {
    const message = `phải đặt cùng lúc cả ba biến ${DKIM.join(', ')}`;
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

/**
 * Reads the environment once, at boot, or throws one message that names every variable that is wrong, in Vietnamese.
 * A variable set to nothing counts as not set. The file .env beside package.json fills in what is not set.
 */
export function loadEnv(source: NodeJS.ProcessEnv = ownEnvironment()): Env {
  const given = Object.fromEntries(
    Object.keys(ENV_VARIABLES)
      .map((name) => [name, source[name]?.trim()])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Variables.safeParse(given);
  if (!parsed.success) throw new Error(explain(parsed.error, given));
  return toEnv(parsed.data, source);
}

function ownEnvironment(): NodeJS.ProcessEnv {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

function explain(error: z.ZodError, given: Record<string, string | undefined>): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  - ${name}: ${shown(name, given[name])}, ${issue.message}`;
  });
  return ['Biến môi trường sai:', ...lines, 'Xem ý nghĩa và ví dụ trong .env.example, sửa rồi chạy lại.'].join('\n');
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'chưa đặt';
  // A secret that is too short is still a secret.
  return `${/SECRET|TOKEN|_KEY$|_URL$|_BODY$|_HEADER$/.test(name) ? 'giá trị đang đặt' : `"${value}"`} không hợp lệ`;
}

function toEnv(variables: z.infer<typeof Variables>, source: NodeJS.ProcessEnv): Env {
  const embedded = variables.DONDOC_EMBEDDED === '1';
  const addressesGiven = [variables.ZALO_OA_URL, variables.ZALO_BUSINESS_URL, variables.ZALO_OAUTH_URL].some(Boolean);
  // All of the sandbox or none of it: half an account would send nothing and say nothing.
  const outside = (address: string) => (embedded && !addressesGiven ? null : address);
  return {
    port: variables.PORT,
    listenHost: variables.HOST,
    publicUrl: (variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(variables.DONDOC_DATA_DIR),
    cacheDir: resolve(cacheDirOf(source)),
    embedded,
    mailboxDir: variables.DONDOC_MAILBOX_DIR,
    secret: variables.DONDOC_SECRET,
    databaseUrl: variables.DATABASE_URL,
    databaseOwnerUrl: variables.DATABASE_OWNER_URL,
    temporalAddress: variables.TEMPORAL_ADDRESS,
    temporalNamespace: variables.TEMPORAL_NAMESPACE,
    smtpUrl: variables.SMTP_URL,
    encryptionKey: variables.DONDOC_ENCRYPTION_KEY ?? variables.DONDOC_SECRET,
    mail: toMail(variables),
    webhookAllowPrivate: variables.WEBHOOK_ALLOW_PRIVATE === '1',
    zalo: {
      oaUrl: variables.ZALO_OA_URL ?? outside('https://openapi.zalo.me'),
      businessUrl: variables.ZALO_BUSINESS_URL ?? outside('https://business.openapi.zalo.me'),
      oauthUrl: variables.ZALO_OAUTH_URL ?? outside('https://oauth.zaloapp.com'),
      appId: variables.ZALO_APP_ID,
      appSecret: variables.ZALO_APP_SECRET,
      oaSecretKey: variables.ZALO_OA_SECRET_KEY,
      oaId: variables.ZALO_OA_ID,
      refreshToken: variables.ZALO_REFRESH_TOKEN,
      addressesGiven,
      templateIds: variables.ZALO_TEMPLATE_IDS,
      signatureVariant: variables.ZALO_SIGNATURE_VARIANT,
      sandboxUrl: variables.ZALO_SANDBOX_URL,
    },
    sms: toSms(variables),
    accounts: toAccounts(variables),
    rateLimits: toRateLimits(variables),
    evidence: toEvidence(variables, resolve(variables.DONDOC_DATA_DIR)),
  };
}

function toMail(variables: z.infer<typeof Variables>): Env['mail'] {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector, DKIM_KEY_FILE: keyFile } = variables;
  const limits = Object.entries(variables.MAIL_DOMAIN_LIMITS).map(([domain, most]) => [
    domain.toLowerCase(),
    Number(most),
  ]);
  return {
    from: variables.MAIL_FROM,
    replyAddress: variables.MAIL_REPLY_ADDRESS,
    webhookSecret: variables.MAIL_WEBHOOK_SECRET,
    imapUrl: variables.IMAP_URL,
    requireTls: variables.SMTP_REQUIRE_TLS === '1',
    caFile: variables.SMTP_CA_FILE,
    dkim: domainName && keySelector && keyFile ? { domainName, keySelector, keyFile } : null,
    domainLimits: Object.fromEntries(limits),
  };
}

function whyNotPublic(url: URL): string | null {
  const { search, hash, username, password } = url;
  if (`${search}${hash}${username}${password}` !== '')
    return 'chỉ gồm giao thức, tên máy, cổng và (khi cần) đường dẫn, không có tham số hay tài khoản: https://dondoc.tuky.vn';
  return whyNoPublicPath(url);
}
