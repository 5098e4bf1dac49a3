import type { Awaited } from '#domain/rights/second-factor.ts';

const WORDS: Record<Awaited, string> = {
  'second-factor':
    'Tài khoản này phải bật xác thực hai bước trước khi dùng hệ thống. Mở trang để bật, rồi làm lại thao tác.',
  passkey:
    'Tài khoản này phải dùng khóa truy cập đã thêm trước khi dùng hệ thống. Mở trang để dùng khóa, rồi làm lại thao tác.',
};

/** A second factor is asked of this account, and this session has shown none: nothing was changed. The message is for them, Vietnamese. */
export class SecondFactorNeeded extends Error {
  override readonly name = 'SecondFactorNeeded';
  readonly code = 'second-factor-needed';

  constructor(awaits: Awaited) {
    super(WORDS[awaits]);
  }
}
