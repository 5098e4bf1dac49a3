import { expect, test } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import { matchAgency } from '#domain/assignment/match-agencies.ts';
import { anAgency, aRoster } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const DISTRICT = aRoster({
  office: 'UBND huyện Tứ Kỳ',
  agencies: [
    anAgency({ id: 'noivu', name: 'Phòng Nội vụ' }),
    anAgency({ id: 'vhtt', name: 'Phòng Văn hóa và Thông tin', aliases: ['Phòng Văn Hóa – TT'] }),
    anAgency({ id: 'tckh', name: 'Phòng Tài chính - Kế hoạch', aliases: ['Phòng Tài chính - KH'] }),
    anAgency({ id: 'vp', name: 'Văn phòng HĐND và UBND huyện' }),
    anAgency({ id: 'ca', name: 'Công an huyện' }),
    anAgency({ id: 'huyen', name: 'UBND huyện Tứ Kỳ' }),
    anAgency({ id: 'thitran', name: 'UBND thị trấn Tứ Kỳ' }),
    anAgency({ id: 'xa1', name: 'UBND xã Chí Minh' }),
    anAgency({ id: 'xa2', name: 'UBND xã Hưng Đạo', validTo: day('2025-06-30') }),
  ],
  groups: [
    {
      name: 'UBND các xã, thị trấn',
      aliases: ['UBND cấp xã', 'Các xã, thị trấn'],
      members: ['thitran', 'xa1', 'xa2'],
      validFrom: null,
      validTo: day('2026-06-30'),
    },
  ],
});

test.each([
  ['Phòng Văn hoá và Thông tin', 'vhtt'],
  ['Phòng Văn hóa và Thông tin huyện', 'vhtt'],
  ['Phòng Văn hóa - Thông tin huyện', 'vhtt'],
  ['Phòng Văn hóa – Thông tin', 'vhtt'],
  ['PHÒNG VĂN HÓA VÀ THÔNG TIN', 'vhtt'],
  ['Phòng Văn Hóa - TT', 'vhtt'],
  ['Phòng Tài chính – Kế hoạch', 'tckh'],
  ['Phòng Tài chính - KH huyện', 'tckh'],
  ['Văn phòng HĐND&UBND huyện', 'vp'],
  ['Văn phòng HĐND & UBND huyện', 'vp'],
  ['Văn phòng HĐND-UBND', 'vp'],
  ['Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Tứ Kỳ', 'vp'],
  ['Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân', 'vp'],
  ['phòng  Nội vụ', 'noivu'],
  ['- Phòng Nội vụ.', 'noivu'],
  ['Phòng Nội vụ huyện Tứ Kỳ;', 'noivu'],
  ['Phòng Nội vụ huyện Tứ Kỳ', 'noivu'],
  ['Phòng Nội vụ cấp huyện', 'noivu'],
  ['Công an huyện Tứ Kỳ', 'ca'],
  ['UBND thị trấn Tứ Kỳ', 'thitran'],
  ['UBND huyện', 'huyen'],
])('«%s» is the agency that the district calls otherwise', (written, id) => {
  expect(matchAgency(written, DISTRICT, day('2026-01-05'))).toEqual({
    agencies: [expect.objectContaining({ id })],
    known: true,
  });
});

test.each([
  'Công an tỉnh',
  'UBND tỉnh',
  'UBND xã',
  'Sở Nội vụ',
  'Phòng Nội vụ huyện Thanh Hà',
  'Văn phòng',
  'Phòng Văn hóa',
])('«%s» is not guessed to be an agency that only sounds like it', (written) => {
  expect(matchAgency(written, DISTRICT, day('2026-01-05')).known).toBe(false);
});

test.each([
  ['UBND huyện Tứ - Kỳ', 'Phòng Nội vụ huyện Tứ Kỳ'],
  ['UBND huyện Tứ Kỳ.', 'Phòng Nội vụ huyện Tứ Kỳ'],
  ['UBND huyện', 'Phòng Nội vụ huyện'],
  ['UBND HUYỆN TỨ KỲ', 'Phòng Nội vụ huyện Tứ Kỳ'],
  ['UBND huyen Tu Ky', 'Phòng Nội vụ huyện Tứ Kỳ'],
  ['UBND huyện', 'Phòng Nội vụ cấp huyện'],
  ['Sở Nội vụ', 'Phòng Nội vụ'],
  ['Sở Nội vụ', 'Phòng Nội vụ.'],
])('the office «%s» knows «%s» as its own', (office, written) => {
  expect(matchAgency(written, { ...DISTRICT, office }, day('2026-01-05')).known).toBe(true);
});

test('an office without a level takes none away from a name', () => {
  const department = { ...DISTRICT, office: 'Sở Nội vụ' };
  expect(matchAgency('Phòng Nội vụ huyện', department, day('2026-01-05')).known).toBe(false);
});

test('a word that is a level only without its marks is none', () => {
  const board = { ...DISTRICT, office: 'Ban Quản lý dự án' };
  for (const written of ['Phòng Nội vụ quận', 'Phòng Nội vụ lý dự án'])
    expect(matchAgency(written, board, day('2026-01-05')).known).toBe(false);
  expect(matchAgency('Phòng Nội vụ', board, day('2026-01-05')).known).toBe(true);
});

test('a group of which no member is left is unknown, so that its work is not given to nobody', () => {
  const groups = [{ name: 'Các xã cũ', aliases: [], members: ['xa2', 'mất'], validFrom: null, validTo: null }];
  expect(matchAgency('Các xã cũ', { ...DISTRICT, groups }, day('2026-01-05'))).toEqual({
    agencies: [{ id: 'cac-xa-cu', name: 'Các xã cũ' }],
    known: false,
  });
});

test('an unknown agency stays as written, so that somebody answers for the work', () => {
  expect(matchAgency('Đoàn kiểm tra CCHC', DISTRICT, day('2026-01-05'))).toEqual({
    agencies: [{ id: 'doan-kiem-tra-cchc', name: 'Đoàn kiểm tra CCHC' }],
    known: false,
  });
});

test('a commune since 2025 is matched at its own level', () => {
  const commune = aRoster({
    office: 'UBND đặc khu Lý Sơn',
    agencies: [
      anAgency({ id: 'kt', name: 'Phòng Kinh tế' }),
      anAgency({ id: 'ttpvhcc', name: 'Trung tâm Phục vụ hành chính công' }),
    ],
  });
  expect(matchAgency('Phòng Kinh tế đặc khu', commune, day('2026-01-05')).agencies[0]?.id).toBe('kt');
  expect(matchAgency('Phòng Kinh tế đặc khu Lý Sơn', commune, day('2026-01-05')).agencies[0]?.id).toBe('kt');
  expect(matchAgency('Trung tâm Phục vụ Hành chính công cấp đặc khu', commune, day('2026-01-05')).known).toBe(true);
});

test('a group means its members of that day', () => {
  const ids = (date: LocalDate) => matchAgency('UBND các xã, thị trấn', DISTRICT, date).agencies.map(({ id }) => id);
  expect(ids(day('2025-03-01'))).toEqual(['thitran', 'xa1', 'xa2']);
  expect(ids(day('2026-01-05'))).toEqual(['thitran', 'xa1']);
  expect(matchAgency('UBND cấp xã', DISTRICT, day('2026-01-05')).agencies.length).toBe(2);
});

test('a group that has lapsed is unknown and stays one', () => {
  expect(matchAgency('UBND các xã, thị trấn', DISTRICT, day('2026-07-01'))).toEqual({
    agencies: [{ id: 'ubnd-cac-xa-thi-tran', name: 'UBND các xã, thị trấn' }],
    known: false,
  });
});

test('an agency that no longer exists on the day is not found', () => {
  expect(matchAgency('UBND xã Hưng Đạo', DISTRICT, day('2025-06-30')).known).toBe(true);
  expect(matchAgency('UBND xã Hưng Đạo', DISTRICT, day('2025-07-01')).known).toBe(false);
});

test('which of several agencies a name means does not hang on the order of the roster: who is called exactly so, else the smallest id', () => {
  const agencies = [
    anAgency({ id: 'vp-huyen', name: 'Văn phòng HĐND - UBND huyện' }),
    anAgency({ id: 'vp', name: 'Văn phòng HĐND-UBND' }),
  ];
  const groups = ['Các phòng, ban', 'Các phòng ban'].map((name, index) => ({
    ...{ name, aliases: ['Phòng, ban'], validFrom: null, validTo: null },
    members: [agencies[index]?.id ?? ''],
  }));
  for (const roster of [
    aRoster({ office: 'UBND huyện Đức Thọ', agencies, groups }),
    aRoster({ office: 'UBND huyện Đức Thọ', agencies: [...agencies].reverse(), groups: [...groups].reverse() }),
  ]) {
    const met = (name: string) => {
      const { agencies: found, rivals } = matchAgency(name, roster, day('2026-01-05'));
      return [found.map(({ id }) => id), rivals?.length ?? 0];
    };
    expect(met('Văn phòng HĐND-UBND')).toEqual([['vp'], 0]);
    expect(met('Văn phòng HĐND - UBND huyện')).toEqual([['vp-huyen'], 0]);
    expect(met('Văn phòng HĐND và UBND')).toEqual([['vp'], 2]);
    expect(met('Phòng, ban')).toEqual([['vp'], 0]);
  }
});
