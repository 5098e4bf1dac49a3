// Coming in, and showing again who one is, by a passkey.
import type { Handler } from '#api/handler.ts';
import { requireSession } from '#api/library-answer.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { beginTry } from '#api/sign-in-try.ts';
import { askForPasskey as askFor } from '#operations/ask-for-passkey.ts';
import { VISITOR } from '#operations/seam/actor.ts';
import { usePasskey } from '#operations/use-passkey.ts';
import { tellSignIn } from '#store/account-session-store.ts';
import { findAccount } from '#store/account-store.ts';
import { findPasskey } from '#store/passkey-store.ts';
import { countedAsTry, enterAnew, enterAs } from './prove.ts';
import { endFormerSession } from './sign-in.ts';

export const askForPasskey: Handler<'askForPasskey'> = async (context) => {
  const { options } = orProblem(await askFor(context, VISITOR, {}));
  return { options };
};

export const signInWithPasskey: Handler<'signInWithPasskey'> = async (context, { body, raw, reply }) => {
  const { response, remember } = body;
  const { database, now } = context;
  const accountId = (await findPasskey(database, response.id))?.accountId ?? null;
  // Beside those of passwords: who has mistyped theirs goes on by a passkey.
  const tried = await beginTry(context, raw, { accountId, counted: `passkey ${accountId ?? response.id}` });
  const used = await usePasskey(context, VISITOR, { response });
  if (!used.ok) {
    await tried.failed();
    throw new ApiProblem(used.code, used.detail);
  }
  await enterAs(context, { raw, reply }, { accountId: used.accountId, way: 'passkey', remember });
  await tried.succeeded(reply);
  await endFormerSession(context, raw);
  const owner = await findAccount(database, { id: used.accountId });
  const by = { actor: owner?.name ?? used.accountId, now: now() };
  await tellSignIn(database, used.accountId, 'account-signed-in', by, { way: 'passkey', passkeyId: used.passkeyId });
  return { done: true };
};

export const proveWithPasskey: Handler<'proveWithPasskey'> = async (context, { body, raw, reply }) => {
  const session = await requireSession(context, { raw, reply });
  const { accountId } = session;
  await countedAsTry(context, `passkey ${accountId}`, async () =>
    orProblem(await usePasskey(context, VISITOR, { response: body.response, ofAccount: accountId })),
  );
  await enterAnew(context, { raw, reply }, session, { way: 'passkey' });
  return { done: true };
};
