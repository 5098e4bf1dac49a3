import type { ChannelPromises } from './channel-promises.ts';
import type { Addresses, KnownChannel } from './known-channel.ts';
import { channelsOf, failedChannels } from './reachability.ts';
import type { Ways } from './state.ts';

/** The channels by which a person can be reached now: those with an address that has not failed for good, as far as they are set up here. */
export function waysTo(
  contact: Addresses & { channels: readonly string[] },
  marks: readonly { channel: string; address: string }[],
  known: readonly KnownChannel[],
  promisesOf: (channel: string) => ChannelPromises | null,
  zone: string,
): Ways {
  const failed = failedChannels(contact, marks, known);
  const wished = channelsOf(contact, known, failed);
  const open = wished.flatMap(({ channel, address }) => {
    const promises = promisesOf(channel);
    return promises === null ? [] : [{ channel, address, promises }];
  });
  return { open, whyNone: whyNone(failed, wished), zone };
}

function whyNone(failed: readonly string[], wished: readonly { channel: string }[]): string {
  if (failed.length > 0) return `mọi địa chỉ đã ghi đều không nhận được tin (${failed.join(', ')})`;
  if (wished.length === 0) return 'người nhận không có địa chỉ trên kênh nào';
  return `kênh ${wished.map(({ channel }) => channel).join(', ')} chưa được cấu hình`;
}
