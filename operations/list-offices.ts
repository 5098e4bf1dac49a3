// Whoever administers the installation looks at which offices it serves, and how large they are.
import { FIRST_OFFICE, officeOf } from '#store/database.ts';
import { senderAddressTag } from '#store/letterhead-store.ts';
import { countPeopleAndWork, listOffices as list, listOfficeDatabases } from '#store/member-office-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { NotAllowed } from './seam/not-allowed.ts';

/** Of the others it tells numbers and their name, nothing of their work. */
export const listOffices = defineOperation({
  name: 'list-offices',
  by: ['account', 'administrator'],
  refuses: {},
  run: async ({ database }: Pick<OperationContext, 'database'>, _actor, _input: object) => {
    if (officeOf(database) !== FIRST_OFFICE) throw new NotAllowed('offices are listed in the first one');
    const sizes = new Map<number, { people: number; openWork: number }>();
    // One after the other: they share the pool with everybody who works.
    for (const office of await listOfficeDatabases(database))
      sizes.set(officeOf(office), await countPeopleAndWork(office));
    return (await list(database)).map((office) => ({
      ...office,
      ...(sizes.get(office.id) ?? { people: 0, openWork: 0 }),
      etag: senderAddressTag(office.id, office.senderAddress),
    }));
  },
});
