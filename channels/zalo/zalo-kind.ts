import type { ChannelKind } from '../channel-kind.ts';

export const ZALO: ChannelKind = { name: 'zalo', label: 'Zalo', addressedBy: ['zaloUserId', 'phone'] };
