import { describe, expect, test } from 'vitest';
import { parseMail } from '#channels/email/parse-mail.ts';
import { readInboundMail } from '#channels/email/read-inbound.ts';
import { createTokenAddresses } from '#channels/email/token-address.ts';

const addresses = createTokenAddresses('dondoc@tuky.example.vn', 'bi-mat-chi-dung-trong-kiem-thu');
const KEY = '01890a5d-ac96-774b-bcce-b302099a8057';
const REPLY = addresses.make('reply', KEY);
const BOUNCE = addresses.make('bounce', KEY);
const lines = (all: string[]) => all.join('\r\n');
const read = async (raw: string) => readInboundMail(await parseMail(Buffer.from(raw)), addresses);

function dsn(to: string, fields: string[], returned: string[] = ['Message-ID: <message.42@tuky.example.vn>']) {
  return lines([
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
  lines([
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
    expect(await read(dsn(BOUNCE, fields))).toEqual({
      kind: 'bounce',
      action: 'failed',
      status: '5.1.1',
      permanent: true,
      recipients: ['anh@cu.example.vn'],
      diagnostic: 'smtp; 550 5.1.1 user unknown',
      messageKey: KEY,
      from: 'MAILER-DAEMON@mx.example.vn',
      subject: 'Undelivered Mail Returned to Sender',
    });
  });

  test('a delay is no end, and a server that gave up for now does not condemn the address', async () => {
    expect(await read(dsn(BOUNCE, ['Action: delayed', 'Status: 4.4.1']))).toMatchObject({
      action: 'delayed',
      permanent: false,
    });
    expect(await read(dsn(BOUNCE, ['Action: failed', 'Status: 4.4.7']))).toMatchObject({
      action: 'failed',
      permanent: false,
    });
  });

  test('only the signed bounce address of the message names it, whatever else the report carries', async () => {
    const fields = ['Final-Recipient: rfc822; anh@tuky.example.vn', 'Action: failed', 'Status: 5.1.1'];
    const [local = '', domain] = BOUNCE.split('@');
    const forged = {
      'the plain mailbox': 'dondoc@tuky.example.vn',
      'the address for replies': REPLY,
      'a wrong mark': BOUNCE.replace(/[0-9a-f]@/, (last) => (last === '0@' ? '1@' : '0@')),
      'the mark of another message': BOUNCE.replace(KEY, KEY.replace('01890a5d', '01890a5e')),
      'another domain': `${local}@khac.example.vn`,
      'the part after + taken off': `dondoc@${domain}`,
      'two messages at once': `${BOUNCE}, ${addresses.make('bounce', KEY.replace('01890a5d', '01890a5e'))}`,
    };
    for (const [name, to] of Object.entries(forged))
      expect([name, (await read(dsn(to, fields, [`Return-Path: <${BOUNCE}>`]))).messageKey]).toEqual([name, null]);
    const genuine = { 'as it is': BOUNCE, 'in capitals': BOUNCE.toUpperCase(), 'named twice': `${BOUNCE}, ${BOUNCE}` };
    for (const [name, to] of Object.entries(genuine))
      expect([name, (await read(dsn(to, fields))).messageKey]).toEqual([name, KEY]);
  });

  test('a token that only the text or a quoted header holds proves nothing', async () => {
    const mail = await read(
      reply('dondoc@tuky.example.vn', `Đã nhận ${REPLY}`, [`X-Ghi: ${REPLY}`, `Reply-To: ${REPLY}`]),
    );
    expect(mail).toMatchObject({ kind: 'reply', messageKey: null });
  });
});

describe('replies', () => {
  test('"đã nhận" to the address of the mail is an acknowledgement of that message', async () => {
    const mail = await read(reply(REPLY, 'Đã nhận\r\n\r\n> Chưa tiếp nhận: Rà soát'));
    expect(mail).toMatchObject({
      kind: 'reply',
      meaning: 'acknowledged',
      messageKey: KEY,
      from: 'anh@tuky.example.vn',
    });
  });

  test('to the plain mailbox it names no message that could be trusted', async () => {
    expect(await read(reply('dondoc@tuky.example.vn', 'Đã nhận'))).toMatchObject({
      kind: 'reply',
      messageKey: null,
    });
  });

  test('an out-of-office never acknowledges, however it is worded', async () => {
    for (const header of ['Auto-Submitted: auto-replied', 'X-Autoreply: yes', 'Precedence: bulk', 'Return-Path: <>']) {
      expect(await read(reply(REPLY, 'Đã nhận thư của bạn', [header]))).toMatchObject({
        kind: 'automatic',
      });
    }
    expect(await read(reply(BOUNCE, 'Đã nhận'))).toMatchObject({ kind: 'automatic' });
  });

  test('a reply written in HTML only is read without the quoted mail', async () => {
    const html = reply(REPLY, '<div>Đã nhận ạ</div><blockquote>Đề nghị gia hạn? không</blockquote>').replace(
      'text/plain',
      'text/html',
    );
    expect(await read(html)).toMatchObject({ kind: 'reply', meaning: 'acknowledged' });
  });

  test('a mail that is no mail is left to a person', async () => {
    expect(await read('')).toMatchObject({ kind: 'reply', meaning: 'other', messageKey: null });
    expect(await read('\u0000\u0001 rác')).toMatchObject({ kind: 'reply', meaning: 'other' });
  });
});

test('a spam complaint is recognised', async () => {
  const raw = dsn(BOUNCE, ['Feedback-Type: abuse']).replace('message/delivery-status', 'message/feedback-report');
  expect(await read(raw)).toMatchObject({ kind: 'complaint', messageKey: KEY });
});
