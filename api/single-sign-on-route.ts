// Where the other system of the office leads back to. The one address of the library that the world outside reaches (docs/adr/0211).
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SSO_PROVIDER } from '#accounts/single-sign-on.ts';
import { publicPathOf, withoutPublicPath } from '#config/public-path.ts';
import { replaceSession } from '#store/account-session-store.ts';
import { keepCookies } from './accounts.ts';
import type { ApiContext } from './context.ts';
import { requireSignIn, tellingOf } from './library-answer.ts';

/** A browser has one session: the one that it set out with ends when it comes back as somebody. */
async function endFormer(context: ApiContext, cookie: string, cookies: readonly string[]): Promise<void> {
  const signIn = requireSignIn(context);
  const next = await signIn.session(cookies.map((line) => line.split(';', 1)[0]).join('; '));
  const former = next === null ? null : await signIn.session(cookie);
  if (next !== null && former !== null) await replaceSession(context.database, former.id, next.id);
}

export const SINGLE_SIGN_ON_RETURN = '/api/auth/callback/:provider';

/** Goes on to the page that was wanted: signed in, or to the sign-in page with the reason. */
export function registerSingleSignOnRoute(app: Pick<FastifyInstance, 'get'>, context: ApiContext): void {
  const { origin } = new URL(context.publicUrl);
  const publicPath = publicPathOf(context.publicUrl);
  app.get(SINGLE_SIGN_ON_RETURN, async (request: FastifyRequest<{ Params: { provider: string } }>, reply) => {
    if (request.params.provider !== SSO_PROVIDER) return reply.callNotFound();
    const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const asked = tellingOf(context, request);
    const answer = await requireSignIn(context).ask('GET', `/callback/${SSO_PROVIDER}${search}`, asked);
    const { cookies, location, body } = answer;
    keepCookies(reply, cookies);
    if (asked.cookie !== undefined) await endFormer(context, asked.cookie, cookies);
    // Whatever it says, the way leads to a page of this server.
    const page = location === null ? null : new URL(location, origin);
    const path = page === null ? '' : withoutPublicPath(page.pathname, publicPath);
    const isOurs = page?.origin === origin && !path.startsWith('/api/');
    const wanted = isOurs ? `${path}${page.search}` : null;
    // The code of the second factor is still wanted.
    if (body?.twoFactorRedirect === true)
      return reply.redirect(`${publicPath}/dang-nhap?${new URLSearchParams({ ve: wanted ?? '/', buoc: 'ma' })}`);
    return reply.redirect(`${publicPath}${wanted ?? '/dang-nhap?error=single-sign-on'}`);
  });
}
