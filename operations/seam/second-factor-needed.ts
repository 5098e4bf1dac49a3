/** A second factor is asked of this account, and it has none yet: nothing was changed. The message is for them, Vietnamese. */
export class SecondFactorNeeded extends Error {
  override readonly name = 'SecondFactorNeeded';
  readonly code = 'second-factor-needed';

  constructor() {
    super('Tài khoản này phải bật xác thực hai bước trước khi dùng hệ thống. Mở trang để bật, rồi làm lại thao tác.');
  }
}
