// How the channels are set up, as far as the environment tells without its secrets.
import { EMAIL } from '#channels/email/email-kind.ts';
import { ZALO } from '#channels/zalo/zalo-kind.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import { zaloApplication } from '#config/zalo-application.ts';
import type { ChannelSetup } from '#contracts/routes.ts';
import { channelTitle } from '#domain/delivery/known-channel.ts';

type ChannelEnv = Pick<ConnectedEnv, 'mail' | 'zalo' | 'encryptionKey' | 'smtpUrl' | 'mailboxDir'>;

/** One entry per way out or back in, in words for an administrator. */
export function channelSetups(env: ChannelEnv): ChannelSetup[] {
  return [
    { name: 'email', label: channelTitle(EMAIL), ...email(env) },
    { name: 'zalo', label: channelTitle(ZALO), ...zalo(env) },
    { name: 'incoming-mail', label: 'Thư trả lời và thư bị trả lại', ...incomingMail(env) },
  ];
}

type Setup = Omit<ChannelSetup, 'name' | 'label'>;

function email({ mailboxDir, smtpUrl, mail }: ChannelEnv): Setup {
  if (mailboxDir !== null)
    return { state: 'trial', words: 'Thư vào hộp thư thử trên máy này, không gửi ra ngoài. Đặt SMTP_URL để gửi thật.' };
  const from = mail.from === null ? '' : `, người gửi ${mail.from}`;
  return { state: 'ready', words: `Gửi qua máy chủ thư ${new URL(smtpUrl).hostname}${from}.` };
}

function zalo(env: ChannelEnv): Setup {
  if (zaloApplication(env) === null)
    return { state: 'off', words: 'Chưa khai báo ứng dụng Zalo (ZALO_APP_ID, ZALO_APP_SECRET).' };
  if (env.zalo.sandboxUrl !== null) return { state: 'trial', words: 'Zalo giả lập trên máy này, không gửi ra ngoài.' };
  const account = env.zalo.oaId === null ? '' : ` ${env.zalo.oaId}`;
  const receipts = env.zalo.oaSecretKey === null ? ' Chưa nhận phản hồi từ Zalo (ZALO_OA_SECRET_KEY).' : '';
  return { state: 'ready', words: `Gửi bằng Official Account${account}.${receipts}` };
}

function incomingMail({ mail }: ChannelEnv): Setup {
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
