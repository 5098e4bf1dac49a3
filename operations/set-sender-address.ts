// Which address the letters of an office come from: the installation's, or one of its own that the mail server may send for.
import { FIRST_OFFICE, officeOf } from '#store/database.ts';
import { putSenderAddress } from '#store/letterhead-store.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { NotAllowed } from './seam/not-allowed.ts';
import { refuse } from './seam/refusal.ts';

export interface WantedAddress {
  office: number;
  /** Null = the installation's. */
  address: string | null;
  seen?: readonly string[] | null;
}

/** Only whoever administers the first office may: the mail server is the installation's, and answers for every address that it sends in the name of. */
export const setSenderAddress = defineOperation({
  name: 'set-sender-address',
  by: ['account'],
  refuses: {
    'not-found': 'no such office',
    'changed-meanwhile': 'somebody else changed it since `seen`',
  },
  run: async ({ database, now, zone }: OperationContext, actor, { office, address, seen = null }: WantedAddress) => {
    if (officeOf(database) !== FIRST_OFFICE) throw new NotAllowed('addresses of senders are set in the first office');
    const by = { actor: await actorWords(database, actor), now: now() };
    const kept = await putSenderAddress(database, { office, address, seen }, by);
    if (kept === null)
      return refuse('not-found', `Không có cơ quan số ${office}. Xem danh sách cơ quan trong hệ thống.`);
    if (!kept.ok) return changedMeanwhile(kept, zone);
    return { ok: true as const, changed: kept.changed, etag: kept.tag };
  },
});
