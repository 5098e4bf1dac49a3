import type { OutgoingMessage } from '#channels/channel.ts';
import { day } from '../support/moments.ts';

const ABOUT = { id: '7', title: 'Rà soát văn bản', due: day('2026-11-21'), sequence: 0 };

/** A plausible message about one assignment to `address`; tests change what they are about. */
export function outgoing(address: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const addresses = { email: address, phone: null, zaloUserId: null };
  return {
    to: { name: 'Nguyễn Thị Hoàng Anh', address, ...addresses, wantsCalendar: false },
    subject: 'Còn 3 ngày làm việc: Rà soát văn bản (hạn 21/11/2026)',
    text: 'Kính gửi: Đồng chí Nguyễn Thị Hoàng Anh\n',
    html: '<p>Kính gửi: Đồng chí Nguyễn Thị Hoàng Anh</p>',
    form: null,
    messageId: '<message.42@dondoc.example.vn>',
    about: [ABOUT],
    stopDigestUrl: null,
    claimedAt: '2026-11-18T01:00:00.000Z',
    ...over,
  };
}

/** What makes a message a digest, and how it can be declined. */
export function digest(stopDigestUrl: string): Partial<OutgoingMessage> {
  return { about: [ABOUT, { ...ABOUT, id: '8' }], stopDigestUrl };
}
