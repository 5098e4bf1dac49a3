import type { ChannelKind } from '../channel-kind.ts';
import { internationalPhone } from '../phone.ts';
import { composeSms } from './compose-sms.ts';

/** Text messages by the office's own gateway over HTTP, when it is named. */
export const SMS: ChannelKind = {
  name: 'sms',
  label: 'tin nhắn SMS',
  addressedBy: ['phone'],
  addressKey: (phone) => internationalPhone(phone) ?? phone,
  compose: composeSms,
  setup({ sms }) {
    if (sms === null) return { state: 'off', words: 'Chưa khai báo cổng tin nhắn (SMS_URL).' };
    const letters = sms.withoutDiacritics ? 'không dấu' : 'có dấu';
    const words = `Gửi qua cổng tin nhắn ${new URL(sms.url).hostname}, chữ ${letters}, nhiều nhất ${sms.partsMax} phần một tin.`;
    return { state: 'ready', words: `${words} Từ 22 giờ đến 7 giờ không gửi.` };
  },
  async create({ sms }) {
    if (sms === null) throw new Error('no gateway for text messages is set up here');
    const { createSmsChannel } = await import('./sms-channel.ts');
    return createSmsChannel(sms);
  },
};
