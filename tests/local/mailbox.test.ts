import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMailbox } from '#local/mailbox/read-mailbox.ts';
import { isRecipientSyntax } from '#local/mailbox/recipient-syntax.ts';
import { type RunningMailbox, startMailbox } from '#local/mailbox/start-mailbox.ts';

let dir: string;
let mailbox: RunningMailbox;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dondoc-mailbox-'));
  mailbox = await startMailbox({ dir, port: 0, maxBytes: 200_000 });
});

afterEach(async () => {
  await mailbox.stop();
  rmSync(dir, { recursive: true, force: true });
});

const mail = {
  from: 'Đôn đốc <dondoc@tuky.example>',
  to: 'Phòng Nội vụ <noivu@tuky.example>',
  subject: 'Nhắc việc: báo cáo kết quả cải cách hành chính quý III',
  text: 'Kính gửi đồng chí,\nCòn 3 ngày làm việc.',
  html: '<p>Kính gửi đồng chí, còn <b>3 ngày</b> làm việc.</p>',
  messageId: '<assignment-1.before-3@dondoc>',
};

function send(message: object) {
  return nodemailer.createTransport(mailbox.smtpUrl).sendMail(message);
}

test('a mail is listed with its Vietnamese subject and text, its recipient and its headers', async () => {
  await send({ ...mail, headers: { 'X-Dondoc-Slot': '2026-11-23T01:00Z' } });
  const [message, ...others] = await mailbox.listMessages();
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    channel: 'email',
    to: 'noivu@tuky.example',
    subject: mail.subject,
    text: `${mail.text}\n`,
    headers: { 'message-id': mail.messageId, 'x-dondoc-slot': '2026-11-23T01:00Z' },
  });
  expect(message?.html).toContain('<b>3 ngày</b>');
  expect(new Date(message!.at).toISOString()).toBe(message!.at);
});

test('mails stay over a restart and new ones get ids of their own', async () => {
  await send(mail);
  await mailbox.stop();
  mailbox = await startMailbox({ dir, port: 0 });
  await send({ ...mail, subject: 'thư thứ hai' });
  const messages = await mailbox.listMessages();
  expect(messages.map(({ subject }) => subject)).toEqual(['thư thứ hai', mail.subject]);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
});

test('many mails at once are all kept, newest first, and a limit takes the newest', async () => {
  const transport = nodemailer.createTransport({ url: mailbox.smtpUrl, pool: true, maxConnections: 5 });
  await Promise.all(Array.from({ length: 60 }, (_, n) => transport.sendMail({ ...mail, subject: `thư ${n}` })));
  transport.close();
  const messages = await mailbox.listMessages();
  expect(new Set(messages.map(({ subject }) => subject)).size).toBe(60);
  expect(messages.map(({ at }) => at)).toEqual(
    messages
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  expect(await mailbox.listMessages({ limit: 3 })).toEqual(messages.slice(0, 3));
});

test('each recipient of a mail gets a copy, hidden ones too', async () => {
  await send({ ...mail, cc: 'vanphong@tuky.example', bcc: 'chutich@tuky.example' });
  const messages = await mailbox.listMessages();
  expect(messages.map(({ to }) => to).sort()).toEqual([
    'chutich@tuky.example',
    'noivu@tuky.example',
    'vanphong@tuky.example',
  ]);
  expect(new Set(messages.map(({ headers }) => headers['message-id']))).toEqual(new Set([mail.messageId]));
});

test('a recipient with wrong syntax is refused for good and nothing is stored', async () => {
  await expect(
    send({ ...mail, envelope: { from: 'dondoc@tuky.example', to: 'noivu@-tuky.example' } }),
  ).rejects.toMatchObject({ responseCode: 553 });
  expect(await mailbox.listMessages()).toEqual([]);
});

test('a good recipient still gets a mail whose other recipient is refused', async () => {
  const info = await send({ ...mail, envelope: { from: 'a@b.example', to: ['noivu@tuky.example', 'x@-y.example'] } });
  expect(info.rejected).toEqual(['x@-y.example']);
  expect((await mailbox.listMessages()).map(({ to }) => to)).toEqual(['noivu@tuky.example']);
});

test('a mail that is too large is refused whether its size was announced or not', async () => {
  const large = { ...mail, text: 'x'.repeat(300_000) };
  await expect(send(large)).rejects.toMatchObject({ responseCode: 552 });
  const answer = await sendByHand(`Subject: to\r\n\r\n${'y'.repeat(70)}\r\n`.repeat(4_000));
  expect(answer).toMatch(/^552 /);
  expect(readdirSync(dir)).toEqual([]);
});

test('a folder that does not exist yet holds no mail', async () => {
  expect(await readMailbox(join(dir, 'chưa-có'))).toEqual([]);
});

test('recipient syntax is that of RFC 5321, with letters of any language', () => {
  const good = [
    'a@b.example',
    'a.b+c@b-c.example',
    '"a b"@c.example',
    'vănthư@tứkỳ.example',
    'a@localhost',
    'a@[127.0.0.1]',
  ];
  const bad = [
    '',
    'a',
    '@b.example',
    'a@',
    'a@b..c',
    '.a@b.c',
    'a.@b.c',
    'a b@c.d',
    'a@-b.c',
    'a@b-.c',
    'a@1.2.3.4',
    'a@b_c.d',
  ];
  expect(good.filter((address) => !isRecipientSyntax(address))).toEqual([]);
  expect(bad.filter((address) => isRecipientSyntax(address))).toEqual([]);
});

/** Speaks SMTP without a SIZE parameter, as an old sender would; returns the answer to the data. */
function sendByHand(data: string): Promise<string> {
  const lines = ['HELO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA', `${data}\r\n.`];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(mailbox.smtpUrl).port), '127.0.0.1');
    socket.once('error', reject);
    socket.on('data', (answer) => {
      const line = lines.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
      else {
        socket.destroy();
        resolve(String(answer));
      }
    });
  });
}
