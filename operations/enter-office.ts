// Somebody of several offices goes over to another one: what they see and do from then on is there.
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { keepSessionOffice, listOfficesOfAccount } from '#store/member-office-store.ts';
import { ownAccount } from './parts/own-account.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

/** Of this session only: another device stays where it is, and a key acts in the office that it was made in. */
export const enterOffice = defineOperation({
  name: 'enter-office',
  by: ['account'],
  refuses: { 'not-found': 'they do not belong to it, or there is none' },
  run: async (
    { database, now, zone }: OperationContext,
    actor,
    { office }: { office: number },
  ): Promise<{ ok: true; office: { id: number; name: string } } | Refusal<'not-found'>> => {
    const offices = await listOfficesOfAccount(database, ownAccount(actor), toLocalDate(instantOf(now()), zone));
    const entered = offices.find(({ id }) => id === office);
    if (entered === undefined || actor.sessionId === undefined)
      return refuse(
        'not-found',
        'Không có cơ quan này trong các cơ quan của tài khoản. Mở lại trang để xem danh sách.',
      );
    await keepSessionOffice(database, actor.sessionId, office);
    return { ok: true, office: entered };
  },
});
