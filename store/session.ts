// How every connection of the product speaks with PostgreSQL, whatever its server, its database, its account or its address says (ADR 0194).
import pg from 'pg';

/**
 * The driver adapter of Prisma writes instants without their offset and cuts it off from what it reads, so any session that is not in UTC reads and
 * writes other instants than were meant; and both drivers read days and instants in ISO form only. An administrator may have set either for a role, a
 * database or a whole server, and `options` of an address may too.
 */
const SESSION = "SET timezone = 'UTC'; SET datestyle = 'ISO, MDY'";

/** The office of an installation that has only one, and of yesterday's: what a connection works for unless somebody says otherwise. */
export const FIRST_OFFICE = 1;

/** A pool whose connections are all in the product's session before anybody uses them; nothing is opened until the first is asked for. */
export function openPool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    // The pool waits for the promise, which its types do not say; a connection that cannot be set up is given to nobody.
    onConnect: fixSession as (client: pg.ClientBase) => void,
  });
  // A server that goes away says so to the query that is under way.
  pool.on('error', () => undefined);
  // The pool listens to those that nobody holds. One that is held, and ends between two statements, would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
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

/**
 * After the connection and not in its address: it wins over every other setting, and a pooler hands it on to each server (PgBouncer tracks all three).
 * The name is what the database knows the office by (`current_office()`, ADR 0221).
 */
async function fixSession(client: pg.ClientBase): Promise<void> {
  await client.query(`${SESSION}; ${naming(FIRST_OFFICE)}`);
}

/** From here on the connection sees the rows of this office, and writes such. */
export async function tellOffice(client: pg.ClientBase, office: number): Promise<void> {
  await client.query(naming(office));
}

function naming(office: number): string {
  if (!Number.isSafeInteger(office) || office < FIRST_OFFICE) throw new Error(`${office} is the number of no office`);
  return `SET application_name = 'dondoc office ${office}'`;
}
