// A reader asks to get no more digests: for the officer to decide, because a reminder of a duty cannot be switched off by whom it reminds.
import { askToStopDigest, type DigestReader, loadDigestReader } from '#store/digest-stop-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { presentHolder } from './seam/link-holder.ts';
import type { Refusal } from './seam/refusal.ts';

/** Tells the officer, one matter a person; the same link tells only once, so that a repeated request does not bring back what was dealt with. */
export const declineDigests = defineOperation({
  name: 'decline-digests',
  by: ['contact'],
  refuses: { 'link-holder-changed': 'the reader is not in the roster any more' },
  run: async (
    context: OperationContext,
    { contactId },
    { jti }: { jti: string },
  ): Promise<{ ok: true; reader: DigestReader } | Refusal<'link-holder-changed'>> => {
    const holder = await presentHolder(context, contactId);
    if (!holder.ok) return holder;
    const reader = await loadDigestReader(context.database, contactId);
    await askToStopDigest(context.database, { jti, reader }, context.now());
    return { ok: true, reader };
  },
});
