// The mail server of an office: it takes mails at its hour, and refuses as a test says.
import type { SMTPServerOptions } from 'smtp-server';
import { instantOf } from '#domain/calendar/instant.ts';
import { type MailServer, type Received, reply, startMailServer } from '../channels/smtp-fixture.ts';
import { wallClockOf } from './builders.ts';

/** A mail as it lies in somebody's mailbox. */
export interface Letter {
  /** Whose mailbox: the part before the @. */
  to: string;
  /** Wall clock in Vietnam. */
  at: string;
  subject: string;
  text: string;
  messageId: string;
  /** Where a server sends it back to. */
  returnPath: string;
}

/** What the server says to a reader's name; null = it goes on. */
export type Refusing = (to: string) => { code: number; words: string } | null;

export async function startOfficeMail(now: () => Date) {
  let refusing: Refusing = () => null;
  let asked = 0;
  const earlier: Received[] = [];
  const options: SMTPServerOptions = {
    // A pooled connection of a sender stays open for long.
    closeTimeout: 50,
    onRcptTo({ address }, _session, done) {
      asked += 1;
      const no = refusing(address.split('@')[0] as string);
      done(no === null ? null : reply(no.code, no.words));
    },
  };
  let server: MailServer | null = await startMailServer(options, { now });
  const { url } = server;
  return {
    url,
    /** How often somebody was named as a reader, refused or not. */
    asked: () => asked,
    refuses(how: Refusing): void {
      refusing = how;
    },
    worksAgain(): void {
      refusing = () => null;
    },
    /** Nobody listens any more: a connection is refused. */
    async goesDown(): Promise<void> {
      earlier.push(...(server?.received ?? []));
      await server?.close();
      server = null;
    },
    async comesUp(): Promise<void> {
      server = await startMailServer(options, { port: Number(new URL(url).port), now });
    },
    /** Everything that arrived, in that order. */
    letters: (): Letter[] => [...earlier, ...(server?.received ?? [])].map(letterOf),
    close: async () => server?.close(),
  };
}

function letterOf({ from, to, mail, at }: Received): Letter {
  return {
    to: (to[0] ?? '').split('@')[0] as string,
    at: wallClockOf(instantOf(at)),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    messageId: mail.messageId ?? '',
    returnPath: from,
  };
}
