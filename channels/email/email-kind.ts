import type { ChannelKind } from '../channel-kind.ts';

export const EMAIL: ChannelKind = { name: 'email', label: 'thư điện tử', addressedBy: ['email'] };
