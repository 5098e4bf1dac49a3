import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';

export interface TestDatabase {
  /** With the rights of a program, so that every test shows that they suffice. */
  readonly url: string;
  /** As the owner: to migrate, and to do what no program may. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
  /** A copy as it is now, to be put in its place later. Nobody may be connected to it in either moment. */
  backUp(): Promise<{ putBack(): Promise<void> }>;
}

/** A migrated database that nobody else uses; drop it when done, or let the end of the run do it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${inject('templateDatabase')}`);
  const url = new URL(inject('postgresApplicationUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    ownerUrl: asOwner(url.href),
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
    async backUp() {
      const copy = `${name}_copy`;
      await asAdmin(`create database ${copy} template ${name}`);
      return {
        async putBack() {
          await asAdmin(`drop database ${name}`);
          await asAdmin(`alter database ${copy} rename to ${name}`);
        },
      };
    },
  };
}

/** The same database, as the owner of its tables. */
export function asOwner(url: string): string {
  const owner = new URL(inject('postgresAdminUrl'));
  owner.pathname = new URL(url).pathname;
  return owner.href;
}

/** Gives the test file a database of its own; its addresses can be read from the first hook on. */
export function ownTestDatabase(): Pick<TestDatabase, 'url' | 'ownerUrl'> {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });
  const made = () => {
    if (database === undefined) throw new Error('the test database exists from beforeAll on, not before');
    return database;
  };
  return {
    get url() {
      return made().url;
    },
    get ownerUrl() {
      return made().ownerUrl;
    },
  };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresAdminUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
