// By which channels a person can be reached, and whom none reaches.
import type { RosterContact } from '#contracts/roster.ts';
import { type Addresses, channelAddress, channelWords, isSameAddress, type KnownChannel } from './known-channel.ts';

export type ChannelChoice = { channel: string; address: string };

/** The channels that failed for good, as long as the address is still the one that failed. */
export function failedChannels(
  contact: Addresses,
  marks: readonly ChannelChoice[],
  known: readonly KnownChannel[],
): string[] {
  return marks.flatMap(({ channel, address }) => {
    const current = channelAddress(contact, channel, known);
    return current !== null && isSameAddress(current, address, channel, known) ? [channel] : [];
  });
}

/** The channels by which this person can be reached, in the order of the person's wish; those that failed for good are left out. */
export function channelsOf(
  contact: Addresses & { channels: readonly string[] },
  known: readonly KnownChannel[],
  unreachable: readonly string[] = [],
): ChannelChoice[] {
  // A wish names what comes first; an address that is there is still used when the wished one fails.
  const order = new Set([...contact.channels, ...known.map(({ name }) => name)]);
  return [...order].flatMap((channel) => {
    const address = channelAddress(contact, channel, known);
    return address && !unreachable.includes(channel) ? [{ channel, address }] : [];
  });
}

export type NeedsPerson = { contactId: string; agency: string; name: string; why: string };

/** Everybody whom no message can reach, at once and not after the first reminder: the officer's list. */
export function whoNeedsAPerson(
  contacts: readonly (Addresses & Pick<RosterContact, 'id' | 'agency' | 'name' | 'channels'>)[],
  known: readonly KnownChannel[],
  isSetUp: (channel: string) => boolean,
  unreachableOf: (contactId: string) => readonly string[] = () => [],
): NeedsPerson[] {
  return contacts.flatMap((contact) => {
    const failed = unreachableOf(contact.id);
    const left = channelsOf(contact, known, failed).map(({ channel }) => channel);
    if (left.some(isSetUp)) return [];
    const words = (channels: readonly string[]) => channels.map((name) => channelWords(name, known)).join(', ');
    return [{ contactId: contact.id, agency: contact.agency, name: contact.name, why: whyNobody(left, failed, words) }];
  });
}

function whyNobody(
  left: readonly string[],
  failed: readonly string[],
  words: (channels: readonly string[]) => string,
): string {
  if (left.length > 0)
    return `Chỉ còn địa chỉ trên kênh chưa được cấu hình (${words(left)}). Cần cấu hình kênh hoặc bổ sung địa chỉ khác.`;
  return failed.length > 0
    ? `Mọi kênh đã ghi đều không nhận được tin (${words(failed)}). Cần cập nhật địa chỉ.`
    : 'Chưa có địa chỉ thư điện tử, số điện thoại hoặc mã Zalo. Cần bổ sung ít nhất một kênh.';
}
