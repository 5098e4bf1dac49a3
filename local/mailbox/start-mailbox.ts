import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Clock, wallClock } from '#contracts/clock.ts';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import type { MailboxMessage } from './mailbox-message.ts';
import { readMailbox } from './read-mailbox.ts';
import { isRecipientSyntax } from './recipient-syntax.ts';
import { storeMail } from './store-mail.ts';

export interface MailboxOptions {
  /** Where the mails are kept. */
  dir: string;
  /** 0 = any free one. */
  port: number;
  maxBytes?: number;
  maxRecipients?: number;
  now?: Clock;
}

export interface RunningMailbox {
  smtpUrl: string;
  listMessages(options?: { limit?: number }): Promise<MailboxMessage[]>;
  stop(): Promise<void>;
}

// What large providers allow, so that a mail that passes here passes there.
const DEFAULT_MAX_BYTES = 25 * 1024 * 1024;
const DEFAULT_MAX_RECIPIENTS = 100;
const CLOSE_WITHIN_MS = 1_000;

/**
 * A real SMTP server on 127.0.0.1 that keeps every mail on disk before it says 250, and refuses what a real one refuses.
 * Nothing leaves this machine.
 */
export async function startMailbox(options: MailboxOptions): Promise<RunningMailbox> {
  makePrivateFolder(options.dir);
  const now = options.now ?? wallClock;
  const maxRecipients = options.maxRecipients ?? DEFAULT_MAX_RECIPIENTS;
  const server = new SMTPServer({
    banner: 'dondoc local mailbox',
    size: options.maxBytes ?? DEFAULT_MAX_BYTES,
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    disableReverseLookup: true,
    closeTimeout: CLOSE_WITHIN_MS,
    onRcptTo: ({ address }, session, done) => done(refuseRecipient(address, session, maxRecipients)),
    onData: (stream, session, done) => {
      receive(stream, session, options.dir, now).then(
        (ids) => done(null, `stored as ${ids.join(' ')}`),
        (error: Error) => done(error),
      );
    },
  });
  // A client that hangs up in the middle is the client's trouble.
  server.on('error', () => undefined);
  const port = await listen(server, options.port);
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    listMessages: (range) => readMailbox(options.dir, range),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refuseRecipient(address: string, session: SMTPServerSession, maxRecipients: number): Error | null {
  if (!isRecipientSyntax(address)) return refusal(553, `<${address}>: recipient address syntax is wrong`);
  if (session.envelope.rcptTo.length >= maxRecipients) return refusal(452, `more than ${maxRecipients} recipients`);
  return null;
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  dir: string,
  now: Clock,
): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    // Read on to the end, or the client never hears the refusal, but keep nothing that is refused anyway.
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk as Buffer);
  }
  if (stream.sizeExceeded) throw refusal(552, 'message exceeds the size limit');
  const recipients = session.envelope.rcptTo.map(({ address }) => address);
  try {
    return await storeMail(dir, Buffer.concat(chunks), recipients, now());
  } catch (error) {
    // The sender keeps it and tries again: nothing is lost over a full disk.
    throw refusal(451, `could not be stored: ${(error as Error).message}`);
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject);
      resolve((server.server.address() as AddressInfo).port);
    });
  });
}
