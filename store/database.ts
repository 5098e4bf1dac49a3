// The connection to PostgreSQL that all stores share.
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Opens a pool; nothing is read until the first query. */
export function openDatabase(url: string, connectionsMax = 10): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connectionsMax }) });
}
