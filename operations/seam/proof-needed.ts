/** Somebody may do this, and is to show first that it is still they: nothing was changed. The message is for them, Vietnamese. */
export class ProofNeeded extends Error {
  override readonly name = 'ProofNeeded';
  readonly code = 'proof-needed';

  constructor() {
    super('Anh/chị đăng nhập đã lâu. Nhập lại mật khẩu để xác nhận đúng là anh/chị, rồi thao tác này được làm tiếp.');
  }
}
