import type { PasskeyContext } from '../seam/passkey-context.ts';
import { type Refusal, refuse } from '../seam/refusal.ts';

/** Null where browsers make passkeys for the address of this installation. */
export function whyNoPasskeys({ passkeys }: PasskeyContext): Refusal<'passkeys-need-https'> | null {
  if (passkeys.address !== null) return null;
  return refuse(
    'passkeys-need-https',
    'Trình duyệt chỉ cho dùng khóa truy cập ở địa chỉ https có tên miền. Đăng nhập bằng mật khẩu, hoặc đề nghị người quản trị máy chủ đặt PUBLIC_URL là địa chỉ như vậy.',
  );
}
