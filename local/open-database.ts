import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '#config/env.ts';
import { prepareCluster } from './postgres/prepare-cluster.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { keepDataDirPrivate } from './private/keep-data-dir-private.ts';
import { chooseFreePort } from './process/choose-free-port.ts';
import { lockDataDir } from './supervisor/data-dir-lock.ts';
import { readInstallation } from './supervisor/installation.ts';

/**
 * Lets a command read the installation's database whether it runs or not: DATABASE_URL when set, else the server of the
 * running `npm start`, else the data folder's own server, brought to this version, started for the command and stopped after it.
 */
export async function withInstallationDatabase<T>(env: Env, use: (databaseUrl: string) => Promise<T>): Promise<T> {
  const running = env.databaseUrl ?? readInstallation(env.dataDir)?.databaseUrl;
  if (running !== undefined) return use(running);
  const folder = join(env.dataDir, 'postgres');
  if (!existsSync(join(folder, 'cluster'))) {
    throw new Error(
      `Chưa có dữ liệu ở ${env.dataDir}. Hãy chạy \`npm start\` trước, hoặc đặt DONDOC_DATA_DIR hay DATABASE_URL ` +
        'trỏ tới nơi có dữ liệu.',
    );
  }
  keepDataDirPrivate(env.dataDir);
  const lock = lockDataDir(env.dataDir, `http://localhost:${env.port}`);
  if (!lock.held) {
    throw new Error(
      `Bản dôn đốc ở ${env.dataDir} đang khởi động hoặc đang dừng (tiến trình ${lock.holder.pid}). Hãy thử lại sau ít giây.`,
    );
  }
  try {
    const logFile = join(env.dataDir, 'logs', 'postgres.log');
    const server = await startPostgres({ dataDir: folder, port: await chooseFreePort(), logFile });
    try {
      const { url } = await prepareCluster(folder, server.url);
      return await use(url);
    } finally {
      await server.stop();
    }
  } finally {
    lock.release();
  }
}
