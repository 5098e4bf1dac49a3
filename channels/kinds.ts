import type { ChannelKind } from './channel-kind.ts';
import { EMAIL } from './email/email-kind.ts';
import { SMS } from './sms/sms-kind.ts';
import { ZALO } from './zalo/zalo-kind.ts';

/** Every channel that the product has, in the order in which an address is used that nobody wished for: the one place that lists them. */
export const CHANNEL_KINDS: readonly ChannelKind[] = [EMAIL, ZALO, SMS];
