// The connection to PostgreSQL that all stores share.
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { OfficePool } from './office-pool.ts';
import { FIRST_OFFICE, openPool } from './session.ts';

export { FIRST_OFFICE };

/** One office of an installation: nothing that is asked through it reaches another's rows. */
export type Database = PrismaClient;
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Runs in a transaction of its own, or in the caller's when it has one open. */
export function inTransaction<T>(
  database: Database | Transaction,
  work: (tx: Transaction) => Promise<T>,
  /** Of a transaction of its own; milliseconds. */
  limits: { timeout?: number; maxWait?: number } = {},
): Promise<T> {
  // A transaction has `$transaction` too, which would open one within it.
  return isHandle(database) ? database.$transaction(work, limits) : work(database);
}

/** Answers when PostgreSQL does; throws when it does not. */
export async function pingDatabase(database: Database): Promise<void> {
  await database.$queryRaw`SELECT 1`;
}

/** Gives the pool back, which is that of all offices. */
export async function closeDatabase(database: Database): Promise<void> {
  await forOffice(database, FIRST_OFFICE).$disconnect();
}

/** The first office, over a pool of connections in the product's session (./session.ts); nothing is read until the first query. */
export function openDatabase(url: string, connectionsMax = 10): Database {
  return handleOf({ shared: openPool(url, connectionsMax), handles: new Map() }, FIRST_OFFICE);
}

/** The same installation, as another of its offices sees it. */
export function forOffice(database: Database, office: number): Database {
  const { installation } = placeOf(database);
  return installation.handles.get(office) ?? handleOf(installation, office);
}

/** Whose rows are asked for. */
export function officeOf(database: Database): number {
  return placeOf(database).office;
}

interface Installation {
  shared: pg.Pool;
  handles: Map<number, Database>;
}

const PLACES = new WeakMap<Database, { installation: Installation; office: number }>();

function isHandle(database: Database | Transaction): database is Database {
  return PLACES.has(database as Database);
}

function placeOf(database: Database) {
  const place = PLACES.get(database);
  if (place === undefined) throw new Error('only a database that openDatabase opened has an office');
  return place;
}

function handleOf(installation: Installation, office: number): Database {
  const pool = new OfficePool(installation.shared, office);
  const database = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  PLACES.set(database, { installation, office });
  installation.handles.set(office, database);
  return database;
}
