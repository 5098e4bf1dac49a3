// How the channels are set up, as far as the environment tells without its secrets.
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import type { ChannelSetup } from '#contracts/routes.ts';
import { channelTitle } from '#domain/delivery/known-channel.ts';

/** One entry per way out or back in, in words for an administrator. */
export function channelSetups(env: ConnectedEnv): ChannelSetup[] {
  return [
    ...CHANNEL_KINDS.map((kind) => ({ name: kind.name, label: channelTitle(kind), ...kind.setup(env) })),
    { name: 'incoming-mail', label: 'Thư trả lời và thư bị trả lại', ...incomingMail(env) },
  ];
}

function incomingMail({ mail }: Pick<ConnectedEnv, 'mail'>): Pick<ChannelSetup, 'state' | 'words'> {
  const { replyAddress, imapUrl, webhookSecret } = mail;
  const unread = 'Thư bị trả lại và thư trả lời không được đọc.';
  if (replyAddress === null) return { state: 'off', words: `Chưa có địa chỉ nhận (MAIL_REPLY_ADDRESS). ${unread}` };
  const ways = [
    ...(imapUrl === null ? [] : [`hộp thư trên máy ${new URL(imapUrl).hostname}`]),
    ...(webhookSecret === null ? [] : ['thư do máy chủ thư chuyển tới /webhooks/mail']),
  ];
  if (ways.length === 0)
    return {
      state: 'off',
      words: `Địa chỉ ${replyAddress} chưa có cách đọc (IMAP_URL hoặc MAIL_WEBHOOK_SECRET). ${unread}`,
    };
  return { state: 'ready', words: `Thư gửi tới ${replyAddress}, đọc từ ${ways.join(' và ')}.` };
}
