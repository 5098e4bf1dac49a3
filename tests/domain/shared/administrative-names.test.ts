import { describe, expect, test } from 'vitest';
import { placeOfOffice, properNames, softenCapitals } from '#domain/shared/administrative-names.ts';

describe('names in administrative titles', () => {
  test.each([
    ['UBND huyện Tứ Kỳ', 'Tứ Kỳ'],
    ['Ủy ban nhân dân xã Công Hải', 'Công Hải'],
    ['UBND thành phố Hải Phòng', 'Hải Phòng'],
    ['UBND phường 8', 'Phường 8'],
    ['Sở Nội vụ', null],
  ])('a document of %s is dated from its place, or the place is asked for', (office, place) => {
    expect(placeOfOffice(office)).toBe(place);
  });

  test('a title in capitals comes down, its names and numerals stay', () => {
    const names = properNames(['UBND huyện Tứ Kỳ', 'Phòng Nội vụ']);
    expect(softenCapitals('KẾ HOẠCH CỦA UBND HUYỆN TỨ KỲ VÀ PHÒNG NỘI VỤ NĂM 2026', names)).toBe(
      'Kế hoạch của UBND huyện Tứ Kỳ và Phòng Nội vụ năm 2026',
    );
    expect(softenCapitals('KẾ HOẠCH QUÝ IV', [])).toBe('Kế hoạch quý IV');
    expect(softenCapitals('Kế hoạch số 12/KH-UBND', names)).toBe('Kế hoạch số 12/KH-UBND');
  });
});
