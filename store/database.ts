// The connection to PostgreSQL that all stores share.
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';
import { preparePool } from './session.ts';

export type Database = PrismaClient;
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Runs in a transaction of its own, or in the caller's when it has one open. */
export function inTransaction<T>(database: Database | Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return '$transaction' in database && typeof database.$transaction === 'function'
    ? database.$transaction(work)
    : work(database);
}

/** Answers when PostgreSQL does; throws when it does not. */
export async function pingDatabase(database: Database): Promise<void> {
  await database.$queryRaw`SELECT 1`;
}

/** Gives the pool back. */
export async function closeDatabase(database: Database): Promise<void> {
  await database.$disconnect();
}

/** Opens a pool of connections in the product's session (./session.ts); nothing is read until the first query. */
export function openDatabase(url: string, connectionsMax = 10): Database {
  return new PrismaClient({ adapter: new PrismaPg(preparePool(url, connectionsMax)) });
}
