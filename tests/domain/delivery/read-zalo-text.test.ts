import { expect, test } from 'vitest';
import { createLinkCode } from '#channels/zalo/link-code.ts';
import { buttonPayload, readZaloText } from '#domain/delivery/read-zalo-text.ts';

test('a pressed button brings its token back, a typed word is read as a reply', () => {
  expect(readZaloText(buttonPayload('abc.def'))).toEqual({ kind: 'button', token: 'abc.def' });
  expect(readZaloText(` ${buttonPayload('abc.def')}\n`)).toEqual({ kind: 'button', token: 'abc.def' });
  expect(readZaloText('Đã nhận')).toEqual({ kind: 'words', meaning: 'acknowledged' });
  expect(readZaloText('Chưa rõ')).toEqual({ kind: 'words', meaning: 'other' });
});

test('a code from the page links the account, however it is typed', () => {
  const { code, shown } = createLinkCode();
  for (const typed of [
    shown,
    shown.toLowerCase(),
    `Mã ${shown}.`,
    `lk ${code}`,
    `LK${code}`,
    `lk-${code}, em cảm ơn`,
    `  ${shown}!`,
  ]) {
    expect(readZaloText(typed)).toEqual({ kind: 'link-code', code });
  }
  expect(readZaloText(`lk ${code}x`)).toMatchObject({ kind: 'words' });
  expect(readZaloText(`xlk ${code}`)).toMatchObject({ kind: 'words' });
  expect(readZaloText('lkhongphai1')).toMatchObject({ kind: 'words' });
});
