import type { OutgoingMessage } from '#channels/channel.ts';

/** A plausible message to `address`; tests change what they are about. */
export function outgoing(address: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    to: { name: 'Nguyễn Thị Hoàng Anh', address },
    subject: 'Còn 3 ngày làm việc: Rà soát văn bản (hạn 21/11/2026)',
    text: 'Kính gửi: Đồng chí Nguyễn Thị Hoàng Anh\n',
    html: '<p>Kính gửi: Đồng chí Nguyễn Thị Hoàng Anh</p>',
    messageId: '<message.42@dondoc.example.vn>',
    references: ['<assignment.7.root@dondoc.example.vn>', '<message.41@dondoc.example.vn>'],
    headers: {},
    isDigest: false,
    ...over,
  };
}
