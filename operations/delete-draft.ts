// An officer takes back a draft: a wrong file, a plan that came twice.
import { deleteDraft as remove } from '#store/delete-draft-store.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { PLAN } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface DeletionInput {
  planId: string;
  /** The plan as the officer saw it (If-Match); null or left out = whatever it is now. */
  seen?: readonly string[] | null;
}

/** Removes a draft with its rows and what was decided of them; what was given out is withdrawn piece by piece, and never deleted. */
export const deleteDraft = defineOperation({
  name: 'delete-draft',
  by: ['account'],
  hides: PLAN,
  refuses: {
    'not-found': 'no such plan',
    'plan-not-draft': 'it was given out: people hold letters about it',
    'changed-meanwhile': 'somebody decided something of it since `seen`',
  },
  run: async (
    context: OperationContext,
    actor,
    { planId, seen = null }: DeletionInput,
  ): Promise<{ ok: true; rows: number } | Refusal<'not-found' | 'plan-not-draft' | 'changed-meanwhile'>> => {
    const { database, now, zone } = context;
    const by = await actorWords(database, actor);
    const deleted = await remove(database, { planId, actor: by, now: now(), seen });
    if (deleted.ok) return deleted;
    if (deleted.why === 'changed') return changedMeanwhile(deleted, zone);
    if (deleted.why === 'no-plan') return refuse('not-found', 'Không có kế hoạch này; có thể đã được xóa.');
    return refuse(
      'plan-not-draft',
      'Kế hoạch này đã giao việc nên không xóa được. Việc không cần làm nữa thì thu hồi từng việc ở trang của việc đó.',
    );
  },
});
