import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoTestKey } from '#config/account-settings.ts';
import type { Env } from '#config/env.ts';
import { exposureOf } from '#config/exposure.ts';
import { closeSecretFiles } from '#config/secret-files.ts';
import { keepDataDirPrivate } from '../private/keep-data-dir-private.ts';
import { isPortFree } from '../process/choose-free-port.ts';
import { openChildRecord } from './child-record.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { withdrawInstallation } from './installation.ts';
import { createProgress } from './progress.ts';
import type { RunningPart, StackAddresses, StackPrograms } from './stack-context.ts';
import { startStack } from './start-stack.ts';

export interface SupervisorOptions {
  env: Env;
  programs: StackPrograms;
  /** The addresses, for people and scripts. */
  out: (line: string) => void;
  /** Progress and trouble. */
  err: (line: string) => void;
  /** Aborted with the reason for stopping. */
  stop: AbortSignal;
}

// API first, so that nothing new comes in; then the worker, while what it needs still runs; the stores last.
const STOP_ORDER = ['sample', 'api', 'worker', 'temporal', 'postgres', 'mailbox', 'zalo'];
// Everything must be down 10 s after the signal; the rest is for killing what did not listen.
const STOP_WITHIN_MS = 6_500;
const BREAK_OFF_WITHIN_MS = 2_000;

/**
 * Runs the embedded stack until it is told to stop or a part dies for good, and returns the exit code. When it returns,
 * no process that it started is left, and the data folder is free for the next start.
 */
export async function runSupervisor(options: SupervisorOptions): Promise<number> {
  const { env, err } = options;
  const foreign = keepDataDirPrivate(env.dataDir);
  // What this process and the servers that it starts write from here on is for its owner only.
  process.umask(0o077);
  if (foreign.length > 0)
    err(
      `CẢNH BÁO: tài khoản khác đọc được ${foreign.join(', ')}, và tài khoản đang chạy không sửa được quyền. ` +
        'Hãy nhờ chủ của các tệp đó chạy: chmod -R go-rwx',
    );
  for (const note of closeSecretFiles(env)) err(note);
  const lock = lockDataDir(env.dataDir, `http://localhost:${env.port}`);
  if (!lock.held) {
    err(
      `dôn đốc đã chạy với thư mục dữ liệu ${env.dataDir} (tiến trình ${lock.holder.pid}) tại ${lock.holder.url}. ` +
        'Hãy mở địa chỉ đó, hoặc dừng bản đang chạy, hoặc đặt DONDOC_DATA_DIR sang thư mục khác và PORT sang cổng khác.',
    );
    return 1;
  }
  try {
    return await superviseLocked(options);
  } finally {
    lock.release();
  }
}

async function superviseLocked(options: SupervisorOptions): Promise<number> {
  const { env, out, stop } = options;
  const say = createProgress(options.err);
  const record = openChildRecord(env.dataDir);
  const leftovers = await record.endAll(['SIGTERM', 'SIGKILL'], 3_000);
  if (leftovers.length > 0) say(`Đã dừng tiến trình còn lại của lần chạy trước: ${leftovers.join(', ')}`);
  if (!(await isPortFree(env.port))) {
    say(
      `Cổng ${env.port} đang bị một chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác, ` +
        `ví dụ: PORT=${env.port + 1} npm start`,
    );
    return 1;
  }

  const whyNot = whyNoTestKey(env.accounts, env.databaseUrl === null);
  if (whyNot !== null) {
    say(whyNot);
    return 1;
  }

  const broken = new AbortController();
  const signal = AbortSignal.any([stop, broken.signal]);
  const running: RunningPart[] = [];
  let code = 0;
  try {
    const onGiveUp = (reason: string) => broken.abort(new Error(reason));
    const starting = startStack({ ...options, record, say, onGiveUp, signal, running });
    // A start that is told to stop breaks off at its next step; one that hangs in a step is not waited for.
    starting.catch(() => undefined);
    announce(await Promise.race([starting, aborted(signal).then(() => breakOff(starting))]), out);
    for (const warning of exposureOf(env)) out(`CẢNH BÁO: ${warning}`);
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) {
      code = 1;
      say(error instanceof Error ? error.message : String(error));
    }
  }
  if (broken.signal.aborted && !stop.aborted) {
    code = 1;
    say(`DỪNG: ${(broken.signal.reason as Error).message}`);
  }
  say('Đang dừng…');
  await stopAll(running, say);
  await record.endAll(['SIGKILL'], 1_000);
  record.clear();
  withdrawInstallation(env.dataDir);
  say('Đã dừng');
  return code;
}

async function breakOff(starting: Promise<StackAddresses>): Promise<never> {
  await Promise.race([starting.catch(() => undefined), sleep(BREAK_OFF_WITHIN_MS)]);
  throw new Error('start was told to stop');
}

function announce(addresses: StackAddresses, out: (line: string) => void): void {
  out(`dôn đốc đang chạy tại ${addresses.app}`);
  if (addresses.publicUrl !== addresses.app) out(`Địa chỉ cho mọi người: ${addresses.publicUrl}`);
  if (addresses.firstAccount !== null)
    out(`Đặt tài khoản quản trị lần đầu: ${addresses.firstAccount} (dùng một lần, trong 7 ngày)`);
  if (addresses.mailbox !== null) out(`Hộp thư nội bộ (mọi thư đã gửi): ${addresses.mailbox}`);
  if (addresses.zalo !== null) out(`Hộp thử Zalo (điện thoại của người nhận): ${addresses.zalo}`);
  if (addresses.temporalUi !== null) out(`Trang quản trị Temporal: ${addresses.temporalUi}`);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function stopAll(running: readonly RunningPart[], say: (line: string) => void): Promise<void> {
  const inOrder = [...running].sort((a, b) => STOP_ORDER.indexOf(a.name) - STOP_ORDER.indexOf(b.name));
  const stopping = (async () => {
    for (const part of inOrder) {
      await part.stop().catch((error: Error) => say(`${part.name} không dừng được: ${error.message}`));
    }
  })();
  await Promise.race([stopping, sleep(STOP_WITHIN_MS)]);
}
