import type { RosterContact } from '#contracts/roster.ts';
import { WORDS } from '../message/words.ts';

export type ChannelChoice = { channel: 'email' | 'zalo'; address: string };

export type Addresses = Pick<RosterContact, 'email' | 'phone' | 'zaloUserId'>;

/** Where a channel writes to; null = the person has nothing there. */
export function channelAddress(contact: Addresses, channel: string): string | null {
  if (channel === 'email') return contact.email;
  return channel === 'zalo' ? (contact.zaloUserId ?? contact.phone) : null;
}

/** The channels that failed for good, as long as the address is still the one that failed. */
export function failedChannels(contact: Addresses, marks: readonly { channel: string; address: string }[]): string[] {
  return marks.flatMap(({ channel, address }) => (channelAddress(contact, channel) === address ? [channel] : []));
}

/** The channels by which this person can be reached, in the order of the person's wish; those that failed for good are left out. */
export function channelsOf(
  contact: Addresses & { channels: readonly string[] },
  unreachable: readonly string[] = [],
): ChannelChoice[] {
  // A wish names what comes first; an address that is there is still used when the wished one fails.
  const wished = contact.channels.filter((name) => name === 'email' || name === 'zalo');
  const order = [...new Set([...wished, 'email' as const, 'zalo' as const])];
  return order.flatMap((channel) => {
    const address = channelAddress(contact, channel);
    return address && !unreachable.includes(channel) ? [{ channel, address }] : [];
  });
}

/** A channel as people call it. */
export function channelWords(channel: string): string {
  return (WORDS.channel as Record<string, string>)[channel] ?? channel;
}

export type NeedsPerson = { contactId: string; agency: string; name: string; why: string };

/** Everybody whom no message can reach, at once and not after the first reminder: the officer's list. */
export function whoNeedsAPerson(
  contacts: readonly (Addresses & Pick<RosterContact, 'id' | 'agency' | 'name' | 'channels'>)[],
  unreachableOf: (contactId: string) => readonly string[] = () => [],
): NeedsPerson[] {
  return contacts.flatMap((contact) => {
    const failed = unreachableOf(contact.id);
    if (channelsOf(contact, failed).length > 0) return [];
    const why =
      failed.length > 0
        ? `Mọi kênh đã ghi đều không nhận được tin (${failed.map(channelWords).join(', ')}). Cần cập nhật địa chỉ.`
        : 'Chưa có địa chỉ thư điện tử, số điện thoại hoặc mã Zalo. Cần bổ sung ít nhất một kênh.';
    return [{ contactId: contact.id, agency: contact.agency, name: contact.name, why }];
  });
}
