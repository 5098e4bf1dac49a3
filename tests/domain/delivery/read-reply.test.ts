import { describe, expect, test } from 'vitest';
import { readReply } from '#domain/delivery/read-reply.ts';

test.each([
  'Đã nhận',
  'đã nhận.',
  'Da nhan',
  'ĐÃ RÕ',
  'Em đã nhận được ạ',
  'Đã tiếp nhận',
  'nhận rồi nhé',
  'Nhận được rồi',
  'Phòng nhận việc',
  'nhận nhiệm vụ',
  'nhận được thông tin',
  'Nhận thông báo',
  'Em nhận được',
  'Tiếp nhận, sẽ làm',
  'Phòng Tư pháp đã tiếp nhận nhiệm vụ, sẽ báo cáo đúng hạn.',
  'OK anh',
  'oke',
  'Okay!',
  '(ok)',
  'Received, thanks',
  'acknowledged',
  'Xác nhận nhận',
  'Xác nhận tiếp nhận',
  'Xác nhận đã nhận',
  'Đã \n  nhận',
  'Xác nhận đã tiếp nhận',
  'Xác   nhận\n\n đã \t nhận việc',
])('"%s" is an acknowledgement', (text) => {
  expect(readReply(text)).toBe('acknowledged');
});

test.each([
  '',
  '   \n ',
  'Chưa nhận được văn bản',
  'Không nhận việc này',
  'Đã nhận nhưng ko làm được',
  'Đã nhận, kg đủ người',
  'Đã nhận, khg kịp',
  'Từ chối tiếp nhận',
  'Đã nhận nhầm thư',
  'Đã nhận, nội dung sai',
  'Đã nhận, xin lỗi vì chậm',
  'Phòng đề nghị gia hạn đến 30/11',
  'Đã nhận, đề nghị chuyển phòng khác',
  'Đã nhận, đề nghị xem xét',
  'Đã nhận, đề nghị điều chỉnh',
  'Đã nhận, xin gia hạn',
  'Đã nhận, xin trả lại',
  'Đã nhận, đang vướng',
  'Đã nhận nhưng việc này không thuộc chức năng của phòng',
  'Đã nhận chưa?',
  'Đã nhận?',
  'Ai là người chủ trì?',
  'Cảm ơn',
  'Xin xác nhận',
  'bỏ qua token okra',
  'Ghi nhân sự',
])('"%s" is left to a person', (text) => {
  expect(readReply(text)).toBe('other');
});

test('words that only contain a denial deny nothing', () => {
  expect(readReply('Phòng Khoa học đã nhận')).toBe('acknowledged');
  expect(readReply('Phòng Saigon đã nhận')).toBe('acknowledged');
});

describe('what is quoted', () => {
  const DENIED = 'không nhận';

  test.each([
    '> Chưa tiếp nhận',
    '--',
    '-- ',
    '-----Original Message-----',
    '--- Thư gốc',
    '_____',
    '________________________________',
    'Kính gửi: đồng chí Nguyễn Văn A',
    'Sent from my iPhone',
    'Đã gửi từ iPhone của tôi',
    'Gửi từ Zalo',
    'From: Đôn đốc <dondoc@tuky.vn>',
    'Từ: Đôn đốc <dondoc@tuky.vn>',
    'Người gửi   : dondoc@tuky.vn',
    '  TỪ: dondoc@tuky.vn',
    'Vào lúc 08:00 ngày 18/11/2026, Đôn đốc <dondoc@tuky.vn> đã viết:',
    'Vào 08:00 ngày 18/11/2026, Đôn đốc đã viết',
    'Lúc 08:00, Đôn đốc đã viết:',
    'Ngày 18/11/2026 Đôn đốc viết :',
    'Thứ Tư, 18/11/2026, Đôn đốc đã viết:',
    'Chủ nhật, 22/11/2026, Đôn đốc đã viết:',
    'On Wed, Nov 18, 2026 at 8:00 AM Đôn đốc wrote:',
    'On: Đôn đốc wrote:',
    'Đôn đốc <dondoc@tuky.vn> wrote:',
    'Đôn đốc <dondoc@tuky.vn> đã viết',
  ])('below "%s" never counts', (begin) => {
    expect(readReply(`Đã nhận\n${begin}\n${DENIED}`)).toBe('acknowledged');
    expect(readReply(`Đã nhận\r\n${begin}\r\n${DENIED}`)).toBe('acknowledged');
    expect(readReply(`${begin}\nĐã nhận`)).toBe('other');
  });

  test.each([
    '-',
    '- -',
    '____',
    '_____ x',
    'x _____',
    'Anh <a',
    'gửi anh',
    'Từ mai làm ngay',
    'Từ: mai',
    'Từ    : dondoc@tuky.vn',
    'Thư từ: dondoc@tuky.vn',
    'dondoc@tuky.vn',
    'Ngày mai làm',
    'Phòng đã viết:',
    'Onward, they wrote:',
    'Thứtự đã viết:',
    'Bữa vào lúc đã viết:',
    '<dondoc@tuky.vn> đã viết:',
    'Đôn đốc dondoc@tuky.vn đã viết:',
    'Đôn đốc <dondoc> đã viết:',
    'Đôn đốc <dondoc@tuky.vn đã viết:',
    'a@b <dondoc> đã viết:',
    'Lúc nào viết: tôi sẽ báo',
  ])('"%s" begins nothing, so what follows is the person’s own', (line) => {
    expect(readReply(`Đã nhận\n${line}\n${DENIED}`)).toBe('other');
  });

  test('an answer may stand on several lines', () => {
    expect(readReply('Kính gửi anh\nĐã nhận\nPhòng Tư pháp')).toBe('acknowledged');
    expect(readReply('Đã\r\nnhận')).toBe('acknowledged');
    expect(readReply('Chào anh\nok\nCảm ơn anh')).toBe('acknowledged');
    expect(readReply('x\nok\ny')).toBe('other');
  });
});

describe('a long answer', () => {
  const padded = (length: number) => `${'.'.repeat(length - 7)}đã nhận`;

  test('says more than "received" and is left to a person', () => {
    expect(readReply(padded(160))).toBe('acknowledged');
    expect(readReply(padded(161))).toBe('other');
    expect(readReply(`  ${padded(160)}\n\n`)).toBe('acknowledged');
  });

  test('that goes on too long to tell where it was quoted is left to a person', () => {
    const blank = (length: number) => `ok${'\n'.repeat(length - 2)}`;
    expect(readReply(blank(4_000))).toBe('acknowledged');
    expect(readReply(blank(4_001))).toBe('other');
    expect(readReply(`${blank(4_001)}> x`)).toBe('other');
    expect(readReply(`ok\n> ${'x'.repeat(9_000)}`)).toBe('acknowledged');
  });
});
