import { expect, test } from 'vitest';
import { messageIdOf, threadRootOf } from '#channels/email/message-ids.ts';
import { createSecretBox } from '#channels/secret-box.ts';

const box = createSecretBox('khoa-chinh-trong-kiem-thu', 'zalo-token');

test('a stored token can be read with the key only, in its own place only, unchanged only', () => {
  const sealed = box.seal('mã bí mật');
  expect(sealed).not.toContain('bí');
  expect(box.open(sealed)).toBe('mã bí mật');
  expect(box.seal('mã bí mật')).not.toBe(sealed);
  expect(() => createSecretBox('mot-khoa-khac-han-hoan', 'zalo-token').open(sealed)).toThrow();
  expect(() => createSecretBox('khoa-chinh-trong-kiem-thu', 'cho-khac').open(sealed)).toThrow();
  for (let at = 3; at < sealed.length; at += 1) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    // The last letters of base64 hold spare bits: only a change of bytes counts.
    const same = changed
      .split('.')
      .every((part, n) => Buffer.from(part, 'base64url').equals(Buffer.from(sealed.split('.')[n] ?? '', 'base64url')));
    if (!same) expect(() => box.open(changed)).toThrow();
  }
  expect(() => box.open('')).toThrow();
});

test('a mail keeps its Message-ID over all attempts and its thread over all reminders', () => {
  expect(messageIdOf('42', 'x.vn')).toBe('<message.42@x.vn>');
  expect(messageIdOf('a b>', 'x.vn')).toBe('<message.a_20b_3e@x.vn>');
  expect(threadRootOf('7', 'c1', 'x.vn')).toBe('<assignment.7.c1@x.vn>');
});
