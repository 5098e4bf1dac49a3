import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Header } from 'postal-mime';
import type { MailboxMessage } from './mailbox-message.ts';

let sequence = 0;

/**
 * When it returns, the mail is in the folder and stays there: once as it came (.eml), and once per recipient as
 * readMailbox lists it (.json). A kill in between leaves no half-written entry.
 */
export async function storeMail(dir: string, raw: Buffer, recipients: readonly string[], at: Date): Promise<string[]> {
  const mail = await PostalMime.parse(raw);
  const mailId = newMailId(at);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeWhole(join(dir, `${mailId}.eml`), raw);
  const ids: string[] = [];
  for (const [index, to] of recipients.entries()) {
    const id = `${mailId}-${index + 1}`;
    const message: MailboxMessage = {
      id,
      channel: 'email',
      to,
      at: at.toISOString(),
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      ...(mail.html === undefined ? {} : { html: mail.html }),
      headers: toRecord(mail.headers),
    };
    await writeWhole(join(dir, `${id}.json`), JSON.stringify(message));
    ids.push(id);
  }
  return ids;
}

// Sorts by arrival; the sequence keeps mails of one millisecond in order, the random part those of two processes apart.
function newMailId(at: Date): string {
  sequence += 1;
  const instant = at.toISOString().replaceAll(/[-:.]/g, '');
  return `${instant}-${String(sequence).padStart(9, '0')}-${randomBytes(3).toString('hex')}`;
}

async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, content, { mode: 0o600 });
  await rename(unfinished, path);
}

function toRecord(headers: readonly Header[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const { key, value } of headers) record[key] = record[key] === undefined ? value : `${record[key]}\n${value}`;
  return record;
}
