// A real SMTP server in this process that can fail at each step of a delivery, and a raw one for what a well-behaved server never does.
import net from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type Clock, wallClock } from '#contracts/clock.ts';

export type Received = { from: string; to: string[]; raw: string; mail: Email; at: Date };

export type MailServer = { url: string; received: Received[]; close(): Promise<void> };

interface Standing {
  /** Where it listens; left out: wherever there is room. */
  port?: number;
  /** By which clock mails arrive. */
  now?: Clock;
}

/** Addresses drive behaviour: bad@ 550, full@ 552 after the data, grey@ 451 the first time, busy@ 421 after the data. */
export async function startMailServer(
  options: SMTPServerOptions = {},
  { port = 0, now = wallClock }: Standing = {},
): Promise<MailServer> {
  const received: Received[] = [];
  const greyed = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('bad@')) return done(reply(550, '5.1.1 user unknown'));
      if (address.startsWith('grey@') && !greyed.has(address)) {
        greyed.add(address);
        return done(reply(451, '4.7.1 greylisted'));
      }
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (to.some((address) => address.startsWith('full@'))) return done(reply(552, '5.2.2 mailbox full'));
        if (to.some((address) => address.startsWith('busy@'))) return done(reply(421, '4.3.2 shutting down'));
        const raw = Buffer.concat(chunks);
        const from = session.envelope.mailFrom;
        received.push({
          from: from === false ? '' : from.address,
          to,
          raw: raw.toString('utf8'),
          mail: await PostalMime.parse(raw),
          at: now(),
        });
        done(null, 'queued as 4F2A');
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as net.AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a command of the conversation is answered with. */
export function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

export type CutAt = 'greeting' | 'mail' | 'data-command' | 'in-body' | 'after-body' | 'never-answers-body';

/** A server that drops (or forgets) the connection at one point of the conversation, for the first `times` connections. */
export async function startCuttingServer(at: CutAt, times = Number.POSITIVE_INFINITY) {
  let cuts = 0;
  const seen = { bodies: 0, connections: 0 };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    seen.connections += 1;
    const cutting = cuts < times;
    sockets.add(socket);
    socket.on('error', () => {});
    const cut = () => {
      cuts += 1;
      socket.destroy();
    };
    if (cutting && at === 'greeting') return cut();
    socket.write('220 cut.example ESMTP\r\n');
    let inBody = false;
    let buffer = '';
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      if (inBody) {
        if (cutting && at === 'in-body') return cut();
        if (!buffer.includes('\r\n.\r\n')) return;
        seen.bodies += 1;
        inBody = false;
        buffer = '';
        if (cutting && at === 'after-body') return cut();
        if (cutting && at === 'never-answers-body') return;
        socket.write('250 2.0.0 ok\r\n');
        return;
      }
      for (let end = buffer.indexOf('\r\n'); end >= 0 && !inBody; end = buffer.indexOf('\r\n')) {
        const command = buffer.slice(0, end).toUpperCase();
        buffer = buffer.slice(end + 2);
        if (command.startsWith('EHLO')) socket.write('250-cut.example\r\n250 8BITMIME\r\n');
        else if (command.startsWith('MAIL')) {
          if (cutting && at === 'mail') return cut();
          socket.write('250 ok\r\n');
        } else if (command.startsWith('DATA')) {
          if (cutting && at === 'data-command') return cut();
          inBody = true;
          socket.write('354 go on\r\n');
        } else if (command.startsWith('QUIT')) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    seen,
    dropAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
