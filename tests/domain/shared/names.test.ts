import { expect, test } from 'vitest';
import { foldDiacritics, toSlug } from '#domain/shared/slug.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import { day } from '../../support/moments.ts';

test('an id is the same however the marks are composed and the dashes written', () => {
  const id = 'phong-van-hoa-va-thong-tin';
  for (const name of ['Phòng Văn hoá và Thông tin', 'Phòng Văn hóa và Thông tin', 'PHÒNG VĂN HÓA & THÔNG TIN'])
    for (const form of ['NFC', 'NFD'] as const) expect(toSlug(name.normalize(form))).toBe(id);
  expect(toSlug(' Đội – Đô thị ')).toBe('doi-do-thi');
});

test('all Vietnamese letters fold to plain ones', () => {
  expect(foldDiacritics('ĂẮẰẲẴẶ ÂẤẦẨẪẬ ĐÊẾ ÔỐ ƠỚ ƯỨỪỬỮỰ ỲÝỶỸỴ')).toBe('aaaaaa aaaaaa dee oo oo uuuuuu yyyyy');
});

test('both ends of a validity count and an open end has no limit', () => {
  const held = { validFrom: day('2026-01-05'), validTo: day('2026-06-30') };
  expect(['2026-01-04', '2026-01-05', '2026-06-30', '2026-07-01'].map((date) => isValidOn(held, day(date)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isValidOn({ validFrom: null, validTo: null }, day('1999-01-01'))).toBe(true);
});
