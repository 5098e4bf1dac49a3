// Somebody shows who they are by a passkey.
import type { ShownPasskey } from '#accounts/passkeys.ts';
import { findAccount } from '#store/account-store.ts';
import { claimChallenge, claimPasskeyUse, findPasskey } from '#store/passkey-store.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { PasskeyContext } from './seam/passkey-context.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface PasskeyUse {
  response: ShownPasskey;
  /** Whose it has to be; left out = of whomever it is. */
  ofAccount?: string;
}

const NOT_OURS =
  'Khóa truy cập này không dùng được ở đây, hoặc đã bị xóa khỏi tài khoản. Dùng khóa khác, hoặc đăng nhập bằng mật khẩu.';
const LATE = 'Đã quá 5 phút hoặc lần đăng nhập này đã dùng rồi. Bấm nút khóa truy cập lần nữa.';
const COPIED =
  'Khóa truy cập này có thể đã bị sao chép sang thiết bị khác nên không được nhận. Đăng nhập bằng mật khẩu, xóa khóa này rồi thêm khóa mới.';

/** Whose it is, when the answer is to what was asked here and the device has made sure that it is its owner. */
export const usePasskey = defineOperation({
  name: 'use-passkey',
  by: ['visitor'],
  refuses: { 'sign-in-wrong': 'not asked here, too late, answered before, unknown, not signed by it, or copied' },
  run: async (
    { database, passkeys, now }: PasskeyContext,
    _actor,
    { response, ofAccount }: PasskeyUse,
  ): Promise<{ ok: true; accountId: string; passkeyId: string } | Refusal<'sign-in-wrong'>> => {
    const challenge = passkeys.challengeOf(response);
    if (challenge === null || !(await claimChallenge(database, { challenge, sessionId: null }, now())))
      return refuse('sign-in-wrong', LATE);
    const passkey = await findPasskey(database, response.id);
    if (passkey === null || (ofAccount !== undefined && passkey.accountId !== ofAccount))
      return refuse('sign-in-wrong', NOT_OURS);
    const shown = await passkeys.readUse(response, passkey, challenge);
    if (shown === null) return refuse('sign-in-wrong', NOT_OURS);
    const { id, accountId } = passkey;
    const owner = await findAccount(database, { id: accountId });
    const by = { actor: owner?.name ?? accountId, now: now() };
    if (!(await claimPasskeyUse(database, { id, accountId, counter: shown.counter }, by)))
      return refuse('sign-in-wrong', COPIED);
    return { ok: true, accountId, passkeyId: id };
  },
});
