// What a mail that came in does here, after it was stored: bounces, complaints, replies.
import type { ParsedMail } from '#channels/email/parse-mail.ts';
import { type InboundMail, readInboundMail } from '#channels/email/read-inbound.ts';
import type { TokenAddresses } from '#channels/email/token-address.ts';
import { acknowledgeMessage } from '#operations/acknowledge-message.ts';
import { BOUNCE_DAYS_MAX, noteBounce } from '#operations/note-bounce.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { tellOfficer } from '#operations/tell-officer.ts';
import type { IncomingEvent } from '#store/incoming-store.ts';
import { findMessageReader, type MessageReader } from '#store/message-work-store.ts';
import { BoundedWorkEnded } from './bounded-thread.ts';
import type { MailReader } from './mail-reader.ts';
import { UnreadableIncoming } from './process-incoming.ts';
import type { IncomingContext, Processed } from './process-zalo-event.ts';

export interface MailContext {
  /** Of each office, the first one's first: what nobody can tell whose it is, is shown there. */
  offices: readonly IncomingContext[];
  reader: MailReader;
  /** Null = no reply mailbox is set up, and no mail proves anything. */
  addresses: TokenAddresses | null;
}

/** A mail to the signed address of a message acts on that message: a bounce marks its contact, a reply acknowledges. Any other is for a person. */
export async function processMail(
  { offices, reader, addresses }: MailContext,
  event: Pick<IncomingEvent, 'id' | 'raw'>,
): Promise<Processed> {
  const mail = readInboundMail(await parse(reader, event.raw), addresses);
  const found = await findMessage(offices, mail.messageKey);
  if (found === null) return unproven(offices[0] as IncomingContext, event.id, mail);
  return processOwn(found.context, found.message, mail);
}

async function processOwn(context: IncomingContext, message: MessageReader, mail: InboundMail): Promise<Processed> {
  const place = `${message.contact.name} (${message.contact.agency.name})`;
  const tell = (kind: string, what: string) =>
    tellOfficer(context, BY_SYSTEM, { matter: { id: `mail-${kind}/${message.id}`, what, place } });
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
      if (mail.meaning === 'acknowledged') {
        const reader = { kind: 'contact', contactId: message.contact.id, by: 'mail' } as const;
        const given = await acknowledgeMessage(context, reader, { messageId: message.id });
        if (given.ok) return { done: `đã tiếp nhận ${given.given} việc` };
      }
      // Also the words of somebody who has left the roster: they take up nothing, and an officer should know of them.
      await tell('reply', `Thư trả lời cần người đọc: “${mail.text.trim().slice(0, 200)}”`);
      return { done: 'chuyển người đọc' };
    }
  }
}

async function parse(reader: MailReader, raw: Uint8Array): Promise<ParsedMail> {
  try {
    return await reader.run(raw);
  } catch (error) {
    if (error instanceof BoundedWorkEnded) throw new UnreadableIncoming(`thư không đọc được (${WHY[error.reason]})`);
    throw error;
  }
}

const WHY = {
  time: 'đọc quá lâu',
  memory: 'cần quá nhiều bộ nhớ',
  error: 'dạng thư sai, quá nhiều lớp hoặc phần đầu thư quá dài',
} as const;

// More would push the matters of people off the list; the rest is told as one.
const UNPROVEN_MAX = 20;

/** Anybody could have written it (ADR 0110): it changes nothing, and what a person may have meant is shown as what it claims to be. */
async function unproven(context: IncomingContext, eventId: string, mail: InboundMail): Promise<Processed> {
  if (mail.kind === 'automatic' || (mail.kind === 'bounce' && mail.action !== 'failed'))
    return { done: `${mail.kind}: không đến địa chỉ có chữ ký của tin nào` };
  const what = {
    bounce: `Thư báo không gửi được, nhưng không đến địa chỉ có chữ ký nên không được tính: ${mail.subject}`,
    complaint: `Thư báo thư rác, nhưng không đến địa chỉ có chữ ký nên không được tính: ${mail.subject}`,
    reply: `Thư đến hộp thư chung cần người đọc: ${mail.subject}${mail.kind === 'reply' ? ` “${mail.text.trim().slice(0, 200)}”` : ''}`,
  }[mail.kind];
  const place = `Người gửi tự ghi: ${mail.from ?? 'không rõ'} (chưa kiểm chứng)`;
  const rest = { what: 'Còn nhiều thư khác không rõ nói về tin nào; mở hộp thư để đọc.', place: 'Hộp thư đến' };
  const matter = { id: `mail-unproven/${eventId}`, what, place };
  await tellOfficer(context, BY_SYSTEM, { matter, bound: { prefix: 'mail-unproven/', max: UNPROVEN_MAX, rest } });
  return { done: `${mail.kind}: không đến địa chỉ có chữ ký của tin nào; chuyển người đọc` };
}

type Bounce = Extract<InboundMail, { kind: 'bounce' }>;

async function bounced(context: IncomingContext, message: MessageReader, mail: Bounce): Promise<Processed> {
  const reason = mail.diagnostic ?? mail.status ?? 'thư bị trả lại';
  const { permanent, recipients } = mail;
  const { noted } = await noteBounce(context, BY_SYSTEM, { message, permanent, recipients, reason });
  switch (noted) {
    case 'too-late':
      return { done: `thư báo trả lại đến sau ${BOUNCE_DAYS_MAX} ngày, không tính` };
    case 'not-sent-yet':
      return { later: 'chưa có lần gửi này' };
    case 'bounced':
      return { done: `thư bị trả lại: ${reason}` };
  }
}

/** The office whose message it is: its id is in one alone. */
async function findMessage(offices: readonly IncomingContext[], key: string | null) {
  const id = key === null ? null : uuidOf(key);
  if (id === null) return null;
  for (const context of offices) {
    const message = await findMessageReader(context.database, id);
    if (message !== null) return { context, message };
  }
  return null;
}

/** The dashes that a token address leaves out. */
function uuidOf(key: string): string | null {
  return /^[0-9a-f]{32}$/.test(key) ? key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
