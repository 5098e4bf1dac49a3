import { describe, expect, test } from 'vitest';
import { readInboundMail } from '#channels/email/read-inbound.ts';
import { createTokenAddresses } from '#channels/email/token-address.ts';

const addresses = createTokenAddresses('dondoc@tuky.example.vn', 'bi-mat-chi-dung-trong-kiem-thu');
const KEY = '01890a5d-ac96-774b-bcce-b302099a8057';
const REPLY = addresses.make('reply', KEY);
const BOUNCE = addresses.make('bounce', KEY);
const mail = (lines: string[]) => lines.join('\r\n');

function dsn(to: string, fields: string[], returned: string[] = ['Message-ID: <message.42@tuky.example.vn>']) {
  return mail([
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.vn>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.vn',
    '',
    ...fields,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    ...returned,
    'Subject: x',
    '',
    '--b--',
    '',
  ]);
}

const reply = (to: string, body: string, headers: string[] = []) =>
  mail([
    'From: =?UTF-8?B?Tmd1eeG7hW4=?= <anh@tuky.example.vn>',
    `To: ${to}`,
    'Subject: Re: x',
    'In-Reply-To: <message.42@tuky.example.vn>',
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ]);

describe('addresses that name a message', () => {
  test('are read back, also when a server has changed their case', () => {
    expect(addresses.read(REPLY)).toEqual({ purpose: 'reply', messageKey: KEY });
    expect(addresses.read(`<${BOUNCE.toUpperCase()}>`)).toEqual({ purpose: 'bounce', messageKey: KEY });
    expect(BOUNCE.split('@')[0]!.length).toBeLessThanOrEqual(64);
  });

  test('cannot be made or changed by anybody else', () => {
    const other = createTokenAddresses('dondoc@tuky.example.vn', 'mot-bi-mat-khac-hoan-toan');
    expect(addresses.read(other.make('reply', KEY))).toBeNull();
    expect(addresses.read(REPLY.replace('0189', '0188'))).toBeNull();
    expect(addresses.read(REPLY.replace('+r.', '+b.'))).toBeNull();
    expect(addresses.read('dondoc@tuky.example.vn')).toBeNull();
    expect(addresses.read(REPLY.replace('tuky', 'gia-mao'))).toBeNull();
  });
});

describe('bounces', () => {
  test('a mailbox that does not exist ends the delivery of its message', async () => {
    const fields = [
      'Final-Recipient: rfc822; anh@cu.example.vn',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1',
      '  user unknown',
    ];
    expect(await readInboundMail(dsn(BOUNCE, fields), addresses)).toEqual({
      kind: 'bounce',
      action: 'failed',
      status: '5.1.1',
      permanent: true,
      recipient: 'anh@cu.example.vn',
      diagnostic: 'smtp; 550 5.1.1 user unknown',
      messageKey: KEY,
      aboutMessageId: '<message.42@tuky.example.vn>',
    });
  });

  test('a delay is no end, and a server that gave up for now does not condemn the address', async () => {
    expect(await readInboundMail(dsn(BOUNCE, ['Action: delayed', 'Status: 4.4.1']), addresses)).toMatchObject({
      action: 'delayed',
      permanent: false,
    });
    expect(await readInboundMail(dsn(BOUNCE, ['Action: failed', 'Status: 4.4.7']), addresses)).toMatchObject({
      action: 'failed',
      permanent: false,
    });
  });

  test('one without our address is still traced by the Message-ID that it returns', async () => {
    const read = await readInboundMail(dsn('dondoc@tuky.example.vn', ['Action: failed', 'Status: 5.0.0']), addresses);
    expect(read).toMatchObject({ kind: 'bounce', messageKey: null, aboutMessageId: '<message.42@tuky.example.vn>' });
  });
});

describe('replies', () => {
  test('"đã nhận" to the address of the mail is an acknowledgement of that message', async () => {
    const read = await readInboundMail(reply(REPLY, 'Đã nhận\r\n\r\n> Chưa tiếp nhận: Rà soát'), addresses);
    expect(read).toMatchObject({
      kind: 'reply',
      meaning: 'acknowledged',
      messageKey: KEY,
      from: 'anh@tuky.example.vn',
    });
  });

  test('to the plain mailbox it names no message that could be trusted', async () => {
    expect(await readInboundMail(reply('dondoc@tuky.example.vn', 'Đã nhận'), addresses)).toMatchObject({
      kind: 'reply',
      messageKey: null,
    });
  });

  test('an out-of-office never acknowledges, however it is worded', async () => {
    for (const header of ['Auto-Submitted: auto-replied', 'X-Autoreply: yes', 'Precedence: bulk', 'Return-Path: <>']) {
      expect(await readInboundMail(reply(REPLY, 'Đã nhận thư của bạn', [header]), addresses)).toMatchObject({
        kind: 'automatic',
      });
    }
    expect(await readInboundMail(reply(BOUNCE, 'Đã nhận'), addresses)).toMatchObject({ kind: 'automatic' });
  });

  test('a reply written in HTML only is read without the quoted mail', async () => {
    const html = reply(REPLY, '<div>Đã nhận ạ</div><blockquote>Đề nghị gia hạn? không</blockquote>').replace(
      'text/plain',
      'text/html',
    );
    expect(await readInboundMail(html, addresses)).toMatchObject({ kind: 'reply', meaning: 'acknowledged' });
  });

  test('a mail that is no mail is left to a person', async () => {
    expect(await readInboundMail('', addresses)).toMatchObject({ kind: 'reply', meaning: 'other', messageKey: null });
    expect(await readInboundMail('\u0000\u0001 rác', addresses)).toMatchObject({ kind: 'reply', meaning: 'other' });
  });
});

test('a spam complaint is recognised', async () => {
  const raw = dsn(BOUNCE, ['Feedback-Type: abuse']).replace('message/delivery-status', 'message/feedback-report');
  expect(await readInboundMail(raw, addresses)).toMatchObject({ kind: 'complaint', messageKey: KEY });
});
