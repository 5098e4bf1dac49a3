// Between the routes of the sign-in page and the library behind them.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf } from '#accounts/refusal-words.ts';
import type { LibraryAnswer, SignIn } from '#accounts/sign-in.ts';
import { keepCookies } from './accounts.ts';
import type { ApiContext } from './context.ts';
import { networkOf } from './network-of.ts';
import { ApiProblem } from './problem.ts';

/** The library; where nobody signs in there is no such page. */
export function requireSignIn({ signIn }: ApiContext): SignIn {
  if (signIn === undefined) throw new ApiProblem('not-found', 'Máy chủ này không có trang đăng nhập.');
  return signIn;
}

/** Asks the library in the name of a request; its cookies go into the answer, and what it refuses is a problem in our words. */
export async function askLibrary(
  context: ApiContext,
  { raw, reply }: { raw: FastifyRequest; reply: FastifyReply },
  path: string,
  body: object,
): Promise<LibraryAnswer['body']> {
  const answer = await requireSignIn(context).ask('POST', path, { ...tellingOf(context, raw), body });
  keepCookies(reply, answer.cookies);
  const refusal = refusalOf(answer);
  if (refusal !== null) throw new ApiProblem(refusal.code, refusal.detail);
  return answer.body;
}

/** What the library hears of a request besides what was asked. */
export function tellingOf({ trustedProxies }: ApiContext, request: FastifyRequest) {
  const { cookie, 'user-agent': device } = request.headers;
  return {
    ...(cookie === undefined ? {} : { cookie }),
    ...(device === undefined ? {} : { device: device.slice(0, 300) }),
    network: networkOf(request, trustedProxies),
  };
}

export interface OwnSession {
  id: string;
  accountId: string;
  /** When its owner has last shown who they are. */
  provedAt: Date;
}

/** The session of whoever asks; a key is none. */
export async function requireSession(
  context: ApiContext,
  { raw, reply }: { raw: FastifyRequest; reply: FastifyReply },
): Promise<OwnSession> {
  const { cookie } = raw.headers;
  const session = cookie === undefined ? null : await requireSignIn(context).session(cookie);
  if (session === null) throw new ApiProblem('sign-in-needed', 'Đăng nhập lại rồi làm lại thao tác này.');
  keepCookies(reply, session.cookies);
  return session;
}
