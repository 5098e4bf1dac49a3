// Who was invited and has not come is sent the link once more, and the one of before ends.
import { putLink } from '#store/account-link-store.ts';
import { addAccountMail, countInvitations } from '#store/account-mail-store.ts';
import { findInvited, findOwnAccount } from '#store/account-store.ts';
import { inTransaction } from '#store/database.ts';
import { noAccount } from './change-roles.ts';
import type { AccountContext } from './seam/account-context.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

type Refused = Refusal<'not-found' | 'account-off' | 'invalid-request' | 'too-many-requests'>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
// A letter takes a while, and a mailbox is not to be filled.
const BETWEEN_MS = 5 * MINUTE_MS;
const A_DAY = 5;

/** Who asks at the command line is handed the link: then nothing is sent, and nothing is counted. */
export const inviteAgain = defineOperation({
  name: 'invite-again',
  by: ['account', 'administrator'],
  refuses: {
    'not-found': 'no such account',
    'account-off': 'it is switched off',
    'invalid-request': 'they have set a password, and do not need an invitation',
    'too-many-requests': 'they were invited a moment ago, or often enough today',
  },
  run: async (
    { database, now, letters }: Pick<AccountContext, 'database' | 'now' | 'letters'>,
    actor,
    { accountId }: { accountId: string },
  ): Promise<{ ok: true; token: string | null } | Refused> => {
    if ((await findOwnAccount(database, accountId)) === null) return noAccount();
    const by = { actor: await actorWords(database, actor), now: now() };
    return inTransaction(database, async (tx): Promise<{ ok: true; token: string | null } | Refused> => {
      const invited = await findInvited(tx, accountId);
      if (invited === null) return noAccount();
      if (!invited.active) return refuse('account-off', 'Tài khoản này đang tắt. Bật lại trước, rồi gửi lại lời mời.');
      if (invited.joined)
        return refuse(
          'invalid-request',
          'Người này đã đặt mật khẩu nên không cần lời mời nữa. Nếu quên, họ bấm «Quên mật khẩu» ở trang đăng nhập.',
        );
      if (letters === null) return { ok: true, token: await putLink(tx, accountId, 'invitation', by) };
      const before = (ms: number) => countInvitations(tx, accountId, new Date(by.now.getTime() - ms));
      if ((await before(BETWEEN_MS)) > 0)
        return refuse('too-many-requests', 'Lời mời vừa được gửi. Đợi 5 phút để thư tới nơi, rồi gửi lại nếu cần.');
      if ((await before(DAY_MS)) >= A_DAY)
        return refuse(
          'too-many-requests',
          `Đã gửi ${A_DAY} lời mời trong 24 giờ qua. Hỏi người được mời xem địa chỉ thư có đúng không, kể cả hộp thư rác.`,
        );
      const sealedToken = letters.seal(await putLink(tx, accountId, 'invitation', by));
      await addAccountMail(tx, { accountId, purpose: 'invitation', sealedToken }, by.now);
      return { ok: true, token: null };
    });
  },
});
