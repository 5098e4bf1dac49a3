// A Zalo account speaks to us, or follows us: messages reach it again.
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { clearUnreachable } from '#store/attention-store.ts';
import { findZaloContact } from '#store/contact-link-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

type LinkedContact = NonNullable<Awaited<ReturnType<typeof findZaloContact>>>;

/** Takes the mark of unreachability off the person whose account it is; null when the day's roster links it to nobody. */
export const noteSignOfLife = defineOperation({
  name: 'note-sign-of-life',
  by: ['zalo-account'],
  refuses: {},
  run: async (
    { database, zone, now }: OperationContext,
    { userId },
    _input: object,
  ): Promise<{ ok: true; contact: LinkedContact | null }> => {
    const contact = await findZaloContact(database, userId, toLocalDate(instantOf(now()), zone));
    if (contact !== null) await clearUnreachable(database, contact.id, 'zalo');
    return { ok: true, contact };
  },
});
