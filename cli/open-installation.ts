// Commands that look at an installation: its database, whether it is running or not.

import { type Env, loadEnv } from '#config/env.ts';
import { wallClock } from '#contracts/clock.ts';
import { withInstallationDatabase } from '#local/open-database.ts';
import type { OperationContext } from '#operations/seam/context.ts';
import { closeDatabase, type Database } from '#store/database.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { loadOffice } from '#store/roster-store.ts';
import { openSteadyClock } from '#store/steady-clock.ts';
import { refuse } from './refuse.ts';

/** Where an operation of the command line happens. */
export async function contextOf(database: Database): Promise<OperationContext> {
  const { now } = await openSteadyClock(database, wallClock);
  return { database, zone: (await loadOffice(database)).zone, now };
}

/** Gives `work` the installation's database and closes it; an installation that can not be opened is refused with the reason. */
export async function withInstallation<T>(work: (database: Database, env: Env) => Promise<T>): Promise<T> {
  try {
    const env = loadEnv();
    return await withInstallationDatabase(env, async (url) => {
      const { database } = await openApplicationDatabase(url);
      try {
        return await work(database, env);
      } finally {
        await closeDatabase(database);
      }
    });
  } catch (error) {
    refuse([error instanceof Error ? error.message : String(error)]);
  }
}
