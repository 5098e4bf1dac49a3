// A Zalo account says whose it is: by a one-time code that an officer gave, or by the phone number that Zalo shared.
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { raiseAttention } from '#store/attention-store.ts';
import { linkByCode, linkByPhone } from '#store/contact-link-store.ts';
import { loadPerson } from '#store/person-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export type LinkProof = { code: string } | { isPhone: (written: string) => boolean };

/**
 * Links the account to the one person whom the proof names; null when it names nobody. A number is typed by whoever holds the phone and
 * proves less than a code: the officer hears of it and can object.
 */
export const linkZaloAccount = defineOperation({
  name: 'link-zalo-account',
  by: ['zalo-account'],
  refuses: {},
  run: async (
    { database, zone, now }: OperationContext,
    { userId },
    { proof, channels }: { proof: LinkProof; channels: readonly KnownChannel[] },
  ): Promise<{ ok: true; contactId: string | null }> => {
    const date = toLocalDate(instantOf(now()), zone);
    const account = { userId, channels };
    if ('code' in proof) return { ok: true, contactId: await linkByCode(database, proof.code, account, date, now()) };
    const contactId = await linkByPhone(database, proof.isPhone, account, date, now());
    if (contactId === null) return { ok: true, contactId };
    const { name, agencyName } = await loadPerson(database, contactId);
    const what = `Tài khoản Zalo ${userId} vừa được liên kết bằng số điện thoại tự khai. Nếu không phải người này, cấp mã bằng «dondoc roster zalo-code ${contactId}» để liên kết lại.`;
    await raiseAttention(database, { id: `zalo-link/${contactId}`, what, place: `${name} (${agencyName})` }, now());
    return { ok: true, contactId };
  },
});
