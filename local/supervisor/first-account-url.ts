import { wallClock } from '#contracts/clock.ts';
import { accountLinkUrl } from '#domain/message/account-letter.ts';

/** Where the first administrator sets a password: a new address at each start, until somebody has done it; null from then on. */
export async function firstAccountUrl(databaseUrl: string, appUrl: string): Promise<string | null> {
  // The database's client is loaded for this moment alone, and not by every start that waits for a server.
  const [{ offerFirstAccount }, { BY_SYSTEM }, { openApplicationDatabase }, { closeDatabase }] = await Promise.all([
    import('#operations/offer-first-account.ts'),
    import('#operations/seam/actor.ts'),
    import('#store/open-application-database.ts'),
    import('#store/database.ts'),
  ]);
  const { database } = await openApplicationDatabase(databaseUrl, 1);
  try {
    const token = await offerFirstAccount({ database, now: wallClock }, BY_SYSTEM, {});
    return token === null ? null : accountLinkUrl(appUrl, token);
  } finally {
    await closeDatabase(database);
  }
}
