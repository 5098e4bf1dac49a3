import PostalMime, { type Email } from 'postal-mime';
import { type ReplyMeaning, readReply } from '#domain/delivery/read-reply.ts';
import type { TokenAddresses } from './token-address.ts';

export type InboundMail =
  | ({
      kind: 'bounce';
      /** What the last server did with it; only `failed` ends a delivery. */
      action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
      /** Enhanced status, e.g. 5.1.1; null when the report names none. */
      status: string | null;
      permanent: boolean;
      recipient: string | null;
      diagnostic: string | null;
    } & Source)
  /** The reader marked the mail as spam: stop digests, tell an officer. */
  | ({ kind: 'complaint' } & Source)
  /** Out of office and other machines: never an acknowledgement. */
  | ({ kind: 'automatic' } & Source)
  | ({ kind: 'reply'; from: string | null; subject: string; text: string; meaning: ReplyMeaning } & Source);

type Source = {
  /** The message row, from a token address; null when the mail names none that can be trusted. */
  messageKey: string | null;
  /** Message-ID of ours that it speaks of; weaker than the key, because anybody who has the mail knows it. */
  aboutMessageId: string | null;
};

/**
 * What a mail that came back means. A reply counts as an acknowledgement only with a `messageKey`: the token address reached the person in the mail
 * itself, while a sender address can be written by anybody. No attachment is opened, and nothing here throws for a broken mail.
 */
export async function readInboundMail(raw: Uint8Array | string, addresses: TokenAddresses): Promise<InboundMail> {
  const mail = await PostalMime.parse(raw);
  const token = tokenOf(mail, addresses);
  const messageKey = token?.messageKey ?? null;
  const report = partOf(mail, 'message/delivery-status');
  if (report !== null) return bounce(mail, report, messageKey);
  if (partOf(mail, 'message/feedback-report') !== null) {
    return { kind: 'complaint', messageKey, aboutMessageId: returnedMessageId(mail) };
  }
  const aboutMessageId = mail.inReplyTo ?? mail.references?.split(/\s+/).at(-1) ?? null;
  if (isAutomatic(mail) || token?.purpose === 'bounce') return { kind: 'automatic', messageKey, aboutMessageId };
  const text = mail.text ?? plainText(mail.html ?? '');
  const from = mail.from?.address ?? null;
  return {
    kind: 'reply',
    from,
    subject: mail.subject ?? '',
    text,
    meaning: readReply(text),
    messageKey,
    aboutMessageId,
  };
}

function bounce(mail: Email, report: string, messageKey: string | null): InboundMail {
  const field = (name: string) =>
    new RegExp(`^${name}:\\s*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(report)?.[1]?.replace(/\s+/g, ' ').trim() ?? null;
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(field('Status') ?? '')?.[1] ?? null;
  const action = ACTIONS.find((one) => one === field('Action')?.toLowerCase()) ?? 'failed';
  return {
    kind: 'bounce',
    action,
    status,
    // 4.x.x in a final failure means that the server has given up trying: the address may work tomorrow.
    permanent: action === 'failed' && (status === null || status.startsWith('5')),
    recipient:
      (field('Final-Recipient') ?? field('Original-Recipient'))?.replace(/^rfc822;\s*/i, '').replace(/[<>]/g, '') ??
      null,
    diagnostic: field('Diagnostic-Code'),
    messageKey,
    aboutMessageId: returnedMessageId(mail),
  };
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

function tokenOf(mail: Email, addresses: TokenAddresses) {
  const named = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((key) =>
    mail.headers.filter((header) => header.key === key).map(({ value }) => value),
  );
  const written = [...(mail.to ?? []), ...(mail.cc ?? [])].map(({ address }) => address ?? '');
  for (const address of [...written, ...named]) {
    const token = addresses.read(address);
    if (token !== null) return token;
  }
  return null;
}

function isAutomatic(mail: Email): boolean {
  const header = (key: string) =>
    mail.headers
      .find((one) => one.key === key)
      ?.value.trim()
      .toLowerCase() ?? null;
  const submitted = header('auto-submitted');
  if (submitted !== null && submitted !== 'no') return true;
  if (mail.returnPath === '' || header('return-path') === '<>') return true;
  if (header('x-autoreply') !== null || header('x-autorespond') !== null) return true;
  return /^(bulk|junk|auto_reply|list)$/.test(header('precedence') ?? '');
}

/** The Message-ID of the mail that came back, from its headers or the whole of it. */
function returnedMessageId(mail: Email): string | null {
  for (const type of ['text/rfc822-headers', 'message/rfc822']) {
    const id = /^message-id:\s*(<[^>\s]+>)/im.exec(partOf(mail, type) ?? '')?.[1];
    if (id !== undefined) return id;
  }
  return null;
}

function partOf(mail: Email, mimeType: string): string | null {
  const part = mail.attachments.find((one) => one.mimeType.toLowerCase() === mimeType);
  if (part === undefined) return null;
  return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
}

function plainText(html: string): string {
  return html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<(blockquote|div class="gmail_quote")[\s\S]*/i, '')
    .replace(/<(br|\/p|\/div)[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
