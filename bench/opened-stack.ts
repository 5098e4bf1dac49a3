// An installation as a user has it, with a connection to its database: what a measurement begins with and ends with.
import pg from 'pg';
import {
  openStackFolder,
  recordedPids,
  type StackFolder,
  servicesOf,
  startStack,
} from '../tests/support/started-stack.ts';

export interface OpenedStack {
  folder: StackFolder;
  sql: pg.Pool;
  temporal: { address: string; namespace: string };
  /** Postgres, Temporal, worker and API by their names, and the supervisor. */
  pids(): Record<string, number>;
  stop(): Promise<void>;
}

interface Opening {
  /** `SMTP_URL` among them leaves the sample out. */
  variables?: Readonly<Record<string, string>>;
  /** Changes the folder of a stack that was started once and stopped again. */
  prepare?: (folder: StackFolder) => void;
}

/** Returns when everything is ready. */
export async function openStack({ variables = {}, prepare }: Opening = {}): Promise<OpenedStack> {
  const folder = await openStackFolder();
  if (prepare !== undefined) {
    await (await startStack(folder, variables)).stop();
    prepare(folder);
  }
  const stack = await startStack(folder, variables);
  const { ownerUrl, temporalAddress, temporalNamespace } = servicesOf(folder);
  // As the owner: what is asked here is told apart from what the programs ask.
  const sql = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  return {
    folder,
    sql,
    temporal: { address: temporalAddress, namespace: temporalNamespace },
    pids: () => ({ ...recordedPids(folder), supervisor: stack.supervisor.pid as number }),
    async stop() {
      await sql.end();
      await stack.stop();
      folder.remove();
    },
  };
}
