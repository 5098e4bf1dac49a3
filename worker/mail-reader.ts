import { headOfMail } from '#channels/email/mail-head.ts';
import type { ParsedMail } from '#channels/email/parse-mail.ts';
import { type BoundedThread, createBoundedThread } from './bounded-thread.ts';

export type MailReader = BoundedThread<Uint8Array, ParsedMail>;

const DEADLINE_MS = 5_000;
const MEMORY_MEGABYTES = 128;

/** Reads the head of a mail in a thread of its own, within five seconds and 128 MB, whatever the mail holds. */
export function createMailReader(deadlineMs: number = DEADLINE_MS): MailReader {
  const program = new URL('./mail-thread.ts', import.meta.url);
  const thread: MailReader = createBoundedThread({ program, deadlineMs, memoryMegabytes: MEMORY_MEGABYTES });
  // Rows of yesterday hold whole mails.
  return { ...thread, run: (raw) => thread.run(headOfMail(raw).raw) };
}
