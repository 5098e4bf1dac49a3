import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeSms, type SmsForm } from '#channels/sms/compose-sms.ts';
import { partsOf, smsText } from '#channels/sms/sms-text.ts';
import { CASES } from '../domain/message/message-cases.ts';

const ROOM = { partsMax: 4, withoutDiacritics: false };
const FORM: SmsForm = {
  lead: 'UBND huyện Tứ Kỳ: Còn 3 ngày làm việc',
  title: 'Rà soát văn bản quy phạm pháp luật '.repeat(20).trim(),
  due: '21/11/2026',
  link: `Xem: https://dondoc.tuky.example/l/${'a'.repeat(86)}`,
};

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['à'.repeat(160), 1],
  ['ạ'.repeat(70), 1],
  ['ạ'.repeat(71), 2],
  ['ạ'.repeat(134), 2],
  ['ạ'.repeat(135), 3],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  // 152 places and a sign of two: it does not fit behind them and begins the next part.
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['😀'.repeat(35), 1],
  ['😀'.repeat(36), 2],
  ['', 1],
])('%j is paid as it is sent', (text, parts) => {
  expect(partsOf(text)).toBe(parts);
});

test('the title gives way; who reminds, the date and the page stay whole', () => {
  const text = smsText(FORM, ROOM);
  expect(text.startsWith(`${FORM.lead}: Rà soát`)).toBe(true);
  expect(text).toContain('… (hạn 21/11/2026). ');
  expect(text.endsWith(FORM.link ?? '')).toBe(true);
  expect(partsOf(text)).toBe(4);
});

test('without marks the same room holds more than twice the words', () => {
  const plain = smsText(FORM, { ...ROOM, withoutDiacritics: true });
  expect(plain).toMatch(/^UBND huyen Tu Ky: Con 3 ngay lam viec: Ra soat van ban/);
  expect(plain).toMatch(/^[\x20-\x7e]+$/);
  expect(plain.length).toBeGreaterThan(2 * smsText(FORM, ROOM).length);
});

test('a page that there is no room for is left out and not cut', () => {
  const text = smsText(FORM, { ...ROOM, partsMax: 2 });
  expect(text).not.toContain('http');
  expect(text).toContain('(hạn 21/11/2026).');
  expect(partsOf(text)).toBe(2);
});

test('whatever the words are, there are never more parts, and a link is whole or not there', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 300 });
  const due = fc.option(fc.constant('21/11/2026'));
  const link = fc.option(fc.webUrl({ validSchemes: ['https'] }).map((url) => `Xem: ${url}`));
  fc.assert(
    fc.property(
      fc.record({ lead: words, title: words, due, link }),
      fc.integer({ min: 1, max: 10 }),
      fc.boolean(),
      (form, partsMax, withoutDiacritics) => {
        const text = smsText(form, { partsMax, withoutDiacritics });
        expect(partsOf(text)).toBeLessThanOrEqual(partsMax);
        if (form.link !== null && !form.lead.includes('Xem: ') && !form.title.includes('Xem: '))
          expect(text.includes('Xem: ')).toBe(text.endsWith(form.link));
      },
    ),
  );
});

describe.each(Object.entries(CASES))('the message %s', (name, said) => {
  test('reads as approved, with marks and without', async () => {
    const form = composeSms({ said, acknowledgeToken: null });
    const both = [false, true].map((withoutDiacritics) => smsText(form, { ...ROOM, withoutDiacritics }));
    await expect(`${both.map((text) => `${text}\n[${partsOf(text)} phần]\n`).join('\n')}`).toMatchFileSnapshot(
      `golden-sms/${name}.txt`,
    );
  });
});
