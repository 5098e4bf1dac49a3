import { describe, expect, test } from 'vitest';
import { groupThousands, letterheadLines, longDate, percentWords, reportSymbol } from '#documents/report-words.ts';
import { day } from '../support/moments.ts';

describe('words of administrative documents', () => {
  test.each([
    ['2026-03-05', 'ngày 05 tháng 3 năm 2026'],
    ['2026-02-10', 'ngày 10 tháng 02 năm 2026'],
    ['2026-01-01', 'ngày 01 tháng 01 năm 2026'],
    ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
  ])('%s has leading zeros where the decree asks for them', (date, words) => {
    expect(longDate(day(date))).toBe(words);
  });

  test('numbers have a decimal comma and a point for thousands', () => {
    expect([percentWords(64), percentWords(33.3), groupThousands(223), groupThousands(21914)]).toEqual([
      '64%',
      '33,3%',
      '223',
      '21.914',
    ]);
  });

  test('a letterhead writes the committee in full, above its place', () => {
    expect(letterheadLines('UBND huyện Tứ Kỳ')).toEqual(['ỦY BAN NHÂN DÂN', 'HUYỆN TỨ KỲ']);
    expect(letterheadLines('Sở Nội vụ')).toEqual(['SỞ NỘI VỤ']);
  });

  test('an abbreviation that only the office knows is left open and not invented', () => {
    expect([reportSymbol('UBND xã Công Hải'), reportSymbol('Phòng Nội vụ')]).toEqual(['BC-UBND', 'BC-…']);
  });
});
