import { createHmac, timingSafeEqual } from 'node:crypto';

export type AddressPurpose = 'bounce' | 'reply';

export type TokenAddresses = {
  /** `dondoc+bounce.<key>.<mac>@…`: the envelope sender of one message row (VERP) or its Reply-To. */
  make(purpose: AddressPurpose, messageKey: string): string;
  /** What an address stands for; null when it is not one of ours or was tampered with. */
  read(address: string): { purpose: AddressPurpose; messageKey: string } | null;
};

/** The addresses of this installation; null = what comes by mail is not read here. */
export function tokenAddressesOf({ mail, secret }: { mail: { replyAddress: string | null }; secret: string }) {
  return mail.replyAddress === null ? null : createTokenAddresses(mail.replyAddress, secret);
}

/** The id of a message without dashes: a local part of a mail address has 64 characters for mailbox, key and mark. */
export function messageKeyOf(messageId: string): string {
  return messageId.replaceAll('-', '');
}

/** Longest local part of RFC 5321. */
const LOCAL_PART_LIMIT = 64;

/**
 * Addresses that name one message row and that nobody else can make: whoever forges bounces could silence a person, whoever forges replies could
 * acknowledge for one. Only lower case, because some servers change the case of what is before the @.
 */
export function createTokenAddresses(mailbox: string, secret: string): TokenAddresses {
  const at = mailbox.lastIndexOf('@');
  const local = mailbox.slice(0, at).toLowerCase();
  const domain = mailbox.slice(at + 1).toLowerCase();
  if (at < 1 || secret.length < 16)
    throw new Error('a mailbox address and a secret of at least 16 characters are needed');
  const macOf = (purpose: string, key: string) =>
    createHmac('sha256', secret).update(`dondoc-address.1.${purpose}.${key}`).digest('hex').slice(0, 12);

  return {
    make(purpose, messageKey) {
      if (!/^[a-z0-9-]+$/.test(messageKey)) throw new Error(`a message key has only a-z, 0-9 and "-": ${messageKey}`);
      const name = `${local}+${SHORT[purpose]}.${messageKey}.${macOf(purpose, messageKey)}`;
      if (name.length > LOCAL_PART_LIMIT)
        throw new Error(`the address of message ${messageKey} is longer than mail allows`);
      return `${name}@${domain}`;
    },
    read(address) {
      const match =
        /^<?(?<local>[^+@\s]+)\+(?<short>[br])\.(?<key>[a-z0-9-]+)\.(?<mac>[0-9a-f]{12})@(?<domain>[^@>\s]+)>?$/.exec(
          address.trim().toLowerCase(),
        )?.groups;
      if (match === undefined || match.local !== local || match.domain !== domain) return null;
      const purpose: AddressPurpose = match.short === 'b' ? 'bounce' : 'reply';
      const messageKey = match.key ?? '';
      const expected = Buffer.from(macOf(purpose, messageKey));
      return timingSafeEqual(expected, Buffer.from(match.mac ?? '')) ? { purpose, messageKey } : null;
    },
  };
}

const SHORT: Record<AddressPurpose, string> = { bounce: 'b', reply: 'r' };
