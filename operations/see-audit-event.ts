// Somebody looks at one event of the log, as it was hashed.
import { canonicalJson } from '#domain/audit/canonical-event.ts';
import { listAuditEvents, type ViewedEvent } from '#store/audit-view-store.ts';
import { auditLine, partsSeenBy } from './parts/log-seen.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

type Seen = ReturnType<typeof auditLine> &
  Pick<ViewedEvent, 'occurredAt' | 'recordedAt' | 'subject' | 'sequence' | 'previousHash' | 'hash'> & {
    payload: string;
  };

/** One of a part that somebody may not read is as if it were not there. */
export const seeAuditEvent = defineOperation({
  name: 'see-audit-event',
  by: ['account'],
  right: 'list-audit-events',
  refuses: { 'not-found': 'no such event, or none that may be seen' },
  run: async (
    { database }: OperationContext,
    actor,
    { index }: { index: number },
  ): Promise<{ ok: true; event: Seen } | Refusal<'not-found'>> => {
    const parts = partsSeenBy(actor);
    const [event] = await listAuditEvents(database, { parts, index }, { before: null, limit: 1 });
    if (event === undefined) return refuse('not-found', 'Nhật ký không có sự kiện này.');
    const { occurredAt, recordedAt, subject, sequence, previousHash, hash, payload } = event;
    const hashed = { occurredAt, recordedAt, subject, sequence, previousHash, hash, payload: canonicalJson(payload) };
    return { ok: true, event: { ...auditLine(event), ...hashed } };
  },
});
