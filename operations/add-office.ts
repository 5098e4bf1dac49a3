// The installation takes in another office, with the first person who may let others in there.
import { FIRST_OFFICE, forOffice, officeOf } from '#store/database.ts';
import { addOffice as add, listOffices } from '#store/member-office-store.ts';
import { inviteAccount } from './invite-account.ts';
import { beginOffice } from './parts/begin-office.ts';
import type { AccountContext } from './seam/account-context.ts';
import { ADMINISTRATOR, actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import { NotAllowed } from './seam/not-allowed.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface NewOffice {
  name: string;
  /** Administrator and officer of it, as the first administrator of an installation is. */
  officer: { name: string; email: string };
}

export type OfficeAdded = { ok: true; office: number; accountId: string; token: string | null };

/** Only whoever administers the first office may: it is the installation's. */
export const addOffice = defineOperation({
  name: 'add-office',
  by: ['account', 'administrator'],
  refuses: {
    'office-exists': 'there is an office of that name',
    'invalid-request': 'never: the roles are known ones',
    'account-exists': 'never: they are given the roles',
  },
  run: async (
    context: Pick<AccountContext, 'database' | 'now' | 'letters'>,
    actor,
    { name, officer }: NewOffice,
  ): Promise<OfficeAdded | Refusal<'office-exists' | 'invalid-request' | 'account-exists'>> => {
    const { database, now } = context;
    if (officeOf(database) !== FIRST_OFFICE) throw new NotAllowed('offices are added by the first one');
    const wanted = name.trim().normalize('NFC');
    const taken = (await listOffices(database)).some((known) => known.name.normalize('NFC') === wanted);
    if (taken)
      return refuse('office-exists', 'Đã có cơ quan tên này. Đặt tên khác để mọi người phân biệt được.', {
        issues: [{ place: 'Tên cơ quan', message: `«${wanted}» đã có` }],
      });
    const office = await add(database, wanted, { actor: await actorWords(database, actor), now: now() });
    const there = { ...context, database: forOffice(database, office) };
    await beginOffice(there, database);
    const roles = (['administrator', 'officer'] as const).map((role) => ({
      role,
      agencyId: null,
      from: null,
      to: null,
    }));
    const invited = await inviteAccount(there, ADMINISTRATOR, { ...officer, roles });
    return invited.ok ? { ok: true, office, accountId: invited.id, token: invited.token } : invited;
  },
});
