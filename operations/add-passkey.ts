// Somebody adds the passkey that their browser has just made.
import type { MadePasskey } from '#accounts/passkeys.ts';
import { addPasskey as add, claimChallenge } from '#store/passkey-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { PasskeyContext } from './seam/passkey-context.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

type Refused = Refusal<'passkey-refused'>;

/** From now on it signs them in. Asked for by `start-passkey`, in the same session. */
export const addPasskey = defineOperation({
  name: 'add-passkey',
  by: ['account'],
  refuses: { 'passkey-refused': 'not what was asked for, too late, answered before, or of an account already' },
  run: async (
    { database, passkeys, now }: PasskeyContext,
    actor,
    { name, response }: { name: string; response: MadePasskey },
  ): Promise<{ ok: true } | Refused> => {
    const challenge = passkeys.challengeOf(response);
    const asked = { challenge: challenge ?? '', sessionId: actor.sessionId ?? null };
    if (challenge === null || !(await claimChallenge(database, asked, now())))
      return refuse(
        'passkey-refused',
        'Đã quá 5 phút hoặc lần thêm này đã dùng rồi. Bấm «Thêm khóa truy cập» lần nữa.',
      );
    const passkey = await passkeys.readNew(response, challenge);
    if (passkey === null)
      return refuse(
        'passkey-refused',
        'Khóa này không đúng với trang đã hỏi, hoặc thiết bị chưa kiểm tra vân tay, khuôn mặt hay mã PIN. Thử lại, hoặc dùng thiết bị khác.',
      );
    const by = { actor: await actorWords(database, actor), now: now() };
    if (!(await add(database, { accountId: ownAccount(actor), name, passkey }, by)))
      return refuse('passkey-refused', 'Khóa này đã có trong hệ thống. Dùng thiết bị khác, hoặc xóa khóa cũ trước.');
    return { ok: true };
  },
});
