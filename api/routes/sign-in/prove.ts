// Who is signed in shows again that it is they, before what would let others in.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Entered } from '#accounts/enter.ts';
import { refusalOf } from '#accounts/refusal-words.ts';
import { keepCookies } from '#api/accounts.ts';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { askLibrary, type OwnSession, requireSession, requireSignIn, tellingOf } from '#api/library-answer.ts';
import { ApiProblem } from '#api/problem.ts';
import { countTry } from '#api/sign-in-try.ts';
import { isProofOld } from '#domain/rights/proof.ts';
import { ProofNeeded } from '#operations/seam/proof-needed.ts';
import { replaceSession } from '#store/account-session-store.ts';
import { findAccount } from '#store/account-store.ts';
import { clearTry } from '#store/sign-in-brake-store.ts';

type Carried = { raw: FastifyRequest; reply: FastifyReply };

/** Both are counted as one try: whoever found an open session can guess neither in it. */
export const prove: Handler<'prove'> = async (context, { body, raw, reply }) => {
  const session = await requireSession(context, { raw, reply });
  const account = await requireOwn(context, session);
  await countedAsTry(context, session, async () => {
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

/** Runs what tells whether a secret is the right one; wrong ones in a row make whoever tries wait. */
export async function countedAsTry<T>(
  context: ApiContext,
  { accountId }: OwnSession,
  look: () => Promise<T>,
): Promise<T> {
  const brakes = [{ key: `password ${accountId}`, kind: 'pair' as const }];
  await countTry(context, brakes);
  const answer = await look();
  await clearTry(context.database, brakes);
  return answer;
}

/** The proof is the session's: a new one, as at the sign-in, and the one before ends. */
async function enterAnew(context: ApiContext, { raw, reply }: Carried, { id, accountId }: OwnSession): Promise<void> {
  const entered = await requireSignIn(context).enter(accountId, tellingOf(context, raw));
  const refusal = refusalOf(entered);
  if (refusal !== null) throw new ApiProblem(refusal.code, refusal.detail);
  await replaceSession(context.database, id, (entered.body as Entered).sessionId);
  keepCookies(reply, entered.cookies);
}

/** Of a session whose owner has shown lately who they are. */
export async function requireProvedSession(context: ApiContext, carried: Carried): Promise<OwnSession> {
  const session = await requireSession(context, carried);
  if (isProofOld(session.provedAt, context.now())) throw new ProofNeeded();
  return session;
}

export async function requireOwn({ database }: ApiContext, { accountId }: OwnSession) {
  const account = await findAccount(database, { id: accountId });
  if (account === null) throw new ApiProblem('sign-in-needed', 'Đăng nhập lại rồi làm lại thao tác này.');
  return account;
}
