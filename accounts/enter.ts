// A session for somebody whose proof the product has looked at itself. Only from within: the library answers no address for it.
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

export interface Entered {
  sessionId: string;
}

/** Who, and how they have shown it; where nothing is said of that, as the session in whose place the new one comes. */
export interface Entering {
  accountId: string;
  way?: 'passkey';
  /** False = until the browser is closed. */
  remember?: boolean;
}

export function entering() {
  return {
    id: 'dondoc-enter',
    endpoints: {
      enter: createAuthEndpoint.serverOnly(
        {
          method: 'POST',
          body: z.object({
            accountId: z.string(),
            way: z.enum(['passkey']).optional(),
            remember: z.boolean().optional(),
          }),
        },
        async (asked): Promise<Entered> => {
          const { internalAdapter } = asked.context;
          const { accountId, way, remember } = asked.body;
          const user = await internalAdapter.findUserById(accountId);
          if (user === null) throw asked.error('UNAUTHORIZED', { code: 'USER_NOT_FOUND' });
          const { name } = asked.context.authCookies.dontRememberToken;
          // Where nobody says, as the session in whose place this one comes.
          const forgets = remember === undefined ? await asked.getSignedCookie(name, asked.context.secret) : !remember;
          const session = await internalAdapter.createSession(
            user.id,
            Boolean(forgets),
            way === undefined ? {} : { way },
          );
          await setSessionCookie(asked, { session, user }, Boolean(forgets));
          return asked.json({ sessionId: session.id });
        },
      ),
    },
  };
}
