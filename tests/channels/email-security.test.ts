import { readFileSync } from 'node:fs';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { createEmailChannel, type EmailChannelOptions } from '#channels/email/email-channel.ts';
import { outgoing } from './outgoing-fixture.ts';
import { startMailServer } from './smtp-fixture.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const fixture = (name: string) => readFileSync(`tests/fixtures/tls/${name}`, 'utf8');
const OFFICE_CERTIFICATE = { cert: fixture('server.pem'), key: fixture('server-key.pem') };

/** A server with the certificate of an authority that only the office knows. */
async function sendTo(
  options: Parameters<typeof startMailServer>[0],
  over: Partial<EmailChannelOptions>,
  scheme = 'smtp',
) {
  const server = await startMailServer({ disabledCommands: [], ...OFFICE_CERTIFICATE, ...options });
  cleanups.push(() => server.close());
  const port = new URL(server.url).port;
  const smtpUrl = `${scheme}://${over.smtpUrl ?? ''}localhost:${port}`;
  const channel = createEmailChannel({ from: 'dondoc@tuky.example.vn', ...over, smtpUrl });
  cleanups.push(() => channel.close());
  return { server, outcome: await channel.send(outgoing('a@example.vn'), '1') };
}

describe('encryption', () => {
  test('a server whose certificate nobody vouches for gets no mail, and an officer is told', async () => {
    for (const [options, scheme] of [
      [{}, 'smtp'],
      [{ secure: true }, 'smtps'],
    ] as const) {
      const { server, outcome } = await sendTo(options, {}, scheme);
      expect(outcome).toMatchObject({ kind: 'refused', permanent: false, action: 'hold' });
      expect(server.received).toHaveLength(0);
    }
  });

  test('the office can name its own authority', async () => {
    for (const ca of [fixture('ca.pem'), 'tests/fixtures/tls/ca.pem']) {
      const { server, outcome } = await sendTo({}, { ca, requireTls: true });
      expect(outcome).toMatchObject({ kind: 'accepted' });
      expect(server.received).toHaveLength(1);
    }
  });

  test('STARTTLS is used where it is offered', async () => {
    const { server, outcome } = await sendTo({}, { rejectUnauthorized: false, requireTls: true });
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(server.received[0]!.raw).not.toBe('');
  });
});

describe('login', () => {
  const auth: SMTPServerOptions = {
    authOptional: false,
    onAuth: (given, _session, done) => {
      if ('password' in given && given.password === 'đúng/mật khẩu') done(null, { user: 'dondoc' });
      else done(Object.assign(new Error('wrong'), { responseCode: 535 }));
    },
  };
  const login = (password: string) => ({
    smtpUrl: `dondoc:${encodeURIComponent(password)}@`,
    rejectUnauthorized: false,
  });

  test('user and password come from the address of the server', async () => {
    expect((await sendTo(auth, login('đúng/mật khẩu'))).outcome).toMatchObject({ kind: 'accepted' });
  });

  test('a wrong password is our own trouble, not the reader’s: an officer is told, the mail may go later', async () => {
    expect((await sendTo(auth, login('sai'))).outcome).toMatchObject({
      kind: 'refused',
      permanent: false,
      action: 'hold',
    });
  });

  test('a server that wants a login that we do not have alarms too', async () => {
    expect((await sendTo(auth, { rejectUnauthorized: false })).outcome).toMatchObject({
      kind: 'refused',
      permanent: false,
      action: 'hold',
    });
  });
});
