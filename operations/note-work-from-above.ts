// What offices above have given, changed or taken back is noted in the office to which they gave it.
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { noteWorkFromAbove as note } from '#store/work-from-above-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Answers how much was new. */
export const noteWorkFromAbove = defineOperation({
  name: 'note-work-from-above',
  by: ['system'],
  refuses: {},
  run: async ({ database, now }: Pick<OperationContext, 'database' | 'now'>, _actor, _input: object) =>
    note(database, { actor: SYSTEM, now: now() }),
});
