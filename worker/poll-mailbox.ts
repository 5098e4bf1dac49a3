// Replies and bounces read from a mailbox over IMAP.

import { ImapFlow } from 'imapflow';
import { headOfMail, MAIL_HEAD_BYTES } from '#channels/email/mail-head.ts';
import type { Clock } from '#contracts/clock.ts';
import type { Database } from '#store/database.ts';
import { storeIncoming } from '#store/incoming-store.ts';

// More in one round would hold the connection too long; the rest comes with the next.
const BATCH = 50;
// A server that falls silent ends the round, and the next one begins with a new connection.
const TIMEOUTS = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 60_000 };

/** Stores every unread mail of the inbox and marks it read only then; answers how many. A round that fails leaves them unread. */
export async function pollMailbox(work: { imapUrl: string; database: Database; now: Clock }): Promise<number> {
  const client = new ImapFlow({ ...connectionOf(new URL(work.imapUrl)), logger: false, ...TIMEOUTS });
  // Without a listener a connection that breaks between two commands would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const lock = await client.getMailboxLock('INBOX');
    try {
      const unread = (await client.search({ seen: false }, { uid: true })) || [];
      const uids = unread.slice(0, BATCH);
      for (const uid of uids) {
        const asked = { size: true, source: { start: 0, maxLength: MAIL_HEAD_BYTES } };
        const mail = await client.fetchOne(String(uid), asked, { uid: true });
        // What can never be stored is set aside there: one broken mail stops neither this round nor the next.
        if (mail && mail.source !== undefined)
          await storeIncoming(work.database, { source: 'mail', ...headOfMail(mail.source, mail.size) }, work.now());
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
      return uids.length;
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

function connectionOf(url: URL) {
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}
