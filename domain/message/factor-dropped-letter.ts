// The letter to whoever had a second factor taken away: if it was not they who asked, somebody else is about to come in as them.
import { type AccountLetter, layOut } from './account-letter.ts';

export interface FactorDroppedFacts {
  name: string;
  publicUrl: string;
  /** Who took it away, in words. */
  by: string;
  /** How they say to have recognised this person. */
  how: string;
  /** In the office's own time. */
  moment: string;
}

export function composeFactorDroppedLetter({ name, publicUrl, by, how, moment }: FactorDroppedFacts): AccountLetter {
  return layOut({
    subject: 'Đã gỡ xác thực hai bước của tài khoản',
    name,
    before: [
      `Lúc ${moment}, ${by} đã gỡ xác thực hai bước và khóa truy cập (nếu có) của tài khoản anh/chị tại ${publicUrl}. Mọi phiên đăng nhập của anh/chị đã kết thúc.`,
      `Cách đã xác minh anh/chị, theo lời người gỡ: “${how}”.`,
      'Nếu anh/chị đã nhờ việc này: đăng nhập lại, rồi bật xác thực hai bước bằng điện thoại mới ở trang Tài khoản.',
      'Nếu anh/chị không nhờ: có người đang giả danh anh/chị. Mở trang đăng nhập, bấm «Quên mật khẩu» để đặt mật khẩu mới, bật lại xác thực hai bước, rồi báo ngay cho quản trị hệ thống của cơ quan.',
    ],
    link: { url: `${publicUrl}/dang-nhap`, words: 'Mở trang đăng nhập' },
    after: [],
  });
}
