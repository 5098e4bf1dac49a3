// The tables of accounts as the library that signs in asks for them (docs/adr/0211): the only place where it meets the database.
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database } from './database.ts';

/** What of our tables is which table of the library. */
export const LIBRARY_MODELS = {
  user: 'userAccount',
  session: 'accountSession',
  account: 'accountCredential',
  verification: 'accountChallenge',
  twoFactor: 'accountTotp',
} as const;

export function openAccountAdapter(database: Database) {
  return prismaAdapter(database, { provider: 'postgresql', transaction: true });
}
