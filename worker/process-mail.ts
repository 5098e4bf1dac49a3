// What a mail that came in does here, after it was stored: bounces, complaints, replies.
import { readInboundMail } from '#channels/email/read-inbound.ts';
import type { TokenAddresses } from '#channels/email/token-address.ts';
import { markUnreachable, raiseAttention } from '#store/attention-store.ts';
import { acknowledgeMessage } from './acknowledge-message.ts';
import { noteReceipt } from './note-receipt.ts';
import type { IncomingContext, Processed } from './process-zalo-event.ts';

// Without a mailbox of our own no address of ours is genuine: bounces are then known by their Message-ID only.
const NO_ADDRESSES: TokenAddresses = {
  make: () => {
    throw new Error('no reply mailbox is set up');
  },
  read: () => null,
};

/** A bounce marks the contact and sends the message on, a reply through the address of its mail acknowledges, the rest is for a person. */
export async function processMail(
  context: IncomingContext,
  raw: Uint8Array,
  addresses: TokenAddresses | null,
): Promise<Processed> {
  const mail = await readInboundMail(raw, addresses ?? NO_ADDRESSES);
  const message = await findMessage(context, mail.messageKey, mail.aboutMessageId);
  if (message === null) return { done: `${mail.kind}: không rõ nói về tin nào` };
  const place = `${message.contact.name} (${message.contact.agency.name})`;
  const tell = (kind: string, what: string) =>
    raiseAttention(context.database, { id: `mail-${kind}/${message.id}`, what, place }, context.now());
  switch (mail.kind) {
    case 'bounce':
      return mail.action === 'failed' ? bounced(context, message, mail) : { done: `báo ${mail.action}` };
    case 'complaint':
      await tell('complaint', 'Người nhận báo thư nhắc việc là thư rác. Cần liên hệ trực tiếp.');
      return { done: 'bị báo là thư rác' };
    case 'automatic':
      return { done: 'thư tự động' };
    case 'reply': {
      // The sender address proves nothing (ADR 0045): only the address of the mail itself does.
      if (mail.meaning === 'acknowledged' && mail.messageKey !== null) {
        const given = await acknowledgeMessage(context, { messageId: message.id, contactId: message.contactId });
        if (given.ok) return { done: `đã tiếp nhận ${given.given} việc` };
      }
      // Also the words of somebody who has left the roster: they take up nothing, and an officer should know of them.
      await tell('reply', `Thư trả lời cần người đọc: “${mail.text.trim().slice(0, 200)}”`);
      return { done: 'chuyển người đọc' };
    }
  }
}

type Bounce = Extract<Awaited<ReturnType<typeof readInboundMail>>, { kind: 'bounce' }>;
type FoundMessage = NonNullable<Awaited<ReturnType<typeof findMessage>>>;

async function bounced(context: IncomingContext, message: FoundMessage, mail: Bounce): Promise<Processed> {
  const { database } = context;
  const now = context.now();
  const { contact } = message;
  const reason = mail.diagnostic ?? mail.status ?? 'thư bị trả lại';
  // A server that gave up for the moment says nothing about the address; and an address changed since has not failed.
  const isCurrent = mail.recipient === null || mail.recipient.toLowerCase() === contact.email?.toLowerCase();
  if (mail.permanent && isCurrent && contact.email !== null)
    await markUnreachable(database, { contactId: contact.id, channel: 'email', address: contact.email, reason }, now);
  const target = { channel: 'email', messageId: message.id };
  if (!(await noteReceipt(context, target, 'bounced'))) return { later: 'chưa có lần gửi này' };
  return { done: `thư bị trả lại: ${reason}` };
}

async function findMessage({ database }: IncomingContext, key: string | null, rfcMessageId: string | null) {
  const include = { contact: { include: { agency: { select: { name: true } } } } } as const;
  const id = key === null ? null : uuidOf(key);
  if (id !== null) return database.message.findUnique({ where: { id }, include });
  return rfcMessageId === null ? null : database.message.findUnique({ where: { rfcMessageId }, include });
}

/** The dashes that a token address leaves out. */
function uuidOf(key: string): string | null {
  return /^[0-9a-f]{32}$/.test(key) ? key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
