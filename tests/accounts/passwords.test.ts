import { expect, test } from 'vitest';
import { passwords } from '#accounts/passwords.ts';

const why = (password: string, more: { twoFactor?: boolean; names?: string[] } = {}) =>
  passwords.whyRefused(password, { twoFactor: false, names: [], ...more });

test('a short sentence is a password, whatever signs it is made of', async () => {
  for (const fine of ['ba con mèo con', 'đường về quê ngoại xa', 'correct horse battery', '今日は良い天気ですね本当に'])
    expect([fine, await why(fine)]).toEqual([fine, null]);
});

test('length is counted in signs as people see them, and a second factor makes up for some of it', async () => {
  expect(await why('ngắn quá đi')).toMatch(/ít nhất 12 ký tự; hiện có 11/);
  // The same letters, written with marks of their own as some keyboards do.
  expect(await why('ngắn quá đi'.normalize('NFD'))).toMatch(/hiện có 11/);
  expect(await why('ngắn quá đi', { twoFactor: true })).toBeNull();
  expect(await why('bảy chữ', { twoFactor: true })).toMatch(/ít nhất 8/);
  expect(await why('dài quá '.repeat(17))).toMatch(/dài nhất 128/);
});

test('what everybody knows, or can guess of its owner, is refused', async () => {
  for (const known of [
    '123456789012',
    'password1234',
    'qwertyuiop12',
    'aaaaaaaaaaaaaaa',
    'abababababab',
    'matkhaumatkhau',
    '!!password!!',
  ])
    expect([known, await why(known)]).not.toEqual([known, null]);
  expect(await why('Nguyễn Văn An', { names: ['nguyễn văn an'] })).toMatch(/trùng với tên/);
});

test('a password is kept with a salt of its own, and never as it is', async () => {
  const [one, two] = [await passwords.hash('ba con mèo con'), await passwords.hash('ba con mèo con')];
  expect(one).not.toBe(two);
  expect(one).not.toContain('mèo');
});

test.each([
  ['DonDoc@2026!!', []],
  ['Đôn đốc 123456', []],
  ['MậtKhẩu-UBND-2026', []],
  ['Minh.Tran.1985', ['Trần Văn Minh', 'minh@tuky.gov.vn']],
  ['van minh 2026 ubnd', ['Trần Văn Minh']],
])('words of the office and of the owner are no password: %s', async (password, names) => {
  expect(await why(password, { names })).toMatch(/rất dễ đoán/);
});

test.each([
  ['don-doc-dung-thu', []],
  ['mẹ nấu canh chua 7', ['Trần Văn Minh']],
  ['2026-07-31-8825-x', []],
])('a sentence of which only a part is such a word is fine: %s', async (password, names) => {
  expect(await why(password, { names })).toBeNull();
});
