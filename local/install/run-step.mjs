import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const SHOWN_LINES = 40;

/**
 * Runs one program of the installation: one line of progress with its seconds; what the program prints is shown only
 * when it failed. Ctrl-C and SIGTERM end the program too.
 */
export async function runStep(root, title, { command, args, env }) {
  const logFile = join(tmpdir(), `dondoc-install-${process.pid}.log`);
  const startedAt = Date.now();
  process.stderr.write(`${title}… `);
  const failure = await runLogged(root, logFile, command, args, env);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).replace('.', ',');
  if (failure === null) {
    process.stderr.write(`xong sau ${seconds} giây\n`);
    rmSync(logFile, { force: true });
    return;
  }
  process.stderr.write(`hỏng sau ${seconds} giây (${failure})\n`);
  const log = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  throw new Error(
    `${log.slice(-SHOWN_LINES).join('\n')}\n\n${title} không thành công. Nhật ký đầy đủ: ${logFile}. Sửa lỗi trên rồi chạy lại.`,
  );
}

/** Null when the program ended well, else how it ended. */
function runLogged(root, logFile, command, args, env) {
  return new Promise((resolve) => {
    const log = openSync(logFile, 'w', 0o600);
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    const pass = (signal) => {
      child.kill(signal);
      child.once('exit', () => process.exit(signal === 'SIGINT' ? 130 : 143));
    };
    const onInterrupt = () => pass('SIGINT');
    const onTerminate = () => pass('SIGTERM');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    const end = (failure) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      resolve(failure);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(code === 0 ? null : (signal ?? `mã thoát ${code}`)));
  });
}
