// Somebody is about to add a passkey: what their browser is asked for.
import type { NewPasskeyAsked } from '#accounts/passkeys.ts';
import { findAccount } from '#store/account-store.ts';
import { addChallenge, listPasskeys } from '#store/passkey-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { whyNoPasskeys } from './parts/passkeys-here.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { PasskeyContext } from './seam/passkey-context.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

const PASSKEYS_MAX = 20;

/** It is the session that has proved lately who it is of; the answer is taken from it alone, for five minutes. */
export const startPasskey = defineOperation({
  name: 'start-passkey',
  by: ['account'],
  refuses: {
    'passkeys-need-https': 'browsers make none for the address of this installation',
    'passkey-refused': 'the account has as many as it may',
  },
  run: async (
    context: PasskeyContext,
    actor,
    _input: object,
  ): Promise<{ ok: true; options: NewPasskeyAsked } | Refusal<'passkeys-need-https' | 'passkey-refused'>> => {
    const { database, passkeys, now } = context;
    const why = whyNoPasskeys(context);
    if (why !== null) return why;
    const id = ownAccount(actor);
    const own = await listPasskeys(database, id);
    if (own.length >= PASSKEYS_MAX)
      return refuse(
        'passkey-refused',
        `Tài khoản đã có ${own.length} khóa truy cập. Xóa khóa không dùng nữa rồi thêm.`,
      );
    const account = await findAccount(database, { id });
    const options = passkeys.askForNew({ id, name: actor.name, email: account?.email ?? actor.name, passkeys: own });
    await addChallenge(database, { challenge: options.challenge, sessionId: actor.sessionId ?? null }, now());
    return { ok: true, options };
  },
});
