// Names and addresses that stand in stored rows and in mails that were sent: they do not change.
import { expect, test } from 'vitest';
import { channelMatterId } from '#domain/delivery/channel-matter.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';

test('the matters of a channel share a beginning that those of no other channel have', () => {
  expect(channelMatterId('zalo', '-115')).toBe('channel/zalo/-115');
  expect(channelMatterId('zalo', '-115').startsWith(channelMatterId('zalo', ''))).toBe(true);
  expect(channelMatterId('zalo-oa', '-115').startsWith(channelMatterId('zalo', ''))).toBe(false);
});

test('the link that ends the digests is one of the signed links, and carries its token', () => {
  expect(stopDigestPath('abc.def')).toBe('/l/abc.def/thu-tong-hop');
});
