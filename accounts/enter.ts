// A session for somebody whose proof the product has looked at itself. Only from within: the library answers no address for it.
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

export interface Entered {
  sessionId: string;
}

export function entering() {
  return {
    id: 'dondoc-enter',
    endpoints: {
      enter: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ accountId: z.string() }) },
        async (asked): Promise<Entered> => {
          const { internalAdapter } = asked.context;
          const user = await internalAdapter.findUserById(asked.body.accountId);
          if (user === null) throw asked.error('UNAUTHORIZED', { code: 'USER_NOT_FOUND' });
          const forgets = await asked.getSignedCookie(
            asked.context.authCookies.dontRememberToken.name,
            asked.context.secret,
          );
          const session = await internalAdapter.createSession(user.id, Boolean(forgets));
          await setSessionCookie(asked, { session, user });
          return asked.json({ sessionId: session.id });
        },
      ),
    },
  };
}
