// The pair of Zalo tokens: sealed at rest, changed by one process at a time, committed before anybody uses it.
import { type Clock, wallClock } from '#contracts/clock.ts';
import { TokenPair } from '#contracts/zalo-tokens.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { raiseAttention, resolveMatter } from './attention-store.ts';
import type { Database, Transaction } from './database.ts';

// Any constant: whoever refreshes holds it, over all processes of the installation.
const TOKEN_LOCK = 7_246_003;
// The lock is held over a call to Zalo (15 s at most); the others wait for it.
const HELD_MS = 40_000;
const WAIT_MS = 120_000;
export const ZALO_TOKEN_MATTER = 'zalo-token';

export interface ZaloTokenOptions {
  /** Makes a text unreadable at rest; opening what was sealed with another key throws. */
  box: { seal(plain: string): string; open(sealed: string): string };
  /** Names the ZALO_REFRESH_TOKEN of the environment: a new one replaces a pair that Zalo has refused. */
  firstTokenId: string | null;
  now?: Clock;
}

/** The store behind the token source of every worker and of the API. */
export function createZaloTokenStore(database: Database, options: ZaloTokenOptions) {
  const now = options.now ?? wallClock;
  return {
    load: () => read(database, options),
    saveUnderLock: (change: (current: TokenPair | null) => Promise<TokenPair | null>) =>
      database.$transaction(
        async (tx) => {
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(${TOKEN_LOCK})`;
          const current = await read(tx, options);
          const next = await change(current);
          if (next === null || next === current) return next;
          const data = {
            sealed: options.box.seal(JSON.stringify(next)),
            firstTokenId: options.firstTokenId,
            updatedAt: now(),
          };
          await tx.zaloToken.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
          if (!next.refreshRefused) await resolveMatter(tx, ZALO_TOKEN_MATTER, { actor: SYSTEM, now: now() });
          return next;
        },
        { timeout: HELD_MS, maxWait: WAIT_MS },
      ),
  };
}

async function read(
  database: Database | Transaction,
  { box, firstTokenId }: ZaloTokenOptions,
): Promise<TokenPair | null> {
  const row = await database.zaloToken.findUnique({ where: { id: 1 } });
  if (row === null) return null;
  const pair = openPair(box, row.sealed);
  const isNewConsent = firstTokenId !== null && firstTokenId !== row.firstTokenId;
  return pair.refreshRefused && isNewConsent ? null : pair;
}

/** A pair sealed with another key is kept as it is, for the day when the key is put right; until then nobody tries to refresh. */
function openPair(box: ZaloTokenOptions['box'], sealed: string): TokenPair {
  try {
    return TokenPair.parse(JSON.parse(box.open(sealed)));
  } catch {
    return { accessToken: '', refreshToken: '', accessExpiresAt: new Date(0).toISOString(), refreshRefused: true };
  }
}

/** Puts the failing pair on the officer's list. */
export async function raiseTokenAlarm(database: Database, why: string, now: Date): Promise<void> {
  await raiseAttention(database, { id: ZALO_TOKEN_MATTER, what: why, place: 'Zalo Official Account' }, now);
}
