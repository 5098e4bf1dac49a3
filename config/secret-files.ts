// Files with secrets that somebody else made: settings, and keys that they name.
import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from './env.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FOR_OTHERS = 0o077;

/**
 * Leaves files that nobody but their owner can read, also those that were there before.
 * @returns what was changed and what could not be, Vietnamese, for the log of the start.
 */
export function closeSecretFiles(
  { mail }: { mail: Pick<Env['mail'], 'dkim'> },
  envFile = join(ROOT, '.env'),
): string[] {
  return [envFile, mail.dkim?.keyFile].flatMap((file) => (file === undefined ? [] : close(file)));
}

function close(file: string): string[] {
  // Windows has no such rights.
  if (!existsSync(file) || process.platform === 'win32') return [];
  const mode = statSync(file).mode & 0o777;
  if ((mode & FOR_OTHERS) === 0) return [];
  try {
    chmodSync(file, mode & ~FOR_OTHERS);
    return [`Tài khoản khác trên máy đọc được ${file} (quyền ${mode.toString(8)}); đã sửa, chỉ còn chủ tệp đọc được.`];
  } catch {
    return [
      `CẢNH BÁO: tài khoản khác trên máy đọc được ${file} (quyền ${mode.toString(8)}), và tài khoản đang chạy không sửa được. Hãy nhờ chủ của tệp chạy: chmod 600 ${file}`,
    ];
  }
}
