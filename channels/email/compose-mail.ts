// A message → the mail of it: its thread, the addresses that answers and bounces come to, the way to decline a digest, the calendar entry.
import type { SendMailOptions } from 'nodemailer';
import type { OutgoingMessage } from '../channel.ts';
import { type CalendarAttachment, dueDateCalendar } from './due-date-calendar.ts';
import { sentFrom } from './sender-form.ts';
import { messageKeyOf, type TokenAddresses } from './token-address.ts';

export type MailOptions = {
  /** `Tên hiển thị <dia-chi@don-vi.gov.vn>`, for offices that say nothing else. */
  from: string;
  /** Reply and bounce addresses that name one message; left out = answers by mail are not read here. */
  addresses?: TokenAddresses | null;
  /** Makes the entries of due dates worldwide unique; left out = mails carry none. */
  calendarDomain?: string;
  listId?: string;
};

/** Every attempt of one message is the same mail. */
export function composeMail(message: OutgoingMessage, idempotencyKey: string, options: MailOptions): SendMailOptions {
  const { to, subject, text, html, messageId, about } = message;
  const key = messageKeyOf(idempotencyKey);
  const readHere = options.addresses?.make('reply', key);
  const bounceTo = options.addresses?.make('bounce', key);
  const { from, own, replyTo } = sentFrom(message.form, options.from);
  // An answer reaches the people of the office, and is read here all the same: «Đã nhận» acknowledges.
  const answersTo = [readHere, replyTo].filter((address) => address !== undefined && address !== null);
  const unsubscribe = declineUrls(message, readHere);
  const takesPost = unsubscribe.some((url) => url.startsWith('https:'));
  const references = about.length > 1 ? [] : about.map(({ id }) => threadId(id));
  const calendar = calendarOf(message, options);
  return {
    from,
    to: { name: to.name, address: to.address },
    replyTo: answersTo.length > 0 ? answersTo : undefined,
    // VERP: a mail that comes back names its message. It comes back to the installation, in whose name the server may send, whatever the letter says.
    envelope: { from: bounceTo ?? own, to: to.address },
    subject,
    text,
    html,
    messageId,
    date: message.claimedAt,
    inReplyTo: references.at(-1),
    references: references.length > 0 ? references : undefined,
    headers: {
      // RFC 3834: nobody's out-of-office should answer this. Exchange wants it listed (MS-OXCMAIL section 2.2.3.2.14): answers of machines and read
      // receipts are not wanted; `All` would keep NDR too, the report that a mail did not arrive.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply, RN, NRN',
      'X-Dondoc-Message': idempotencyKey,
      // RFC 8058: only where a POST to the page works without login.
      ...(takesPost ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    },
    list: {
      // An array in an array is one header with all addresses.
      ...(unsubscribe.length > 0 ? { unsubscribe: [unsubscribe] } : {}),
      ...(options.listId === undefined ? {} : { id: options.listId }),
    },
    icalEvent: calendar ? { filename: calendar.filename, method: calendar.method, content: calendar.ics } : undefined,
  };
}

/** One click without login (RFC 8058) only over https, where nobody on the way can read or press it; a mail beside it. */
function declineUrls({ stopDigestUrl }: OutgoingMessage, replyTo: string | undefined): string[] {
  if (stopDigestUrl === null) return [];
  return [
    ...(stopDigestUrl.startsWith('https:') ? [stopDigestUrl] : []),
    ...(replyTo === undefined ? [] : [`mailto:${replyTo}?subject=Ngung-nhan-ban-tong-hop`]),
  ];
}

/** A parent that no mail carries: clients still show all mails about one assignment as one conversation. */
function threadId(assignmentId: string): string {
  return `<assignment.${assignmentId}@dondoc.invalid>`;
}

/** The due date, in mails about one assignment, for who wants it. */
function calendarOf(
  { to, about, subject, claimedAt }: OutgoingMessage,
  { calendarDomain }: MailOptions,
): CalendarAttachment | null {
  const [only, ...others] = about;
  if (!to.wantsCalendar || calendarDomain === undefined || only === undefined || others.length > 0) return null;
  const { id: assignmentId, title, due, sequence } = only;
  if (due === null) return null;
  const entry = { assignmentId, domain: calendarDomain, due, title, sequence, stampedAt: claimedAt };
  return dueDateCalendar({ ...entry, description: subject, url: null });
}
