import type { ChannelPromises } from './channel-promises.ts';
import { type Addresses, isSameAddress, type KnownChannel } from './known-channel.ts';
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

export type Reader = Addresses & {
  channels: readonly string[];
  /** Their addresses that failed for good. */
  unreachable: readonly { channel: string; address: string }[];
};

const NOT_SHARED = 'những người cùng nhận thư này không còn địa chỉ chung';

/**
 * The ways by which a letter reaches all of its readers at once: those that lead each of them to the same address. By any other it would reach
 * one of them and be called sent to all.
 */
export function waysToAll(
  readers: readonly [Reader, ...Reader[]],
  known: readonly KnownChannel[],
  promisesOf: (channel: string) => ChannelPromises | null,
  zone: string,
): Ways {
  const [first, ...others] = readers;
  const ways = waysTo(first, first.unreachable, known, promisesOf, zone);
  if (others.length === 0) return ways;
  const ofOthers = others.map((one) => waysTo(one, one.unreachable, known, promisesOf, zone).open);
  const open = ways.open.filter(({ channel, address }) =>
    ofOthers.every((open) =>
      open.some((way) => way.channel === channel && isSameAddress(way.address, address, channel, known)),
    ),
  );
  const isShared = open.length > 0 || ways.open.length === 0;
  return { ...ways, open, whyNone: isShared ? ways.whyNone : NOT_SHARED };
}

function whyNone(failed: readonly string[], wished: readonly { channel: string }[]): string {
  if (failed.length > 0) return `mọi địa chỉ đã ghi đều không nhận được tin (${failed.join(', ')})`;
  if (wished.length === 0) return 'người nhận không có địa chỉ trên kênh nào';
  return `kênh ${wished.map(({ channel }) => channel).join(', ')} chưa được cấu hình`;
}
