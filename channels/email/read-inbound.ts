import { type ReplyMeaning, readReply } from '#domain/delivery/read-reply.ts';
import type { DeliveryReport, ParsedMail } from './parse-mail.ts';
import { speaksOfAddress } from './smtp-status.ts';
import type { TokenAddresses } from './token-address.ts';

export type InboundMail =
  | ({ kind: 'bounce'; permanent: boolean } & DeliveryReport & Source)
  /** The reader marked the mail as spam: tell an officer. */
  | ({ kind: 'complaint' } & Source)
  /** Out of office and other machines: never an acknowledgement. */
  | ({ kind: 'automatic' } & Source)
  | ({ kind: 'reply'; text: string; meaning: ReplyMeaning } & Source);

type Source = {
  /**
   * The message row, from the signed address that this kind of mail comes to: bounces and complaints to the bounce address, replies to the
   * reply address. Null = it proves nothing, whatever Message-ID, sender or text it carries (ADR 0110).
   */
  messageKey: string | null;
  /** As it says itself; anybody can write it. */
  from: string | null;
  subject: string;
};

/** What a mail that came in means. It speaks of a message of ours only when it came to the signed address of that one message. */
export function readInboundMail(mail: ParsedMail, addresses: TokenAddresses | null): InboundMail {
  const { from, subject, text, report } = mail;
  const bounceKey = tokenOf(mail, addresses, 'bounce');
  const replyKey = tokenOf(mail, addresses, 'reply');
  if (report !== null) {
    // 4.x.x in a final failure means that the server has given up trying: the address may work tomorrow.
    const isForGood = report.action === 'failed' && (report.status === null || report.status.startsWith('5'));
    const permanent = isForGood && speaksOfAddress(`${report.status ?? ''} ${report.diagnostic ?? ''}`);
    return { kind: 'bounce', permanent, ...report, messageKey: bounceKey, from, subject };
  }
  if (mail.isComplaint) return { kind: 'complaint', messageKey: bounceKey, from, subject };
  if (mail.isAutomatic || bounceKey !== null) return { kind: 'automatic', messageKey: bounceKey, from, subject };
  const meaning = mail.isCut ? 'other' : readReply(text);
  return { kind: 'reply', text, meaning, messageKey: replyKey, from, subject };
}

/** The one message that the addresses of this purpose name; none when they name several, because then it is not clear which was meant. */
function tokenOf(mail: ParsedMail, addresses: TokenAddresses | null, purpose: 'bounce' | 'reply'): string | null {
  const keys = new Set<string>();
  for (const address of mail.addressedTo) {
    const token = addresses?.read(address) ?? null;
    if (token?.purpose === purpose) keys.add(token.messageKey);
  }
  const [only, ...others] = keys;
  return others.length > 0 ? null : (only ?? null);
}
