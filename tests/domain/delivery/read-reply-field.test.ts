// Replies as offices write them: only a plain receipt is one, everything else goes to a person.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReply } from '#domain/delivery/read-reply.ts';
import { readZaloText } from '#domain/delivery/read-zalo-text.ts';

const RECEIPTS = [
  'Đã nhận thư.',
  'Dạ em đã nhận ạ',
  'Dạ, em nhận được rồi anh ạ',
  'Vâng, đã nhận',
  'Phòng Nội vụ đã nhận được công văn, sẽ thực hiện đúng hạn.',
  'Kính gửi Văn phòng, Phòng Tài chính – Kế hoạch đã nhận được thông báo. Trân trọng cảm ơn!',
  'Đã nhận và sẽ triển khai',
  'UBND xã Quang Trung đã tiếp nhận nhiệm vụ được giao',
  'Đơn vị đã nhận nhiệm vụ, đang thực hiện',
  'Chào anh, em đã nhận thông tin. Cảm ơn anh.',
  'Da nhan duoc mail a',
  'OK, đã nhận',
  'Noted, thanks',
  'Rõ!',
  'Rõ ạ',
  'Đã nhận\n\nNguyễn Văn An\nPhó Trưởng phòng Nội vụ\nĐT: 0912 345 678',
  'Tôi đã nhận được email\n-- \nLê Thị Bình – không trả lời thư này',
  'Chúng tôi đã tiếp nhận nội dung, sẽ báo cáo kết quả đúng thời hạn',
  'Đã rõ nhé',
  'Sở Kế hoạch và Đầu tư đã nhận, sẽ báo cáo đúng hạn',
  'Xác nhận đã nhận được văn bản',
];

const FOR_A_PERSON = [
  'Tôi đã chuyển công tác, đề nghị gửi cho người tiếp nhận mới',
  'Đã nhận thư nhưng việc này thuộc Công an huyện',
  'Cảm ơn bạn đã gửi thư. Tôi đang đi công tác đến hết ngày 20/11, đã nhận được thư của bạn và sẽ trả lời sau.',
  'Tôi hiện đang nghỉ phép. Thư của anh/chị đã được tiếp nhận.',
  'Đây là thư trả lời tự động: đã nhận được thư của quý cơ quan.',
  'Hệ thống đã nhận được email của bạn và sẽ phản hồi trong 24 giờ',
  'Chúng tôi đã nhận được email của bạn.',
  'Đã nhận, sẽ trả lời sau khi xin ý kiến lãnh đạo',
  'Đã nhận. Việc này của Phòng Tài nguyên',
  'Anh An đã nhận việc này rồi, em nghỉ từ hôm qua',
  'Nhận rồi, để em hỏi lại sếp',
  'Đã nhận, song nội dung mục 3 còn thiếu',
  'Tiếp nhận sau khi có văn bản chính thức',
  'Đã nhận thư thứ hai về cùng một việc',
  'Đã nhận được việc từ tháng trước và đã báo cáo xong',
  'Đã nhận, tuy nhiên cần bổ sung hồ sơ',
  'Phòng em đã nhận, kiến nghị giao Phòng Văn hóa',
  'Người nhận mới là chị Lan',
  'Ai nhận việc này',
  'Đã nhận hồ sơ của công dân',
  'Ok để mai',
  'Ok, gửi lại giúp em file',
  'Đồng chí Hùng tiếp nhận thay tôi',
  'Sẽ nhận khi có đủ người',
  'Tôi nghỉ hưu rồi, đã nhận sổ',
  'Đã đọc',
  'Đã biết',
  'Đồng ý',
  'Nếu đã nhận thì báo lại',
  'Nhận được 2/3 việc',
  'Đã nhận, xin lùi đến thứ Sáu',
  'Đã nhận nhiệm vụ, bị trùng với việc số 5',
  'Phòng Nội vụ chứ đâu phải phòng tôi đã nhận',
];

test.each(RECEIPTS)('"%s" is a receipt', (text) => {
  expect(readReply(text)).toBe('acknowledged');
});

test.each(FOR_A_PERSON)('"%s" is for a person', (text) => {
  expect(readReply(text)).toBe('other');
  expect(readZaloText(text)).toEqual({ kind: 'words', meaning: 'other' });
});

// No word of the courtesies and receipts above: whatever else a clause holds, it makes the reply more than a receipt.
const word = fc.stringMatching(/^[a-zăâđêôơưáàảãạ]{1,8}$/);
const turn = fc.constantFrom('nhưng', 'không', 'chuyển', 'đề nghị', '?', 'Nhưng', 'KHÔNG', 'nhung', 'khong', 'de nghi');
const join = fc.constantFrom(' ', ', ', '. ', '; ', ' – ', '\n', '\n\n', ' và ');

test('a receipt with one more clause of "nhưng", "không", "chuyển", "đề nghị" or a question is never one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RECEIPTS.filter((one) => !one.includes('-- '))),
      join,
      fc.array(word, { maxLength: 4 }),
      turn,
      fc.array(word, { maxLength: 4 }),
      fc.boolean(),
      (receipt, between, before, turned, after, isFirst) => {
        const clause = [...before, turned, ...after].join(' ');
        const text = isFirst ? `${clause}${between}${receipt}` : `${receipt}${between}${clause}`;
        expect(readReply(text)).toBe('other');
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a receipt with one more clause of words that nobody knows is for a person', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RECEIPTS.filter((one) => !one.includes('\n'))),
      fc.array(word, { minLength: 3, maxLength: 6 }),
      (receipt, words) => {
        expect(readReply(`${receipt}, xyz ${words.join(' ')}`)).toBe('other');
      },
    ),
  );
});
