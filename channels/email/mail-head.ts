// How much of a mail is ever looked at. A mail of 30 MB with attachments is a legal mail; what a person wrote stands at its beginning.
import { createHash } from 'node:crypto';

/** Headers and the first parts: enough for a reply below a long signature and for a delivery report with the headers that it returns. */
export const MAIL_HEAD_BYTES = 256 * 1024;

export interface MailHead {
  /** The first bytes, all of them when the mail is no longer. */
  raw: Uint8Array;
  /** As long as the whole mail was. */
  sizeBytes: number;
  /** The same for the same mail, whether it was posted or read from a mailbox. */
  dedupeKey: string;
}

/** Keeps the head of a mail; `sizeBytes` tells how long it was when `raw` is already cut. */
export function headOfMail(raw: Uint8Array, sizeBytes: number = raw.length): MailHead {
  // A copy, so that 30 MB do not stay in memory for the sake of their beginning.
  const head = Uint8Array.from(raw.subarray(0, MAIL_HEAD_BYTES));
  const hash = createHash('sha256').update(head).digest('hex');
  return { raw: head, sizeBytes, dedupeKey: sizeBytes > head.length ? `${hash}/${sizeBytes}` : hash };
}
