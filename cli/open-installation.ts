// Commands that look at an installation: its database, whether it is running or not.
import { type Env, loadEnv } from '#config/env.ts';
import { withInstallationDatabase } from '#local/open-database.ts';
import type { Database } from '#store/database.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { refuse } from './refuse.ts';

/** Who a change by command is told of in the log. */
export const ADMINISTRATOR = 'quản trị (dòng lệnh)';

/** Gives `work` the installation's database and closes it; an installation that can not be opened is refused with the reason. */
export async function withInstallation<T>(work: (database: Database, env: Env) => Promise<T>): Promise<T> {
  try {
    const env = loadEnv();
    return await withInstallationDatabase(env, async (url) => {
      const { database } = await openApplicationDatabase(url);
      try {
        return await work(database, env);
      } finally {
        await database.$disconnect();
      }
    });
  } catch (error) {
    refuse([error instanceof Error ? error.message : String(error)]);
  }
}
