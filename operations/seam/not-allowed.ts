/** Somebody asked for what is not theirs to do or to see: nothing was changed. The message is for them, Vietnamese; `why` is for the log. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
  readonly code: 'not-allowed' | 'not-found';
  readonly why: string;

  /** `missing`: what they hear of what they may not even see; null = they know that it is there. */
  constructor(why: string, missing: string | null = null) {
    super(missing ?? NO_RIGHT);
    this.code = missing === null ? 'not-allowed' : 'not-found';
    this.why = why;
  }
}

const NO_RIGHT =
  'Tài khoản này không có quyền làm việc đó. Nếu cần, đề nghị quản trị hệ thống giao thêm vai trò cho tài khoản.';
