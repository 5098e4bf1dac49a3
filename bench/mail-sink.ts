// An SMTP server in a process of its own that accepts everything, for throughput measurements.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  maxClients: 100,
  onData(stream, _session, done) {
    stream.resume();
    stream.on('end', () => done(null, 'queued'));
  },
});
server.listen(0, '127.0.0.1', () => process.send?.((server.server.address() as AddressInfo).port));
