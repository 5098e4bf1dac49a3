// Coming in: password, second factor, and out again.

import type { FastifyRequest } from 'fastify';
import { SSO_PROVIDER } from '#accounts/single-sign-on.ts';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { askLibrary, requireSignIn } from '#api/library-answer.ts';
import { networkOf } from '#api/network-of.ts';
import { ApiProblem } from '#api/problem.ts';
import { beginTry, countTry, hashOf } from '#api/sign-in-try.ts';
import { askPasswordReset } from '#operations/ask-password-reset.ts';
import { VISITOR } from '#operations/seam/actor.ts';

export const signIn: Handler<'signIn'> = async (context, { body, raw, reply }) => {
  const { name, password, remember } = body;
  const tried = await beginTry(context, raw, name);
  const [path, who] = name.includes('@')
    ? ['/sign-in/email', { email: name }]
    : ['/sign-in/username', { username: name }];
  const answer = await askLibrary(context, { raw, reply }, path as string, {
    ...(who as object),
    password,
    rememberMe: remember,
  }).catch(async (error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'sign-in-wrong') await tried.failed();
    throw error;
  });
  // The password was right: what is still wanted is counted by the library, for each challenge.
  await tried.succeeded(reply);
  await endFormerSession(context, raw);
  return { next: answer?.twoFactorRedirect === true ? 'second-factor' : 'signed-in' };
};

export const giveSecondFactor: Handler<'giveSecondFactor'> = async (context, { body, raw, reply }) => {
  const { code, recovery, trustDevice } = body;
  const path = recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
  await askLibrary(context, { raw, reply }, path, { code: recovery ? code : code.replace(/\s+/g, ''), trustDevice });
  return { done: true };
};

export const startSingleSignOn: Handler<'startSingleSignOn'> = async (context, { body, raw, reply }) => {
  if (context.singleSignOn === undefined) throw new ApiProblem('not-found', 'Máy chủ này chỉ đăng nhập bằng mật khẩu.');
  const failed = `/dang-nhap?${new URLSearchParams({ ve: body.returnTo })}`;
  const { url } = await askLibrary(context, { raw, reply }, '/sign-in/social', {
    provider: SSO_PROVIDER,
    callbackURL: body.returnTo,
    errorCallbackURL: failed,
    disableRedirect: true,
  });
  return { url };
};

/** A browser has one session: the one it came with ends when the next begins. */
async function endFormerSession(context: ApiContext, { headers: { cookie } }: FastifyRequest): Promise<void> {
  if (cookie !== undefined) await requireSignIn(context).ask('POST', '/sign-out', { cookie, body: {} });
}

/** Whoever is out already is out; what the page has remembered goes too. */
export const signOut: Handler<'signOut'> = async (context, { raw, reply }) => {
  reply.header('clear-site-data', '"storage"');
  await askLibrary(context, { raw, reply }, '/sign-out', {}).catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.code === 'internal') throw error;
  });
  return { done: true };
};

/** The same answer whoever has an account, in the same time: the letter is written by the worker. */
export const forgotPassword: Handler<'forgotPassword'> = async (context, { body, raw }) => {
  const network = networkOf(raw, context.trustedProxies);
  await countTry(context, [
    { key: `forgot ${hashOf(body.email.toLowerCase())} ${network}`, kind: 'pair' },
    { key: `forgot ${network}`, kind: 'network' },
  ]);
  await askPasswordReset(context, VISITOR, { email: body.email });
  return { done: true };
};
