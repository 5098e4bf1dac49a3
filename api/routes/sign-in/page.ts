import type { Handler } from '#api/handler.ts';
import { ROLE_WORDS, ROLES, type Role } from '#domain/rights/roles.ts';
import { ACCOUNT_ORDERS, listAccounts } from '#store/account-list-store.ts';
import { hasRealAccount } from '#store/account-store.ts';
import { hasSample } from '#store/plan-list-store.ts';
import { loadOffice } from '#store/roster-store.ts';

export const getSignInPage: Handler<'getSignInPage'> = async (context, { raw, reply }) => {
  const { database, singleSignOn, sampleAccounts = true } = context;
  const [office, sample] = await Promise.all([loadOffice(database), hasSample(database)]);
  const isTried = sampleAccounts && !(await hasRealAccount(database));
  const everybody = { keyset: ACCOUNT_ORDERS.name, limit: null, after: null };
  const accounts = isTried ? (await listAccounts(database, { sample: true }, everybody)).items : [];
  return {
    office: office.name,
    sample,
    signedIn: (await context.accounts.identify(raw, reply)) !== null,
    passkeys: { address: context.passkeys.address },
    singleSignOn: singleSignOn ?? null,
    sampleAccounts: accounts
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(({ username, name, roles }) => ({
        username: username ?? '',
        name,
        words: roles.map(({ role }) => ROLE_WORDS[role]).join(', ') || 'vai trò theo danh bạ',
      })),
  };
};

/** In the order of the table of rights; who holds what the roster says stands last. */
function placeOf({ roles }: { roles: readonly { role: Role }[] }): number {
  const [first] = roles;
  return first === undefined ? ROLES.length : ROLES.indexOf(first.role);
}
