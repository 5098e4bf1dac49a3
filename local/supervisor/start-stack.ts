import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '#config/env.ts';
import { publicPathOf } from '#config/public-path.ts';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { childEnvironment } from '../process/child-environment.ts';
import { type ServerProcess, tailOfLog } from '../process/server-process.ts';
import { firstAccountUrl } from './first-account-url.ts';
import { installationSecret, publishInstallation } from './installation.ts';
import { type KeptRunning, keepRunning } from './keep-running.ts';
import { chooseStackPorts } from './remembered-ports.ts';
import { rotateLog } from './rotate-log.ts';
import type { StackAddresses, StackContext } from './stack-context.ts';
import { startProgram } from './start-program.ts';
import { type ServiceAddresses, startServices } from './start-services.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/**
 * Starts what is not given from outside (PostgreSQL, Temporal, mailbox, Zalo sandbox), then worker and API on it, and returns when the
 * API says that it is ready and the sample is loaded. What has been started stands in `running` at every moment.
 */
export async function startStack(context: StackContext): Promise<StackAddresses> {
  const { env, programs, say, signal } = context;
  makePrivateFolder(logDir(env));
  for (const name of ['postgres', 'temporal', 'worker', 'api', 'sample']) rotateLog(logFile(env, name));
  const services = await startServices({ ...context, ports: await chooseStackPorts(env.dataDir) });
  signal.throwIfAborted();
  const { databaseUrl, temporalAddress, temporalNamespace, smtpUrl } = services;
  publishInstallation(env.dataDir, {
    databaseUrl,
    temporalAddress,
    temporalNamespace,
    smtpUrl,
    publicUrl: env.publicUrl,
  });
  signal.throwIfAborted();

  const environment = programEnvironment(env, services);
  await Promise.all([
    keepProgram(context, 'worker', 'Tiến trình xử lý (worker)', programs.worker, environment),
    keepProgram(context, 'api', 'Máy chủ web và API', programs.api, environment),
  ]);
  const localUrl = `http://localhost:${env.port}`;
  const publicPath = publicPathOf(env.publicUrl);
  await waitUntilReady(`${localUrl}/readyz`, signal, () => tailOfLog(logFile(env, 'api')));
  say('Web, API và worker đã sẵn sàng');
  await loadSample(context, environment);
  return {
    app: localUrl + publicPath,
    publicUrl: env.publicUrl,
    mailbox: services.mailboxDir === null ? null : `${localUrl}${publicPath}/dev/mailbox`,
    zalo: services.zalo?.url ?? null,
    temporalUi: services.temporalUi,
    firstAccount: await firstAccountUrl(services.databaseUrl, env.publicUrl),
  };
}

/** The log of one part of the stack. */
export function logFile(env: Env, name: string): string {
  return join(logDir(env), `${name}.log`);
}

function logDir(env: Env): string {
  return join(env.dataDir, 'logs');
}

function programEnvironment(env: Env, services: ServiceAddresses): NodeJS.ProcessEnv {
  return childEnvironment({
    DATABASE_URL: services.databaseUrl,
    // Set to nothing, or a program would read it in .env: only this process may change the structure.
    DATABASE_OWNER_URL: '',
    TEMPORAL_ADDRESS: services.temporalAddress,
    TEMPORAL_NAMESPACE: services.temporalNamespace,
    SMTP_URL: services.smtpUrl,
    // With a real mail server the messages leave: then nothing may behave like a playground.
    DONDOC_EMBEDDED: services.mailboxDir === null ? '0' : '1',
    DONDOC_MAILBOX_DIR: services.mailboxDir ?? '',
    DONDOC_EMBEDDED_DATABASE: env.databaseUrl === null ? '1' : '0',
    DONDOC_DATA_DIR: env.dataDir,
    DONDOC_CACHE_DIR: env.cacheDir,
    DONDOC_SECRET: env.secret ?? installationSecret(env.dataDir),
    HOST: env.listenHost,
    PORT: String(env.port),
    PUBLIC_URL: env.publicUrl,
    TZ: 'UTC',
    ...zaloEnvironment(services.zalo),
  });
}

/** What the sandbox needs named; without it the programs see what the environment itself says. */
function zaloEnvironment(zalo: ServiceAddresses['zalo']): Record<string, string> {
  if (zalo === null) return {};
  return {
    ZALO_OA_URL: zalo.oaUrl,
    ZALO_BUSINESS_URL: zalo.businessUrl,
    ZALO_OAUTH_URL: zalo.oauthUrl,
    ZALO_APP_ID: zalo.appId,
    ZALO_APP_SECRET: zalo.appSecret,
    ZALO_OA_ID: zalo.oaId,
    ZALO_OA_SECRET_KEY: zalo.oaSecretKey,
    ZALO_REFRESH_TOKEN: zalo.refreshToken,
    ZALO_SANDBOX_URL: zalo.url,
  };
}

async function keepProgram(
  { env, record, say, onGiveUp, running }: StackContext,
  name: string,
  title: string,
  entry: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const log = logFile(env, name);
  const start = async (): Promise<ServerProcess> => {
    const program = await startProgram({
      entry,
      env: environment,
      logFile: log,
      stopSteps: [
        { signal: 'SIGTERM', waitMs: 2_500 },
        { signal: 'SIGKILL', waitMs: 500 },
      ],
    });
    record.add(name, program);
    return program;
  };
  const kept: KeptRunning = await keepRunning({
    title,
    start,
    say,
    onGiveUp: (reason) => onGiveUp(`${reason}. Nhật ký (${log}):\n${tailOfLog(log)}`),
  });
  running.push({ name, stop: kept.stop });
}

async function loadSample(context: StackContext, environment: NodeJS.ProcessEnv): Promise<void> {
  const { env, programs, say, record, signal, running } = context;
  if (!existsSync(programs.loadSample)) return;
  if (env.databaseUrl !== null) {
    say('Không nạp kế hoạch mẫu: DATABASE_URL trỏ tới cơ sở dữ liệu có sẵn');
    return;
  }
  if (env.zalo.addressesGiven && !isLoopback(env.zalo.oaUrl)) {
    say('Không nạp kế hoạch mẫu: địa chỉ Zalo không ở máy này, tin mẫu có thể đến số điện thoại của người thật');
    return;
  }
  say('Nạp kế hoạch mẫu…');
  const log = logFile(env, 'sample');
  const loader = await startProgram({
    entry: programs.loadSample,
    env: environment,
    logFile: log,
    stopSteps: [
      { signal: 'SIGTERM', waitMs: 1_000 },
      { signal: 'SIGKILL', waitMs: 500 },
    ],
  });
  record.add('sample', loader);
  running.push({ name: 'sample', stop: loader.stop });
  const { code } = await loader.exited;
  signal.throwIfAborted();
  // The installation works without the sample: say it loudly and go on.
  if (code !== 0) say(`CẢNH BÁO: nạp kế hoạch mẫu không thành công. Nhật ký (${log}):\n${tailOfLog(log)}`);
}

function isLoopback(url: string | null): boolean {
  return url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}
