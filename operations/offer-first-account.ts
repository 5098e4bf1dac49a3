// As long as no administrator signs in here, whoever started the installation is given the link under which the first administrator sets a password.
import { putFirstLink } from '#store/account-link-store.ts';
import { hasRealAdministrator } from '#store/account-store.ts';
import { inTransaction } from '#store/database.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** A new link in place of the one before; null when there is an administrator. */
export const offerFirstAccount = defineOperation({
  name: 'offer-first-account',
  by: ['system', 'administrator'],
  refuses: {},
  run: async ({ database, now }: Pick<OperationContext, 'database' | 'now'>, _actor, _input: object) =>
    inTransaction(database, async (tx) => ((await hasRealAdministrator(tx)) ? null : putFirstLink(tx, now()))),
});
