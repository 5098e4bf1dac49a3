// A code of the app works once, though the library would take it as long as it shows (RFC 6238, 5.2; ASVS 6.5.1).
import { createOTP } from '@better-auth/utils/otp';
import { createAuthMiddleware } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Clock } from '#contracts/clock.ts';
import type { Database } from '#store/database.ts';
import { claimCodeStep } from '#store/second-factor-store.ts';
import { type Asked, accountOf } from './challenged-account.ts';

const VERIFY = '/two-factor/verify-totp';
const STEP_MS = 30_000;
// What the library takes, and one more: the next half minute may begin before it looks.
const STEPS = [-1, 0, 1, 2];

/** Before the library looks at a code, its half minute is taken; a code of one that was taken reaches it as none, and counts as a wrong one. */
export function codesOnce(database: Database, wall: Clock) {
  return {
    id: 'dondoc-codes-once',
    hooks: {
      before: [
        {
          matcher: ({ path }: { path?: string }) => path === VERIFY,
          handler: createAuthMiddleware(async (asked) => {
            const isNew = await isFirstUse(database, wall, asked);
            return { context: isNew ? {} : { body: { ...asked.body, code: '' } } };
          }),
        },
      ],
    },
  };
}

async function isFirstUse(database: Database, wall: Clock, asked: Asked): Promise<boolean> {
  const accountId = await accountOf(asked);
  const step = accountId === null ? null : await stepOf(asked, accountId, wall);
  return accountId !== null && step !== null && claimCodeStep(database, accountId, step);
}

/** The half minute that the code is of, among those that count now. */
async function stepOf({ context, body }: Asked, accountId: string, wall: Clock): Promise<number | null> {
  const factor = await context.adapter.findOne<{ secret: string }>({
    model: 'twoFactor',
    where: [{ field: 'userId', value: accountId }],
  });
  if (factor === null) return null;
  const secret = await symmetricDecrypt({ key: context.secretConfig, data: factor.secret });
  const now = Math.floor(wall().getTime() / STEP_MS);
  for (const step of STEPS.map((ahead) => now + ahead))
    if ((await createOTP(secret).hotp(step)) === body.code) return step;
  return null;
}
