// Somebody asks what another ladder would change for open work.
import type { EditedLadder } from '#contracts/ladder-edit.ts';
import { nextLadder } from './parts/next-ladder.ts';
import { tryOnOpenWork } from './parts/try-on-open-work.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Changes nothing. */
export const previewLadder = defineOperation({
  name: 'preview-ladder',
  by: ['account'],
  right: 'set-ladder',
  refuses: { 'ladder-refused': 'a rung could not speak, or would speak twice' },
  run: async (
    context: OperationContext,
    _actor,
    { ladder, assignment }: { ladder: EditedLadder; assignment?: string | undefined },
  ) => {
    const next = await nextLadder(context, ladder);
    if (!next.ok) return next;
    return { ok: true as const, impact: await tryOnOpenWork(context, { policy: next.policy }, assignment) };
  },
});
