// Zalo says what it did with one of our message templates.
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { raiseAttention, resolveMatter } from '#store/attention-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface TemplateStatus {
  templateId: string;
  status: string;
  reason: string | null;
}

/** Puts a template that may not be used on the officer's list, and takes it off when it may. */
export const noteTemplateStatus = defineOperation({
  name: 'note-template-status',
  by: ['system'],
  refuses: {},
  run: async (
    { database, now }: OperationContext,
    _actor,
    { templateId, status, reason }: TemplateStatus,
  ): Promise<{ ok: true }> => {
    const id = `zalo-template/${templateId}`;
    const what = `Mẫu tin Zalo ${templateId} chuyển sang ${status}: ${reason ?? 'không rõ lý do'}`;
    if (status === 'ENABLE') await resolveMatter(database, id, { actor: SYSTEM, now: now() });
    else await raiseAttention(database, { id, what, place: 'Zalo Official Account' }, now());
    return { ok: true };
  },
});
