// Recovery codes lie in the database as hashes of a password's kind (ASVS 6.5.2). The library compares lists of texts; it is handed
// hashes where it looks for codes.
import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { createAuthMiddleware } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Database } from '#store/database.ts';
import { findRecoveryCodes, listRecoveryCodes, replaceRecoveryCodes } from '#store/second-factor-store.ts';
import { type Asked, accountOf } from './challenged-account.ts';

type Key = Parameters<typeof symmetricDecrypt>[0]['key'];

const VERIFY = '/two-factor/verify-backup-code';
const PREFIX = 'scrypt:';
// What a password of this product costs, and no second: a set of ten is hashed while somebody waits.
const COST: ScryptOptions = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
const [SALT_BYTES, HASH_BYTES] = [16, 32];

/** How the library keeps a set: what it made as hashes with a salt of their own, and what is left of a set as it was. */
export const AS_HASHES = {
  encrypt: async (codes: string): Promise<string> => JSON.stringify(await hashed(JSON.parse(codes))),
  decrypt: async (kept: string): Promise<string> => (isHashed(kept) ? kept : '[]'),
};

/** Before the library looks for a code, it becomes its hash with the salt of the account's set; without one it reaches it as none, and counts as a wrong one. */
export function recoveryCodesHashed(database: Database) {
  return {
    id: 'dondoc-recovery-codes',
    hooks: {
      before: [
        {
          matcher: ({ path }: { path?: string }) => path === VERIFY,
          handler: createAuthMiddleware(async (asked) => ({
            context: { body: { ...asked.body, code: await hashOfGiven(database, asked) } },
          })),
        },
      ],
    },
  };
}

/** Hashes what an earlier version has sealed; answers of how many accounts. What its key does not open stays. */
export async function hashSealedCodes(database: Database, key: Key): Promise<number> {
  let changed = 0;
  for (const { id, backupCodes } of await listRecoveryCodes(database))
    if (await hashSealed(database, key, { id, backupCodes })) changed++;
  return changed;
}

async function hashOfGiven(database: Database, asked: Asked): Promise<string> {
  const accountId = await accountOf(asked);
  const kept = accountId === null ? null : await findRecoveryCodes(database, accountId);
  if (accountId === null || kept === null) return '';
  const isChanged = await hashSealed(database, asked.context.secretConfig, kept);
  const set = isChanged ? await findRecoveryCodes(database, accountId) : kept;
  const salt = set !== null && isHashed(set.backupCodes) ? saltOf(JSON.parse(set.backupCodes)) : null;
  return salt === null ? '' : hashOf(String(asked.body.code), salt);
}

async function hashSealed(database: Database, key: Key, kept: { id: string; backupCodes: string }): Promise<boolean> {
  if (isHashed(kept.backupCodes)) return false;
  const codes = await symmetricDecrypt({ key, data: kept.backupCodes }).catch(() => null);
  if (codes === null) return false;
  // Of two processes that do it at once, one: the other finds what that has made.
  await replaceRecoveryCodes(database, kept, JSON.stringify(await hashed(JSON.parse(codes))));
  return true;
}

/** One after the other: each takes 32 MB while it lasts. */
async function hashed(codes: readonly string[]): Promise<string[]> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const hashes: string[] = [];
  for (const code of codes) hashes.push(code.startsWith(PREFIX) ? code : await hashOf(code, salt));
  return hashes;
}

function hashOf(code: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'base64url'), HASH_BYTES, COST, (error, hash) =>
      error === null ? resolve(`${PREFIX}${salt}:${hash.toString('base64url')}`) : reject(error),
    );
  });
}

const isHashed = (kept: string) => kept.startsWith('[');
const saltOf = ([first]: readonly string[]) => first?.split(':')[1] ?? null;
