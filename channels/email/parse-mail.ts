import PostalMime, { type Email } from 'postal-mime';
import { storableText } from '#domain/shared/storable-text.ts';
import { htmlToText } from './html-to-text.ts';

/** What a mail holds that can mean something here: plain data, so that it can be read in another thread. Every text can be stored. */
export interface ParsedMail {
  /** Where it was sent to, as its headers and the last server say. */
  addressedTo: string[];
  from: string | null;
  subject: string;
  /** What the person wrote, the beginning of it. */
  text: string;
  /** True when `text` was cut: what is not seen could say the opposite. */
  isCut: boolean;
  /** Written by a machine. */
  isAutomatic: boolean;
  /** The marks of a delivery report. */
  report: DeliveryReport | null;
  isComplaint: boolean;
}

export interface DeliveryReport {
  /** What the last server did with it; only `failed` ends a delivery. */
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Enhanced status, e.g. 5.1.1; null when the report names none. */
  status: string | null;
  /** Final and original recipient. */
  recipients: string[];
  diagnostic: string | null;
}

const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 64 * 1024 };
const TEXT_LENGTH_MAX = 20_000;
const HTML_LENGTH_MAX = 100_000;
const ADDRESSES_MAX = 50;
const FIELD_LENGTH_MAX = 500;

/** Reads the head of a mail. No attachment is opened, mails within mails neither. Throws for one whose parts are too deep or headers too long. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await PostalMime.parse(raw, { ...LIMITS, forceRfc822Attachments: true });
  const text = mail.text ?? htmlToText((mail.html ?? '').slice(0, HTML_LENGTH_MAX));
  const isCut =
    text.length > TEXT_LENGTH_MAX || (mail.text === undefined && (mail.html ?? '').length > HTML_LENGTH_MAX);
  const report = partOf(mail, 'message/delivery-status');
  const short = (value: string) => storableText(value, FIELD_LENGTH_MAX);
  return {
    addressedTo: addressesOf(mail),
    from: mail.from?.address === undefined ? null : short(mail.from.address),
    subject: short(mail.subject ?? ''),
    text: storableText(text, TEXT_LENGTH_MAX),
    isCut,
    isAutomatic: isAutomatic(mail),
    report: report === null ? null : readReport(report.slice(0, TEXT_LENGTH_MAX)),
    isComplaint: partOf(mail, 'message/feedback-report') !== null,
  };
}

function readReport(report: string): DeliveryReport {
  const fields = readFields(report);
  const field = (name: string) => fields.get(name) ?? null;
  const recipients = [field('final-recipient'), field('original-recipient')].filter((one) => one !== null);
  return {
    action: ACTIONS.find((one) => one === field('action')?.toLowerCase()) ?? 'failed',
    status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(field('status') ?? '')?.[1] ?? null,
    recipients: recipients.map((one) =>
      one
        .replace(/^rfc822;\s*/i, '')
        .replace(/[<>]/g, '')
        .trim(),
    ),
    diagnostic: field('diagnostic-code'),
  };
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** Header fields by name in lower case, the first of each, with the lines that continue them. */
function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const isContinued = line.startsWith(' ') || line.startsWith('\t');
    if (isContinued && name !== null) {
      fields.set(name, `${fields.get(name)} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const begun = colon > 0 ? line.slice(0, colon).trim().toLowerCase() : null;
    name = begun === null || fields.has(begun) ? null : begun;
    if (name !== null) fields.set(name, line.slice(colon + 1).trim());
  }
  return new Map([...fields].map(([key, value]) => [key, storableText(value, FIELD_LENGTH_MAX)]));
}

function addressesOf(mail: Email): string[] {
  const written = [...(mail.to ?? []), ...(mail.cc ?? [])].map(({ address }) => address ?? '');
  const named = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((key) =>
    mail.headers.filter((header) => header.key === key).map(({ value }) => value),
  );
  // What the last server wrote comes first: there is one of it.
  return [...named, ...written].filter((address) => address.length <= FIELD_LENGTH_MAX).slice(0, ADDRESSES_MAX);
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

function partOf(mail: Email, mimeType: string): string | null {
  const part = mail.attachments.find((one) => one.mimeType.toLowerCase() === mimeType);
  if (part === undefined) return null;
  return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
}
