import { describe, expect, test } from 'vitest';
import {
  groupThousands,
  letterheadLines,
  longDate,
  percentWords,
  placeOf,
  properNames,
  reportSymbol,
  softenCapitals,
} from '#documents/report-words.ts';

describe('words of administrative documents', () => {
  test.each([
    ['2026-03-05', 'ngày 05 tháng 3 năm 2026'],
    ['2026-02-10', 'ngày 10 tháng 02 năm 2026'],
    ['2026-01-01', 'ngày 01 tháng 01 năm 2026'],
    ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
  ])('%s has leading zeros where the decree asks for them', (date, words) => {
    expect(longDate(date)).toBe(words);
  });

  test('numbers have a decimal comma and a point for thousands', () => {
    expect([percentWords(64), percentWords(33.3), groupThousands(223), groupThousands(21914)]).toEqual([
      '64%',
      '33,3%',
      '223',
      '21.914',
    ]);
  });

  test.each([
    ['UBND huyện Tứ Kỳ', 'Tứ Kỳ'],
    ['Ủy ban nhân dân xã Công Hải', 'Công Hải'],
    ['UBND thành phố Hải Phòng', 'Hải Phòng'],
    ['UBND phường 8', 'Phường 8'],
    ['Sở Nội vụ', null],
  ])('a document of %s is dated from its place, or the place is asked for', (office, place) => {
    expect(placeOf(office)).toBe(place);
  });

  test('a letterhead writes the committee in full, above its place', () => {
    expect(letterheadLines('UBND huyện Tứ Kỳ')).toEqual(['ỦY BAN NHÂN DÂN', 'HUYỆN TỨ KỲ']);
    expect(letterheadLines('Sở Nội vụ')).toEqual(['SỞ NỘI VỤ']);
  });

  test('an abbreviation that only the office knows is left open and not invented', () => {
    expect([reportSymbol('UBND xã Công Hải'), reportSymbol('Phòng Nội vụ')]).toEqual(['BC-UBND', 'BC-…']);
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
