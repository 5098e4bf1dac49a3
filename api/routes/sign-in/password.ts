// Passwords and second factors of whoever has come in, or has a link to.
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { askLibrary } from '#api/library-answer.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { VISITOR } from '#operations/seam/actor.ts';
import { seeAccountLink as see } from '#operations/see-account-link.ts';
import { useAccountLink as use } from '#operations/use-account-link.ts';
import { tellSignIn } from '#store/account-session-store.ts';
import { countedAsTry, passwordOf, requireOwn, requireProvedSession, requireShownPasskey } from './prove.ts';

export const seeAccountLink: Handler<'seeAccountLink'> = async (context, { body }) => {
  const { purpose, name, email } = orProblem(await see(context, VISITOR, body));
  return { purpose, name, email };
};

/** Who has just set a password has proved that the mailbox is theirs, and goes on without typing it again. */
export const setPassword: Handler<'setPassword'> = async (context, { body, raw, reply }) => {
  const { email } = orProblem(await use(context, VISITOR, body));
  const answer = await askLibrary(context, { raw, reply }, '/sign-in/email', { email, password: body.password });
  return { next: answer?.twoFactorRedirect === true ? 'second-factor' : 'signed-in' };
};

export const changePassword: Handler<'changePassword'> = async (context, { body, raw, reply }) => {
  const session = await requireProvedSession(context, { raw, reply });
  const account = await requireOwn(context, session);
  const why = await context.passwords.whyRefused(body.password, {
    twoFactor: account.twoFactorEnabled === true,
    names: [account.name, account.email, account.email.split('@')[0] ?? ''],
  });
  if (why !== null) throw new ApiProblem('password-refused', why);
  const wanted = { currentPassword: body.current, newPassword: body.password, revokeOtherSessions: true };
  await countedAsTry(context, passwordOf(session), () =>
    askLibrary(context, { raw, reply }, '/change-password', wanted),
  );
  await tell(context, account, 'account-password-set', {});
  return { done: true };
};

export const startSecondFactor: Handler<'startSecondFactor'> = async (context, { body, raw, reply }) => {
  const session = await requireProvedSession(context, { raw, reply });
  // The library would put the new secret in the place of the one that works, before anybody has shown that they have it.
  if ((await requireOwn(context, session)).twoFactorEnabled === true)
    throw new ApiProblem(
      'invalid-request',
      'Xác thực hai bước đang bật với ứng dụng hiện tại. Muốn đổi điện thoại hoặc ứng dụng: tắt xác thực hai bước, rồi bật lại.',
    );
  const { totpURI, backupCodes } = await countedAsTry(context, passwordOf(session), () =>
    askLibrary(context, { raw, reply }, '/two-factor/enable', body),
  );
  return { uri: totpURI, recoveryCodes: backupCodes };
};

export const confirmSecondFactor: Handler<'confirmSecondFactor'> = async (context, { body, raw, reply }) => {
  const session = await requireShownPasskey(context, { raw, reply });
  const code = body.code.replace(/\s+/g, '');
  await countedAsTry(context, passwordOf(session), () =>
    askLibrary(context, { raw, reply }, '/two-factor/verify-totp', { code }),
  );
  await tell(context, await requireOwn(context, session), 'account-factor-changed', { secondFactor: true });
  return { done: true };
};

export const stopSecondFactor: Handler<'stopSecondFactor'> = async (context, { body, raw, reply }) => {
  const session = await requireProvedSession(context, { raw, reply });
  await countedAsTry(context, passwordOf(session), () =>
    askLibrary(context, { raw, reply }, '/two-factor/disable', body),
  );
  await tell(context, await requireOwn(context, session), 'account-factor-changed', { secondFactor: false });
  return { done: true };
};

async function tell(
  { database, now }: ApiContext,
  { id, name }: { id: string; name: string },
  type: 'account-password-set' | 'account-factor-changed',
  payload: Record<string, unknown>,
): Promise<void> {
  await tellSignIn(database, id, type, { actor: name, now: now() }, payload);
}
