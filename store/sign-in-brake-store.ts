// Failed sign-ins, and the places from which an account is known. A try is counted before it is looked at: a hundred at once are a hundred.
import { type Brake, FORGOTTEN_AFTER_MS, waitAfter } from '#domain/rights/sign-in-delay.ts';
import type { Database } from './database.ts';

/** Counts a try under each of its brakes, or says after how many milliseconds one will be looked at; then nothing is counted. */
export async function claimTry(
  database: Database,
  brakes: readonly Brake[],
  now: Date,
): Promise<{ ok: true; failures: number } | { ok: false; waitMs: number }> {
  return database.$transaction(async (tx) => {
    // In one order, so that two tries never wait for each other.
    const keys = brakes.map(({ key }) => key).sort();
    await tx.signInBrake.createMany({
      data: keys.map((key) => ({ key, failures: 0, lastAt: now })),
      skipDuplicates: true,
    });
    await tx.$queryRaw`SELECT key FROM sign_in_brake WHERE key = ANY(${keys}) ORDER BY key FOR UPDATE`;
    const rows = await tx.signInBrake.findMany({ where: { key: { in: keys } } });
    const standing = brakes.map(({ key, kind }) => {
      const row = rows.find((one) => one.key === key);
      const sinceMs = row === undefined ? FORGOTTEN_AFTER_MS : now.getTime() - row.lastAt.getTime();
      const failures = sinceMs >= FORGOTTEN_AFTER_MS ? 0 : (row?.failures ?? 0);
      return { key, failures, waitMs: failures === 0 ? 0 : waitAfter(kind, failures) - sinceMs };
    });
    const waitMs = Math.max(...standing.map((one) => one.waitMs));
    if (waitMs > 0) return { ok: false, waitMs };
    for (const { key, failures } of standing)
      await tx.signInBrake.update({ where: { key }, data: { failures: failures + 1, lastAt: now } });
    return { ok: true, failures: (standing[0]?.failures ?? 0) + 1 };
  });
}

/** The try succeeded: its own counter begins anew, and the others give back what it had counted. */
export async function clearTry(database: Database, brakes: readonly Brake[]): Promise<void> {
  const [own, ...others] = brakes.map(({ key }) => key);
  await database.signInBrake.deleteMany({ where: { key: own ?? '' } });
  await database.signInBrake.updateMany({
    where: { key: { in: others }, failures: { gt: 0 } },
    data: { failures: { decrement: 1 } },
  });
}

/** Forgets what is old. */
export async function dropOldBrakes(database: Database, now: Date): Promise<void> {
  await database.signInBrake.deleteMany({ where: { lastAt: { lt: new Date(now.getTime() - FORGOTTEN_AFTER_MS) } } });
}

const KNOWN_FOR_MS = 90 * 24 * 3_600_000;

/** Which of these places the account has signed in from lately. */
export async function listKnownPlaces(
  database: Database,
  accountId: string,
  places: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const rows = await database.accountPlace.findMany({
    where: { accountId, place: { in: [...places] }, lastAt: { gt: new Date(now.getTime() - KNOWN_FOR_MS) } },
    select: { place: true },
  });
  return new Set(rows.map(({ place }) => place));
}

/** The account has signed in from there; what it has not come from for long is forgotten. */
export async function putPlaces(
  database: Database,
  accountId: string,
  places: readonly string[],
  now: Date,
): Promise<void> {
  for (const place of places)
    await database.accountPlace.upsert({
      where: { accountId_place: { accountId, place } },
      create: { accountId, place, lastAt: now },
      update: { lastAt: now },
    });
  await database.accountPlace.deleteMany({
    where: { accountId, lastAt: { lt: new Date(now.getTime() - KNOWN_FOR_MS) } },
  });
}

/** The account that a name at the sign-in page is of: an address or a user name. */
export async function findNamedAccount(database: Database, named: string): Promise<string | null> {
  const text = named.toLowerCase();
  const row = await database.userAccount.findFirst({
    where: { OR: [{ email: text }, { username: text }] },
    select: { id: true },
  });
  return row?.id ?? null;
}
