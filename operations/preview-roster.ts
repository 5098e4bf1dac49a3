// Somebody asks what a change of the roster would do to open work.
import type { RosterEdit } from '#contracts/roster-edit.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { nextRoster } from './parts/next-roster.ts';
import { weighRoster } from './parts/weigh-roster.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Changes nothing. */
export const previewRoster = defineOperation({
  name: 'preview-roster',
  by: ['account'],
  right: 'import-roster',
  refuses: { 'roster-missing': 'nobody has imported one', 'roster-refused': 'it would contradict itself' },
  run: async (
    context: OperationContext,
    _actor,
    { edits, channels }: { edits: readonly RosterEdit[]; channels: readonly KnownChannel[] },
  ) => {
    const next = await nextRoster(context, { edits, channels });
    if (!next.ok) return next;
    return { ok: true as const, impact: await weighRoster(context, { ...next, channels }) };
  },
});
