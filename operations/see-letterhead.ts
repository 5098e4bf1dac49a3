// Whoever administers an office looks at how its letters and reports are headed.
import { letterheadTag, loadLetterhead } from '#store/letterhead-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const seeLetterhead = defineOperation({
  name: 'see-letterhead',
  by: ['account'],
  refuses: {},
  run: async ({ database }: OperationContext, _actor, _input: object) => {
    const { letterhead, version, senderAddress } = await loadLetterhead(database);
    return { ...letterhead, senderAddress, etag: letterheadTag(version) };
  },
});
