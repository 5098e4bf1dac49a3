import fc from 'fast-check';
import { expect, test } from 'vitest';
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

function tagsOf(html: string): string[] {
  return [...html.matchAll(/<([a-z][a-z0-9:]*)/gi)].map(([, tag]) => (tag ?? '').toLowerCase());
}
