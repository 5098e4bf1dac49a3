// What real servers answer, and whom it is about. Sources of the table: channels/email/smtp-status.ts.
import { describe, expect, test } from 'vitest';
import { classifySmtpFailure } from '#channels/email/classify-smtp-failure.ts';

const [RCPT, DATA, MAIL] = ['RCPT TO', 'DATA', 'MAIL FROM'];
const said = (response: string, command: string) =>
  classifySmtpFailure(
    { code: 'EENVELOPE', responseCode: Number(response.slice(0, 3)), response, command },
    'nothing-sent',
  );

describe('trouble of our own account or server holds the mails', () => {
  test.each([
    ['550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to …', DATA],
    ['550-5.4.5 Daily SMTP relay sending limit exceeded for customer.', MAIL],
    ['550 5.7.1 Unable to relay', RCPT],
    ['554 5.7.1 <a@example.vn>: Relay access denied', RCPT],
    ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', RCPT],
    ['550 relay not permitted', RCPT],
    ['530 5.7.0 Authentication Required.', MAIL],
    ['530 5.7.0 Must issue a STARTTLS command first', MAIL],
    ['530 5.7.57 Client not authenticated to send mail', MAIL],
    ['535 5.7.8 Username and Password not accepted', 'AUTH PLAIN'],
    ['534 5.7.9 Please log in with your web browser', 'AUTH LOGIN'],
    ['535 5.7.13 User Account Disabled', 'AUTH LOGIN'],
    ['454 4.7.0 Too many login attempts, please try again later', 'AUTH PLAIN'],
    ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', DATA],
    ['501 5.1.7 Invalid address', MAIL],
    ['553 5.1.8 Domain of sender address does not exist', MAIL],
    ['550 5.1.8 Access denied, bad outbound sender', DATA],
    ['452 4.3.1 Insufficient system storage', MAIL],
    ['451 4.3.0 Temporary lookup failure', RCPT],
    ['421 4.3.2 Service shutting down', DATA],
    ['421 4.7.0 Temporary System Problem. Try again later', RCPT],
    ['421 Too many connections', 'CONN'],
    ['554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org', RCPT],
    ['450 4.7.25 Client host rejected: cannot find your reverse hostname', RCPT],
    ['550 5.7.26 This mail is unauthenticated (SPF and DKIM)', DATA],
    ['550 5.7.23 The message was rejected because of Sender Policy Framework violation', DATA],
    ['550 5.7.705 Access denied, tenant has exceeded threshold', DATA],
    ['452 4.5.3 Too many recipients', RCPT],
    ['421 4.7.28 Our system has detected an unusual rate of unsolicited mail', DATA],
    ['503 Need RCPT command', DATA],
    ['503 5.5.1 Bad sequence of commands', RCPT],
    ['451 Local error in processing', DATA],
    ['550 Access denied', 'EHLO'],
  ])('%s', (response, command) => {
    expect(said(response, command)).toMatchObject({
      kind: 'refused',
      permanent: false,
      action: 'hold',
      code: response.slice(0, 3),
    });
  });

  test.each([
    ['nobody listens', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }],
    ['no such host', { code: 'EDNS', message: 'getaddrinfo ENOTFOUND' }],
    ['no answer', { code: 'ETIMEDOUT', message: 'Connection timeout' }],
    ['no trust', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' }],
    ['no encryption', { code: 'ETLS', message: 'STARTTLS refused' }],
    ['no login', { code: 'EAUTH', message: 'Invalid login' }],
  ])('%s', (_, error) => {
    expect(classifySmtpFailure(error, 'nothing-sent')).toMatchObject({
      kind: 'refused',
      permanent: false,
      action: 'hold',
    });
  });
});

test.each([
  ['550 5.1.1 The email account that you tried to reach does not exist', RCPT],
  ['550 5.1.2 Bad destination system', RCPT],
  ['550 5.1.3 Bad destination mailbox address syntax', RCPT],
  ['551 5.1.6 Mailbox has moved', RCPT],
  ['556 5.1.10 Recipient address has null MX', RCPT],
  ['550 5.2.1 The email account that you tried to reach is disabled', RCPT],
  ['550 5.7.17 Mailbox owner has changed', RCPT],
])('an address that nobody reads is marked: %s', (response, command) => {
  expect(said(response, command)).toMatchObject({ kind: 'refused', permanent: true, action: 'unreachable' });
});

test.each([
  ['552 5.2.2 mailbox full', DATA],
  ['552-5.2.2 The recipient’s inbox is out of storage space', RCPT],
  ['452 4.2.2 The email account that you tried to reach is over quota', RCPT],
  ['450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages', RCPT],
  ['450 4.1.1 <a@example.vn>: unverified address', RCPT],
  ['450 4.1.2 Recipient address rejected: Domain not found', RCPT],
  ['450 4.4.1 No answer from host', RCPT],
  ['451 4.7.1 Greylisting in action, please come back later', RCPT],
  ['450 4.2.0 Greylisted, see http://postgrey.example/help', RCPT],
  ['450 Requested mail action not taken: mailbox unavailable', RCPT],
])('a box that takes nothing now is tried again, alone: %s', (response, command) => {
  const outcome = said(response, command);
  expect(outcome).toMatchObject({ kind: 'refused', permanent: false });
  expect(outcome).not.toHaveProperty('action', 'hold');
});

test.each([
  ['550 5.7.1 Message rejected as spam by content filtering', DATA, undefined],
  ['550 5.7.124 Sender not in allowed-senders list', RCPT, undefined],
  ['550 5.7.133 Sender not authenticated for group', RCPT, undefined],
  ['550 5.4.1 Recipient address rejected: Access denied', RCPT, undefined],
  ['550 5.4.4 Unable to route', RCPT, undefined],
  ['554 5.4.6 Hop count exceeded', RCPT, undefined],
  ['550 5.1.0 Address rejected', RCPT, undefined],
  ['550 No such user here', RCPT, undefined],
  ['552 5.3.4 Message size exceeds fixed limit', MAIL, 'give-up'],
  ['552 Message size exceeds fixed maximum message size', MAIL, 'give-up'],
  ['554 5.6.0 Invalid message content', DATA, 'give-up'],
])('%s', (response, command, action) => {
  expect(said(response, command)).toMatchObject({ kind: 'refused', permanent: true });
  expect((said(response, command) as { action?: string }).action).toBe(action);
});
