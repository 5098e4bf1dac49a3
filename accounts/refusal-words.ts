// What the library that signs in refuses, as the product says it. Whatever is not named here is a failure of ours.
import type { ErrorCode } from '#contracts/error-codes.ts';
import type { LibraryAnswer } from './sign-in.ts';

export interface SignInRefusal {
  code: ErrorCode;
  detail: string;
}

const WRONG: SignInRefusal = {
  code: 'sign-in-wrong',
  detail: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập lại, hoặc bấm «Quên mật khẩu» để đặt mật khẩu mới.',
};
const WRONG_PASSWORD: SignInRefusal = { code: 'sign-in-wrong', detail: 'Mật khẩu hiện tại chưa đúng. Nhập lại.' };
const WRONG_CODE: SignInRefusal = {
  code: 'second-factor-wrong',
  detail: 'Mã chưa đúng hoặc đã hết hạn. Lấy mã mới trong ứng dụng xác thực, hoặc dùng một mã khôi phục chưa dùng.',
};
const AGAIN: SignInRefusal = {
  code: 'sign-in-needed',
  detail: 'Bước xác thực này đã quá thời gian. Đăng nhập lại từ đầu.',
};
const NOT_OURS: SignInRefusal = {
  code: 'sign-in-wrong',
  detail: 'Chưa có tài khoản nào được mời với địa chỉ thư này. Đề nghị quản trị hệ thống mời trước, rồi đăng nhập lại.',
};

const BY_CODE: Record<string, SignInRefusal> = {
  INVALID_EMAIL_OR_PASSWORD: WRONG,
  INVALID_USERNAME_OR_PASSWORD: WRONG,
  INVALID_USERNAME: WRONG,
  USERNAME_TOO_SHORT: WRONG,
  USERNAME_TOO_LONG: WRONG,
  INVALID_EMAIL: WRONG,
  EMAIL_NOT_VERIFIED: WRONG,
  USER_NOT_FOUND: WRONG,
  CREDENTIAL_ACCOUNT_NOT_FOUND: WRONG,
  INVALID_PASSWORD: WRONG_PASSWORD,
  INVALID_CODE: WRONG_CODE,
  INVALID_BACKUP_CODE: WRONG_CODE,
  TOTP_NOT_ENABLED: WRONG_CODE,
  BACKUP_CODES_NOT_ENABLED: WRONG_CODE,
  INVALID_TWO_FACTOR_COOKIE: AGAIN,
  ACCOUNT_OFF: {
    code: 'account-off',
    detail: 'Tài khoản này đã được tắt. Nếu vẫn cần dùng, liên hệ quản trị hệ thống.',
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: AGAIN,
  ACCOUNT_TEMPORARILY_LOCKED: {
    code: 'sign-in-slowed',
    detail: 'Mã xác thực sai nhiều lần liên tiếp. Đợi 15 phút rồi thử lại.',
  },
  signup_disabled: NOT_OURS,
  SESSION_NOT_FRESH: AGAIN,
};

/** Null when the library did as it was asked. */
export function refusalOf({ status, body }: Pick<LibraryAnswer, 'status' | 'body'>): SignInRefusal | null {
  if (status < 400) return null;
  const named = BY_CODE[String(body?.code ?? '')];
  if (named !== undefined) return named;
  if (status === 401) return AGAIN;
  // Of two who give the same recovery code in one moment, the second: it was there when it was looked for, and has been used since.
  if (status === 409) return WRONG_CODE;
  if (status < 500)
    return { code: 'invalid-request', detail: 'Nội dung gửi lên chưa đúng. Tải lại trang rồi thử lại.' };
  return { code: 'internal', detail: 'Đã có lỗi ngoài dự kiến khi đăng nhập. Vui lòng báo quản trị hệ thống.' };
}
