import { type Refusal, refuse } from '../seam/refusal.ts';

export function linkGone(): Refusal<'account-link-invalid'> {
  return refuse(
    'account-link-invalid',
    'Đường dẫn này đã được dùng, đã hết hạn hoặc đã có đường dẫn mới hơn. Ở trang đăng nhập bấm «Quên mật khẩu», hoặc đề nghị quản trị hệ thống mời lại.',
  );
}
