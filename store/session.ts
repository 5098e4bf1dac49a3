// How every connection of the product speaks with PostgreSQL, whatever its server, its database, its account or its address says (ADR 0194).
import pg from 'pg';

/**
 * The driver adapter of Prisma writes instants without their offset and cuts it off from what it reads, so any session that is not in UTC reads and
 * writes other instants than were meant; and both drivers read days and instants in ISO form only. An administrator may have set either for a role, a
 * database or a whole server, and `options` of an address may too.
 */
const SESSION = "SET timezone = 'UTC'; SET datestyle = 'ISO, MDY'";

/** Settings of a pool whose connections are all in the product's session before anybody uses them. */
export function preparePool(url: string, connectionsMax: number): pg.PoolConfig {
  return {
    connectionString: url,
    max: connectionsMax,
    // The pool waits for the promise, which its types do not say; a connection that cannot be set up is given to nobody.
    onConnect: fixSession as (client: pg.ClientBase) => void,
  };
}

/** Gives `use` one connection in the product's session and closes it. */
export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away says so to the query that is under way.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await fixSession(client);
    return await use(client);
  } finally {
    await client.end();
  }
}

/** After the connection and not in its address: it wins over every other setting, and a pooler hands it on to each server (PgBouncer tracks both). */
async function fixSession(client: pg.ClientBase): Promise<void> {
  await client.query(SESSION);
}
