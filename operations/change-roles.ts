// Roles are given to somebody, or taken.
import type { GivenRole } from '#domain/rights/roles-on.ts';
import { addRole, findOwnAccount, hasOtherAdministrator, removeRole } from '#store/account-store.ts';
import { ifAccountSeen } from '#store/account-version-store.ts';
import { checkRoles } from './parts/check-roles.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface RoleChanges {
  accountId: string;
  give: readonly GivenRole[];
  take: readonly Pick<GivenRole, 'role' | 'agencyId'>[];
  /** The account as it was seen (If-Match); null or left out = as it is now. */
  seen?: readonly string[] | null;
}

type Code = 'not-found' | 'invalid-request' | 'last-administrator' | 'changed-meanwhile';

/** All of it or nothing; what is so already is no change. Answers how many roles changed. */
export const changeRoles = defineOperation({
  name: 'change-roles',
  by: ['account', 'administrator'],
  refuses: {
    'not-found': 'no such account',
    'invalid-request': 'a role does not fit',
    'last-administrator': 'nobody could give roles any more',
    'changed-meanwhile': 'somebody else changed what the account may do since `seen`',
  },
  run: async (
    context: OperationContext,
    actor,
    { accountId, give, take, seen = null }: RoleChanges,
  ): Promise<{ ok: true; changed: number; etag: string } | Refusal<Code>> => {
    const { database, now, zone } = context;
    if ((await findOwnAccount(database, accountId)) === null) return noAccount();
    const unfit = await checkRoles(database, give);
    if (unfit !== null) return unfit;
    const by = { actor: await actorWords(database, actor), now: now() };
    const endsRule = [...take, ...give.filter(({ from, to }) => from !== null || to !== null)].some(
      ({ role }) => role === 'administrator',
    );
    const outcome = await ifAccountSeen(database, { id: accountId, seen }, async (tx) => {
      if (endsRule && !(await hasOtherAdministrator(tx, accountId))) return lastAdministrator();
      let changed = 0;
      for (const role of take) changed += Number(await removeRole(tx, accountId, role, by));
      for (const role of give) changed += Number(await addRole(tx, accountId, role, by));
      return { ok: true as const, changed };
    });
    if (!outcome.ok) return changedMeanwhile(outcome, zone);
    return outcome.value.ok ? { ...outcome.value, etag: outcome.tag } : outcome.value;
  },
});

export function noAccount(): Refusal<'not-found'> {
  return refuse('not-found', 'Không có tài khoản này. Xem lại danh sách tài khoản.');
}

export function lastAdministrator(): Refusal<'last-administrator'> {
  return refuse(
    'last-administrator',
    'Đây là người quản trị cuối cùng đang dùng được. Giao vai trò quản trị cho một tài khoản khác trước.',
  );
}
