// Commands that look at an installation: its database, whether it is running or not.

import { Client } from '@temporalio/client';
import { type Env, loadEnv } from '#config/env.ts';
import { wallClock } from '#contracts/clock.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient, type EngineClient } from '#engine/engine-client.ts';
import { withInstallationDatabase } from '#local/open-database.ts';
import { readInstallation } from '#local/supervisor/installation.ts';
import type { OperationContext } from '#operations/seam/context.ts';
import { closeDatabase, type Database } from '#store/database.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { loadOffice } from '#store/roster-store.ts';
import { openSteadyClock } from '#store/steady-clock.ts';
import { chosenOffice, ofChosenOffice } from './chosen-office.ts';
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
        return await work(await ofChosenOffice(database), env);
      } finally {
        await closeDatabase(database);
      }
    });
  } catch (error) {
    refuse([error instanceof Error ? error.message : String(error)]);
  }
}

/** Gives `work` the engine of the installation, or null when it does not run: then the watch does what the engine was not told. */
export async function withEngine<T>(env: Env, work: (engine: EngineClient | null) => Promise<T>): Promise<T> {
  const address = env.temporalAddress ?? readInstallation(env.dataDir)?.temporalAddress;
  const connection = address === undefined ? null : await connectTemporal(address).catch(() => null);
  if (connection === null) return work(null);
  try {
    return await work(
      createEngineClient(new Client({ connection, namespace: env.temporalNamespace }), { office: chosenOffice() }),
    );
  } finally {
    await connection.close();
  }
}
