// Somebody looks through the audit log.
import type { LocalDate } from '#contracts/primitives.ts';
import { typesOf } from '#domain/audit/log-part.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { dayEndsAt } from '#domain/calendar/local-time.ts';
import { eventWords } from '#domain/words/event-words.ts';
import { type LogFilter, listAuditEvents as list } from '#store/audit-view-store.ts';
import { auditLine, partsSeenBy } from './parts/log-seen.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

interface Input {
  filter: Omit<LogFilter, 'parts' | 'recordedFrom' | 'recordedBefore' | 'index'>;
  from: LocalDate | undefined;
  to: LocalDate | undefined;
  before: number | null;
  limit: number;
}

/** Newest first. What somebody may not see is in no page of it, and no filter finds it. */
export const listAuditEvents = defineOperation({
  name: 'list-audit-events',
  by: ['account'],
  refuses: {},
  run: async ({ database, zone }: OperationContext, actor, { filter, from, to, before, limit }: Input) => {
    const parts = partsSeenBy(actor);
    const days = {
      recordedFrom: from === undefined ? undefined : new Date(dayEndsAt(addDays(from, -1), zone)),
      recordedBefore: to === undefined ? undefined : new Date(dayEndsAt(to, zone)),
    };
    const found = await list(database, { ...filter, ...days, parts }, { before, limit });
    const events = found.slice(0, limit);
    return {
      items: events.map((event) => ({
        ...auditLine(event),
        occurredAt: event.occurredAt,
        recordedAt: event.recordedAt,
      })),
      next: found.length > limit ? (events.at(-1)?.index ?? null) : null,
      kinds: typesOf(parts).map((type) => ({ type, words: eventWords(type) })),
    };
  },
});
