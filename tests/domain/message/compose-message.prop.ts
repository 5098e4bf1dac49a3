import fc from 'fast-check';
import nodemailer from 'nodemailer';
import { expect, test } from 'vitest';
import type { OutgoingMessage } from '#channels/channel.ts';
import { composeMail } from '#channels/email/compose-mail.ts';
import { composeZalo } from '#channels/zalo/compose-zalo.ts';
import { ZALO_TEMPLATES } from '#channels/zalo/zalo-templates.ts';
import type { MessageInput } from '#contracts/message.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import { composeSubject } from '#domain/message/compose-subject.ts';
import { day, slot } from '../../support/moments.ts';
import { CASES } from './message-cases.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('Phòng Tư pháp', '<b>&"\'', '\r\nBcc: x@y', 'x'.repeat(3_000)),
);
const date = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((one) => day(one.toISOString().slice(0, 10)));
const link = fc.option(fc.webUrl());
const itemOf = fc.record({
  assignmentId: fc.uuid(),
  rung: fc.constantFrom(
    'assigned',
    'unacknowledged',
    'before-15',
    'before-1',
    'due',
    'overdue-1',
    'overdue-4#2',
    'awaiting-verification',
    'progress',
    'tự đặt',
  ),
  title: words,
  product: fc.option(words),
  agencyName: words,
  planTitle: words,
  due: fc.option(date),
  dueWorking: fc.option(date),
  status: fc.constantFrom('assigned' as const, 'in-progress' as const, 'reported' as const),
  daysLate: fc.nat(400),
  why: words,
  links: fc.record({ acknowledge: link, report: link, view: link }),
});
const input: fc.Arbitrary<MessageInput> = fc.record({
  office: words,
  recipient: fc.record({ name: words, position: words, agencyName: words }),
  slotAt: date.map((on) => slot(`${on}T01:00:00Z`)),
  zone: fc.constant('Asia/Ho_Chi_Minh'),
  items: fc.array(itemOf, { minLength: 1, maxLength: 6 }),
});

test('whatever a plan or a roster contains: one header line, no foreign markup, the subject of the preview', () => {
  const allowed = new Set(Object.values(CASES).flatMap((one) => tagsOf(composeMessage(one).html)));
  fc.assert(
    fc.property(input, (given) => {
      const { subject, text, html } = composeMessage(given);
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(text).not.toMatch(/[\r\u2028\u2029]/);
      for (const tag of tagsOf(html)) expect(allowed).toContain(tag);
      expect(composeSubject({ ...given, items: given.items.map(({ links: _links, ...bare }) => bare) })).toBe(subject);
    }),
  );
});

test('whatever a plan or a roster contains, Zalo’s limits are kept', () => {
  fc.assert(
    fc.property(input, (given) => {
      const { text, template } = composeZalo({ said: given, acknowledgeToken: null });
      expect([...text].length).toBeLessThanOrEqual(2_000);
      for (const { name, maxLength, type } of ZALO_TEMPLATES[template.key].params) {
        if (type !== 'url') expect([...(template.data[name] ?? '')].length).toBeLessThanOrEqual(maxLength);
      }
    }),
  );
});

// What a plan and a roster may hold at its longest, in the letters that cost most: of three bytes each, or written out in HTML.
const longest = fc.constantFrom('ộ'.repeat(10_000), '&'.repeat(10_000), `${'"'.repeat(2_000)} ộ😀`, 'Rà soát văn bản');
const large: fc.Arbitrary<MessageInput> = fc
  .record({
    given: input,
    one: fc.record({
      title: longest,
      product: longest,
      agencyName: longest,
      planTitle: longest,
      why: longest,
      note: longest,
    }),
    office: longest,
    name: longest,
    count: fc.constantFrom(1, 2, 30, 31, 400),
    href: fc.nat(900).map((length) => `https://dondoc.example.vn/l/${'_c3'.repeat(length / 3)}`),
  })
  .map(({ given, one, office, name, count, href }) => ({
    ...given,
    office,
    recipient: { name, position: name, agencyName: one.agencyName },
    allWork: href,
    items: Array.from({ length: count }, (_, n) => ({
      ...(given.items[n % given.items.length] as MessageInput['items'][number]),
      ...one,
      agencyName: `${n % 300} ${one.agencyName}`,
      assignmentId: `n${n}`,
      links: { acknowledge: href, report: href, view: href },
    })),
  }));

test('whatever a plan or a roster contains, and however much: letter, text and whole mail stay under 100 KB', async () => {
  const renderer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  await fc.assert(
    fc.asyncProperty(large, async (given) => {
      const { subject, text, html } = composeMessage(given);
      const mail = composeMail(outgoing(subject, text, html), 'm-1', { from: 'dondoc@example.vn' });
      const { message } = await renderer.sendMail(mail);
      for (const part of [Buffer.from(text), Buffer.from(html), message as Buffer])
        expect(part.length).toBeLessThan(100_000);
      expect([...subject].length).toBeLessThanOrEqual(400);
    }),
    { numRuns: 25 },
  );
}, 120_000);

function outgoing(subject: string, text: string, html: string): OutgoingMessage {
  const to = {
    name: 'Lê Thị Én',
    address: 'en@example.vn',
    email: 'en@example.vn',
    phone: null,
    zaloUserId: null,
    wantsCalendar: false,
  };
  const about = Array.from({ length: 400 }, (_, n) => ({ id: `n${n}`, title: 'x', due: null, sequence: 1 }));
  return {
    to,
    subject,
    text,
    html,
    form: null,
    messageId: '<m-1@example.vn>',
    about,
    stopDigestUrl: null,
    claimedAt: '2026-11-18T01:00:00Z',
  };
}

function tagsOf(html: string): string[] {
  return [...html.matchAll(/<([a-z][a-z0-9:]*)/gi)].map(([, tag]) => (tag ?? '').toLowerCase());
}
