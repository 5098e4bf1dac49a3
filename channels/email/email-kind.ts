import { readFileSync } from 'node:fs';
import type { ChannelKind } from '../channel-kind.ts';
import { senderForm } from './sender-form.ts';
import { tokenAddressesOf } from './token-address.ts';

/** E-mail, always set up: an installation has a mail server, or the mailbox of the embedded stack. */
export const EMAIL: ChannelKind = {
  name: 'email',
  label: 'thư điện tử',
  addressedBy: ['email'],
  // Servers may tell letters of another case apart; nobody gives two people such mailboxes.
  addressKey: (address) => address.toLowerCase(),
  compose: ({ sender }) => senderForm(sender ?? null),
  setup({ mailboxDir, smtpUrl, mail }) {
    if (mailboxDir !== null)
      return {
        state: 'trial',
        words: 'Thư vào hộp thư thử trên máy này, không gửi ra ngoài. Đặt SMTP_URL để gửi thật.',
      };
    const from = mail.from === null ? '' : `, người gửi ${mail.from}`;
    return { state: 'ready', words: `Gửi qua máy chủ thư ${new URL(smtpUrl).hostname}${from}.` };
  },
  async create({ smtpUrl, mail, publicUrl, secret }) {
    // The mail library is loaded where mails are sent, and not by every command that asks which channels there are.
    const { createEmailChannel } = await import('./email-channel.ts');
    const { dkim, caFile } = mail;
    return createEmailChannel({
      smtpUrl,
      from: mail.from ?? `dôn đốc <don-doc@${new URL(publicUrl).hostname}>`,
      addresses: tokenAddressesOf({ mail, secret }),
      calendarDomain: new URL(publicUrl).hostname,
      requireTls: mail.requireTls,
      domainLimits: mail.domainLimits,
      ...(caFile === null ? {} : { ca: caFile }),
      ...(dkim === null
        ? {}
        : {
            dkim: {
              domainName: dkim.domainName,
              keySelector: dkim.keySelector,
              privateKey: readFileSync(dkim.keyFile, 'utf8'),
            },
          }),
    });
  },
};
