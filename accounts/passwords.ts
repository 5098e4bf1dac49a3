// What a password may be, and how it is kept. Length and lists of leaked ones count; which signs it is made of does not (NIST SP 800-63B-4).
import { hashPassword } from 'better-auth/crypto';
import { isOfContext } from './context-words.ts';

export interface Passwords {
  /** scrypt, with a salt of its own. */
  hash(password: string): Promise<string>;
  /** Why a password is not taken, Vietnamese and with what to do; null when it is fine. */
  whyRefused(password: string, about: PasswordOwner): Promise<string | null>;
}

export interface PasswordOwner {
  /** A second factor makes up for length. */
  twoFactor: boolean;
  /** Name and address, which whoever guesses knows. */
  names: readonly string[];
}

export const PASSWORD_MIN = 12;
const PASSWORD_MIN_WITH_FACTOR = 8;
const PASSWORD_MAX = 128;
/** UTF-16 units of what is typed, as contracts/sign-in.ts takes them: one sign of a password can be several. */
export const TYPED_MAX = 1000;
const DIFFERENT_SIGNS_MIN = 5;

export const passwords: Passwords = {
  hash: (password) => hashPassword(password.normalize('NFKC')),
  async whyRefused(password, { twoFactor, names }) {
    const written = password.normalize('NFKC');
    const min = twoFactor ? PASSWORD_MIN_WITH_FACTOR : PASSWORD_MIN;
    const length = [...written].length;
    if (length < min) return `Mật khẩu cần ít nhất ${min} ký tự; hiện có ${length}. Một câu ngắn dễ nhớ là đủ.`;
    if (length > PASSWORD_MAX) return `Mật khẩu dài nhất ${PASSWORD_MAX} ký tự; hiện có ${length}.`;
    const folded = written.toLowerCase();
    if (new Set(folded).size < DIFFERENT_SIGNS_MIN)
      return 'Mật khẩu chỉ lặp lại vài ký tự nên rất dễ đoán. Chọn một câu ngắn khác.';
    if (names.some((name) => name !== '' && folded === name.toLowerCase()))
      return 'Mật khẩu trùng với tên hoặc địa chỉ thư của tài khoản. Chọn mật khẩu khác.';
    if (isOfContext(written, names))
      return 'Mật khẩu chỉ gồm tên của anh/chị hoặc những từ ai ở cơ quan cũng nghĩ tới, nên rất dễ đoán. Chọn một câu ngắn khác.';
    if (await isCommon(folded))
      return 'Mật khẩu này nằm trong danh sách mật khẩu đã bị lộ hoặc quá phổ biến. Chọn mật khẩu khác.';
    return null;
  },
};

/** On the list itself, or one of the list with signs before or behind it that nobody has to guess. */
async function isCommon(folded: string): Promise<boolean> {
  // Fifty thousand words: loaded when somebody first sets a password.
  const { default: list } = await import('fxa-common-password-list');
  const stem = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return (
    [folded, folded.replace(/\s+/g, ''), stem].some((word) => word.length >= 6 && list.test(word)) ||
    isRepeated(folded, list)
  );
}

function isRepeated(folded: string, list: { test(word: string): boolean }): boolean {
  const unit = /^(.{2,}?)\1+$/u.exec(folded)?.[1];
  return unit !== undefined && (unit.length < 8 || list.test(unit));
}
