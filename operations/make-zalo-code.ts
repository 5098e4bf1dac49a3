// Somebody in the roster gets a code that links them to their Zalo account.
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { addLinkCode } from '#store/contact-link-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

/** How long a code may be typed; the store deletes it with its first use. */
export const LINK_CODE_MINUTES = 15;

export interface ZaloCodeInput {
  contactId: string;
  /** A new code, and how it is shown to people. */
  fresh: { code: string; shown: string };
}

export type ZaloCode = { ok: true; contactName: string; code: string; expiresAt: string };

/** Keeps the code, which the person writes to the Official Account: it works once and not for long, and takes the place of an older one. */
export const makeZaloCode = defineOperation({
  name: 'make-zalo-code',
  by: ['account', 'administrator'],
  refuses: { 'not-found': 'nobody of that id is in the day’s roster' },
  run: async (
    context: OperationContext,
    actor,
    { contactId, fresh }: ZaloCodeInput,
  ): Promise<ZaloCode | Refusal<'not-found'>> => {
    const { database, zone } = context;
    const now = context.now();
    const expiresAt = new Date(now.getTime() + LINK_CODE_MINUTES * 60_000);
    const date = toLocalDate(instantOf(now), zone);
    const by = { actor: await actorWords(database, actor), now };
    const contact = await addLinkCode(database, { code: fresh.code, contactId, expiresAt, date }, by);
    if (contact === null) return refuse('not-found', 'Không có người này trong danh bạ.');
    return { ok: true, contactName: contact.name, code: fresh.shown, expiresAt: expiresAt.toISOString() };
  },
});
