// Whose second factor is being asked for, as the library finds it.
import { type createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';

export type Asked = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Whoever is signed in, else whoever gave a password before; null = nobody. */
export async function accountOf(asked: Asked): Promise<string | null> {
  const session = await getSessionFromCtx(asked);
  if (session !== null) return session.user.id;
  const cookie = asked.context.createAuthCookie('two_factor');
  const challenge = await asked.getSignedCookie(cookie.name, asked.context.secret);
  if (!challenge) return null;
  return (await asked.context.internalAdapter.findVerificationValue(challenge))?.value ?? null;
}
