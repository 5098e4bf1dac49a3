// Who is signed in shows again that it is they, before what would let others in.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Entered, Entering } from '#accounts/enter.ts';
import { refusalOf } from '#accounts/refusal-words.ts';
import { keepCookies } from '#api/accounts.ts';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { askLibrary, type OwnSession, requireSession, requireSignIn, tellingOf } from '#api/library-answer.ts';
import { ApiProblem } from '#api/problem.ts';
import { countTry } from '#api/sign-in-try.ts';
import { isProofOld } from '#domain/rights/proof.ts';
import { ProofNeeded } from '#operations/seam/proof-needed.ts';
import { SecondFactorNeeded } from '#operations/seam/second-factor-needed.ts';
import { replaceSession } from '#store/account-session-store.ts';
import { findAccount } from '#store/account-store.ts';
import { clearTry } from '#store/sign-in-brake-store.ts';

type Carried = { raw: FastifyRequest; reply: FastifyReply };

/** Both are counted as one try: whoever found an open session can guess neither in it. */
export const prove: Handler<'prove'> = async (context, { body, raw, reply }) => {
  const session = await requireSession(context, { raw, reply });
  const account = await requireOwn(context, session);
  await countedAsTry(context, passwordOf(session), async () => {
    await askLibrary(context, { raw, reply }, '/verify-password', { password: body.password });
    if (account.twoFactorEnabled === true) await giveCode(context, { raw, reply }, body);
  });
  await enterAnew(context, { raw, reply }, session);
  return { done: true };
};

async function giveCode(
  context: ApiContext,
  carried: Carried,
  { code, recovery }: { code?: string | undefined; recovery: boolean },
): Promise<void> {
  if (code === undefined)
    throw new ApiProblem(
      'second-factor-wrong',
      'Tài khoản bật xác thực hai bước: nhập thêm mã trong ứng dụng xác thực.',
    );
  const path = recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
  await askLibrary(context, carried, path, { code: recovery ? code : code.replace(/\s+/g, '') });
}

/** Under what tries at the password of whoever is signed in are counted. */
export function passwordOf({ accountId }: OwnSession): string {
  return `password ${accountId}`;
}

/** Runs what tells whether a secret is the right one; wrong ones in a row make whoever tries wait. */
export async function countedAsTry<T>(context: ApiContext, key: string, look: () => Promise<T>): Promise<T> {
  const brakes = [{ key, kind: 'pair' as const }];
  await countTry(context, brakes);
  const answer = await look();
  await clearTry(context.database, brakes);
  return answer;
}

/** The proof is the session's: a new one, as at the sign-in, and the one before ends. */
export async function enterAnew(
  context: ApiContext,
  carried: Carried,
  { id, accountId }: OwnSession,
  how: Omit<Entering, 'accountId'> = {},
): Promise<void> {
  const { sessionId } = await enterAs(context, carried, { accountId, ...how });
  await replaceSession(context.database, id, sessionId);
}

/** A session for whoever has shown who they are, unless their account is switched off. */
export async function enterAs(context: ApiContext, { raw, reply }: Carried, how: Entering): Promise<Entered> {
  const entered = await requireSignIn(context).enter(how, tellingOf(context, raw));
  const refusal = refusalOf(entered);
  if (refusal !== null) throw new ApiProblem(refusal.code, refusal.detail);
  keepCookies(reply, entered.cookies);
  return entered.body as Entered;
}

/** Of a session whose owner has shown lately who they are. */
export async function requireProvedSession(context: ApiContext, carried: Carried): Promise<OwnSession> {
  const session = await requireShownPasskey(context, carried);
  if (isProofOld(session.provedAt, context.now())) throw new ProofNeeded();
  return session;
}

/** A session that is held until a passkey is shown changes nothing about how its owner comes in: it was opened by a password alone. */
export async function requireShownPasskey(context: ApiContext, carried: Carried): Promise<OwnSession> {
  const session = await requireSession(context, carried);
  const actor = await context.accounts.identify(carried.raw, carried.reply);
  if (actor?.awaits === 'passkey') throw new SecondFactorNeeded('passkey');
  return session;
}

export async function requireOwn({ database }: ApiContext, { accountId }: OwnSession) {
  const account = await findAccount(database, { id: accountId });
  if (account === null) throw new ApiProblem('sign-in-needed', 'Đăng nhập lại rồi làm lại thao tác này.');
  return account;
}
