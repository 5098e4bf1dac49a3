import { type Env, loadEnv } from './env.ts';

/** The environment of a program that needs every service: the API and the worker. */
export type ConnectedEnv = Env & {
  databaseUrl: string;
  temporalAddress: string;
  smtpUrl: string;
  secret: string;
};

const NEEDED = [
  ['databaseUrl', 'DATABASE_URL'],
  ['temporalAddress', 'TEMPORAL_ADDRESS'],
  ['smtpUrl', 'SMTP_URL'],
  ['secret', 'DONDOC_SECRET'],
] as const;

/** Like loadEnv, and throws naming every service variable that is missing; `npm start` sets them all for its children. */
export function loadConnectedEnv(source?: NodeJS.ProcessEnv): ConnectedEnv {
  const env = loadEnv(source);
  const missing = NEEDED.filter(([key]) => env[key] === null).map(([, name]) => name);
  if (missing.length > 0) {
    throw new Error(
      `Thiếu biến môi trường: ${missing.join(', ')}. ` +
        'Chạy `npm start` để dùng bộ máy chủ kèm theo, hoặc đặt các biến này theo .env.example.',
    );
  }
  return env as ConnectedEnv;
}
