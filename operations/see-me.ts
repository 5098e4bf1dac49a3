// Who somebody is here, as what, and what that lets them do.

import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { ALL_RIGHTS } from '#domain/rights/key-scopes.ts';
import { ROLE_WORDS } from '#domain/rights/roles.ts';
import { findAccount, listNamesOfAgencies } from '#store/account-store.ts';
import { officeOf } from '#store/database.ts';
import { listOfficesOfAccount } from '#store/member-office-store.ts';
import { countPasskeys } from '#store/passkey-store.ts';
import { loadOffice } from '#store/roster-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation, reachOfAccount } from './seam/define-operation.ts';

export const seeMe = defineOperation({
  name: 'see-me',
  by: ['account'],
  refuses: {},
  run: async ({ database, now, zone }: OperationContext, actor, _input: object) => {
    const account = actor.accountId === null ? null : await findAccount(database, { id: actor.accountId });
    const agencyIds = actor.roles.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId]));
    const names = await listNamesOfAgencies(database, agencyIds);
    const today = toLocalDate(instantOf(now()), zone);
    const offices = actor.accountId === null ? [] : await listOfficesOfAccount(database, actor.accountId, today);
    const here = officeOf(database);
    return {
      name: actor.name,
      office: { id: here, name: (await loadOffice(database)).name },
      /** Only a session goes over to another office. */
      offices: actor.sessionId === undefined ? [] : offices,
      email: account?.email ?? null,
      sample: account?.sample ?? false,
      awaits: actor.awaits ?? null,
      secondFactor: account?.twoFactorEnabled === true,
      passkeys: actor.accountId === null ? 0 : await countPasskeys(database, actor.accountId),
      roles: actor.roles.map(({ role, agencyId }) => ({
        role,
        words: ROLE_WORDS[role],
        agency: agencyId === null ? null : (names.get(agencyId) ?? agencyId),
      })),
      rights: ALL_RIGHTS.filter((right) => reachOfAccount(actor, right) !== null),
    };
  },
});
