// An SMTP server in a process of its own that accepts everything, for throughput measurements. It remembers when each mail was complete, and
// hands that over when it is asked.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SinkMail {
  /** Milliseconds since the epoch, when the last byte was there. */
  at: number;
  messageId: string;
}

const HEAD_LENGTH = 4_000;
let mails: SinkMail[] = [];

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  maxClients: 100,
  onData(stream, _session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < HEAD_LENGTH) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      mails.push({ at: Date.now(), messageId: /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '' });
      done(null, 'queued');
    });
  },
});
server.listen(0, '127.0.0.1', () => process.send?.((server.server.address() as AddressInfo).port));
process.on('message', (what) => {
  if (what !== 'take') return;
  process.send?.(mails);
  mails = [];
});
