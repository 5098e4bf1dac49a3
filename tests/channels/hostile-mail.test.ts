// Letters that were written to stop the reader: what they cost grows with their length and with nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifySmtpFailure } from '#channels/email/classify-smtp-failure.ts';
import { htmlToText } from '#channels/email/html-to-text.ts';
import { headOfMail, MAIL_HEAD_BYTES } from '#channels/email/mail-head.ts';
import { parseMail } from '#channels/email/parse-mail.ts';
import { readReply } from '#domain/delivery/read-reply.ts';
import { readZaloText } from '#domain/delivery/read-zalo-text.ts';
import { isStorable } from '#domain/shared/storable-text.ts';

const PIECES = [
  '<',
  '‹',
  '>',
  '<a@b>',
  '<a',
  '@',
  ' ',
  '\t',
  '\n',
  '\r\n>',
  '&',
  '&#x41;',
  '&lt',
  '</style',
  '<style>',
  '<!--',
  '<blockquote',
  '\u0301',
  'a\u0323\u0301',
  'on ',
  'viết:',
  'wrote ',
  '- ',
  '_',
  'lk ',
  '5.1.1 ',
  ':',
  'từ :',
  'x',
  '\u0000',
  '\ud800',
];
const mailOf = (type: string, body: string) =>
  Buffer.from(`From: a@b\r\nTo: c@d\r\nSubject: x\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`);

const READERS: Record<string, (text: string) => unknown> = {
  'a reply': readReply,
  'a text to the Official Account': readZaloText,
  'an HTML mail': htmlToText,
  'words of a mail server': (text) => classifySmtpFailure({ response: text, responseCode: 550 }, 'nothing-sent'),
};

function millisecondsOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

// A quadratic reader takes seconds for this: 5.7 s were measured for 40 KB. Generous, because the machine may be busy.
test.each(Object.entries(READERS))('%s of 200,000 characters is read at once, whatever it repeats', (_name, reader) => {
  for (const piece of PIECES) {
    const text = piece.repeat(200_000 / piece.length);
    const took = Math.min(...[1, 2].map(() => millisecondsOf(() => reader(text))));
    expect([piece, took < 500]).toEqual([piece, true]);
  }
});

test('a mail of any hostile text in any form is read or refused at once', async () => {
  for (const type of ['text/html', 'text/plain', 'text/plain; format=flowed'])
    for (const piece of PIECES) {
      const began = performance.now();
      await parseMail(headOfMail(mailOf(type, piece.repeat(20_000 / piece.length))).raw).catch(() => undefined);
      expect([type, piece, performance.now() - began < 4_000]).toEqual([type, piece, true]);
    }
});

test('any mixture of hostile pieces is read in a time that its length bounds, and every text can be stored', async () => {
  const hostile = fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 30 })
    .map((parts) => parts.map(([piece, times]) => piece.repeat(times)).join(''));
  await fc.assert(
    fc.asyncProperty(hostile, fc.constantFrom('text/html', 'text/plain'), async (text, type) => {
      const began = performance.now();
      for (const reader of Object.values(READERS)) reader(text);
      const mail = await parseMail(mailOf(type, text));
      expect(performance.now() - began).toBeLessThan(4_000);
      expect([mail.text, mail.subject, mail.from ?? ''].every(isStorable)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('parts within parts and headers without end are refused, mails within mails are not opened', async () => {
  const deep = Array.from(
    { length: 500 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join('');
  await expect(parseMail(Buffer.from(deep))).rejects.toThrow(/nesting/i);
  await expect(parseMail(Buffer.from(`${'X-A: b\r\n'.repeat(30_000)}\r\nx`))).rejects.toThrow(/header/i);
  const nested = `To: c@d\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(2_000)}Đã nhận`;
  expect((await parseMail(Buffer.from(nested))).text).not.toContain('Đã nhận');
});

test('of a large mail the head is kept, and a reply in it is still read', async () => {
  const large = Buffer.concat([
    Buffer.from(
      'To: c@d\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nĐã nhận\r\n',
    ),
    Buffer.from('--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
    Buffer.alloc(5_000_000, 'QUJD'),
  ]);
  const head = headOfMail(large);
  expect([head.raw.length, head.raw.buffer.byteLength, head.sizeBytes]).toEqual([
    MAIL_HEAD_BYTES,
    MAIL_HEAD_BYTES,
    large.length,
  ]);
  expect(readReply((await parseMail(head.raw)).text)).toBe('acknowledged');
  expect(headOfMail(head.raw, large.length).dedupeKey).toBe(head.dedupeKey);
});

test('what was cut could say the opposite, so a long answer is for a person', () => {
  expect(readReply(`Đã nhận${'\n'.repeat(5_000)}nhưng không làm được`)).toBe('other');
  expect(readReply(`Đã nhận\n> ${'x'.repeat(9_000)}`)).toBe('acknowledged');
});
