// `npm run bench:mail [mails]`: the e-mail channel against bare nodemailer over the same pool size, server and messages, in alternating rounds.
import nodemailer from 'nodemailer';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import { CASES } from '../tests/domain/message/message-cases.ts';
import { openSink } from './sink.ts';

const total = Number(process.argv[2] ?? 5_000);
const rounds = 5;
const perRound = Math.ceil(total / rounds);
const maxConnections = 5;
const from = 'dondoc@tuky.example.vn';
const input = CASES['nhac-truoc-7'];
if (input === undefined) throw new Error('the case nhac-truoc-7 is gone');
const { subject, text, html } = composeMessage(input);

const sink = await openSink();
const channel = createEmailChannel({ smtpUrl: sink.url, from, maxConnections });
const bare = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port: sink.port,
  maxConnections,
  maxMessages: 500,
});

async function byChannel(key: string): Promise<boolean> {
  const message = {
    to: {
      name: 'Nguyễn Thị Hoàng Anh',
      address: `${key}@example.vn`,
      email: `${key}@example.vn`,
      phone: null,
      zaloUserId: null,
      wantsCalendar: false,
    },
    subject,
    text,
    html,
    form: null,
    messageId: `<${key}@tuky.example.vn>`,
    about: [{ id: '7', title: subject, due: null, sequence: 0 }],
    stopDigestUrl: null,
    claimedAt: '2026-11-18T01:00:00Z',
  };
  return (await channel.send(message, key)).kind === 'accepted';
}

async function byNodemailer(key: string): Promise<boolean> {
  const to = { name: 'Nguyễn Thị Hoàng Anh', address: `${key}@example.vn` };
  const info = await bare.sendMail({ from, to, subject, text, html, messageId: `<${key}@tuky.example.vn>` });
  return info.accepted.length === 1;
}

async function round(send: (key: string) => Promise<boolean>, prefix: string): Promise<number> {
  const startedMs = performance.now();
  const sent = await Promise.all(Array.from({ length: perRound }, (_, n) => send(`${prefix}-${n}`)));
  if (sent.some((one) => !one)) throw new Error('a mail was not accepted');
  return (performance.now() - startedMs) / 1000;
}

// Both warm up; then they take turns, so that whatever else the machine does falls on both.
await Promise.all([round(byChannel, 'warm-a'), round(byNodemailer, 'warm-b')]);
let channelSeconds = 0;
let bareSeconds = 0;
for (let n = 0; n < rounds; n += 1) {
  channelSeconds += await round(byChannel, `channel-${n}`);
  bareSeconds += await round(byNodemailer, `bare-${n}`);
}
const mails = perRound * rounds;
const ratio = bareSeconds / channelSeconds;
console.log(
  `channel     ${mails} mails in ${channelSeconds.toFixed(1)} s, ${(mails / channelSeconds).toFixed(0)} a second`,
);
console.log(`nodemailer  ${mails} mails in ${bareSeconds.toFixed(1)} s, ${(mails / bareSeconds).toFixed(0)} a second`);
console.log(`ratio       ${ratio.toFixed(2)} (0.8 wanted)`);
await channel.close();
bare.close();
sink.close();
process.exitCode = ratio >= 0.8 ? 0 : 1;
