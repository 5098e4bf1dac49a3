// An SMTP server in a process of its own that accepts everything, for measurements; spoken to by bench/sink.ts. It remembers when each mail was
// complete, and hands that over when it is asked.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SinkMail {
  /** Milliseconds since the epoch, when the last byte was there. */
  at: number;
  messageId: string;
  to: string;
  /** The sender went on over the same connection: it has read that this one was accepted. */
  heard: boolean;
}

/** `take` hands over what came since the last time; a number asks to be told when so many are here. */
export type ToSink = 'take' | { tellAt: number };
export type FromSink = { port: number } | { mails: SinkMail[] } | { reached: number };

const HEAD_LENGTH = 4_000;
let mails: SinkMail[] = [];
let tellAt = Number.POSITIVE_INFINITY;
/** The last mail of each connection. */
const lastOf = new Map<string, SinkMail>();

const say = (message: FromSink) => process.send?.(message);

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  maxClients: 100,
  onMailFrom(_address, { id }, done) {
    const before = lastOf.get(id);
    if (before !== undefined) before.heard = true;
    done();
  },
  onData(stream, { id, envelope }, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < HEAD_LENGTH) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      const messageId = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '';
      const mail = { at: Date.now(), messageId, to: envelope.rcptTo[0]?.address ?? '', heard: false };
      mails.push(mail);
      lastOf.set(id, mail);
      done(null, 'queued');
      if (mails.length >= tellAt) {
        tellAt = Number.POSITIVE_INFINITY;
        say({ reached: mails.length });
      }
    });
  },
  onClose({ id }) {
    lastOf.delete(id);
  },
});
// A client that was killed.
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => say({ port: (server.server.address() as AddressInfo).port }));
process.on('message', (what: ToSink) => {
  if (what === 'take') {
    say({ mails });
    mails = [];
  } else if (mails.length >= what.tellAt) say({ reached: mails.length });
  else tellAt = what.tellAt;
});
