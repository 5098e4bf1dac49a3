// Whoever administers the installation looks at which offices it serves.
import { FIRST_OFFICE, officeOf } from '#store/database.ts';
import { listOffices as list } from '#store/member-office-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { NotAllowed } from './seam/not-allowed.ts';

export const listOffices = defineOperation({
  name: 'list-offices',
  by: ['account', 'administrator'],
  refuses: {},
  run: async ({ database }: Pick<OperationContext, 'database'>, _actor, _input: object) => {
    if (officeOf(database) !== FIRST_OFFICE) throw new NotAllowed('offices are listed in the first one');
    return list(database);
  },
});
