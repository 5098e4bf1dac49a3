import { expect, test } from 'vitest';
import { readReply } from '#domain/delivery/read-reply.ts';

test.each([
  'Đã nhận',
  'đã nhận.',
  'Da nhan',
  'Em đã nhận được ạ',
  'Phòng Tư pháp đã tiếp nhận nhiệm vụ, sẽ báo cáo đúng hạn.',
  'OK anh',
  'Xác nhận đã nhận việc',
  'Đã nhận\n\nVào lúc 08:00 ngày 18/11/2026, Đôn đốc <dondoc@tuky.vn> đã viết:\n> Chưa tiếp nhận: Rà soát',
  'Đã nhận.\n-- \nNguyễn Văn A\nkhông gửi lại',
  'Đã nhận\nOn Wed, Nov 18, 2026 at 8:00 AM Đôn đốc <dondoc@tuky.vn> wrote:\n> không',
])('"%s" is an acknowledgement', (text) => {
  expect(readReply(text)).toBe('acknowledged');
});

test.each([
  '',
  'Chưa nhận được văn bản',
  'Không nhận việc này',
  'Phòng đề nghị gia hạn đến 30/11',
  'Đã nhận nhưng việc này không thuộc chức năng của phòng',
  'Đã nhận chưa?',
  'Ai là người chủ trì?',
  '> Đã nhận',
  'Cảm ơn',
  'bỏ qua token okra',
])('"%s" is left to a person', (text) => {
  expect(readReply(text)).toBe('other');
});
