// A mail came back: what its report says of the address and of the message.
import { markUnreachable, raiseAttention } from '#store/attention-store.ts';
import type { MessageReader } from '#store/message-work-store.ts';
import { noteReceipt, type ReceiptContext } from './note-receipt.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface BounceInput {
  message: MessageReader;
  /** Of the report: whether the server gave up for good, whom it names, and its words. */
  permanent: boolean;
  recipients: readonly string[];
  reason: string;
}

/** `not-sent-yet`: the attempt that it speaks of is not recorded yet. */
export type BounceOutcome = { ok: true; noted: 'bounced' | 'too-late' | 'not-sent-yet' };

// Servers give up after five days; a report that comes later tells of nothing that is still true.
export const BOUNCE_DAYS_MAX = 14;

/** Marks the address that the report names, tells the officer, and lets the message go on by another channel; noted twice, it changes nothing more. */
export const noteBounce = defineOperation({
  name: 'note-bounce',
  by: ['system'],
  refuses: {},
  run: async (context: ReceiptContext, actor, input: BounceInput): Promise<BounceOutcome> => {
    const { message, permanent, recipients, reason } = input;
    const { contact, claimedAt } = message;
    if (context.now().getTime() - claimedAt.getTime() > BOUNCE_DAYS_MAX * 86_400_000)
      return { ok: true, noted: 'too-late' };
    // A server that gave up for the moment says nothing about the address; and only the address that the report names has failed.
    const isNamed = recipients.some((one) => one.toLowerCase() === contact.email?.toLowerCase());
    if (permanent && isNamed && contact.email !== null)
      await addressFailed(context, contact, { address: contact.email, reason });
    const target = { channel: 'email', messageId: message.id };
    const { known } = await noteReceipt(context, actor, { target, said: { type: 'receipt', receipt: 'bounced' } });
    return { ok: true, noted: known ? 'bounced' : 'not-sent-yet' };
  },
});

/** Whoever got the mail has its signed address too: the officer hears what a person may have made, and of this one contact only. */
async function addressFailed(
  { database, now }: ReceiptContext,
  contact: MessageReader['contact'],
  { address, reason }: { address: string; reason: string },
): Promise<void> {
  await markUnreachable(database, { contactId: contact.id, channel: 'email', address, reason }, now());
  const what =
    `Máy chủ thư báo không gửi được tới ${address} (${reason}); thư nhắc việc không gửi tới địa chỉ này nữa. ` +
    'Thư báo mang chữ ký của đúng một tin, người đã nhận tin đó cũng có thể tự làm ra: liên hệ để kiểm tra địa chỉ.';
  const place = `${contact.name} (${contact.agency.name})`;
  await raiseAttention(database, { id: `mail-bounce/${contact.id}`, what, place }, now());
}
