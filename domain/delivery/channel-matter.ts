/** The matter of one refusal of a channel, whoever's message it was; with an empty code, what all matters of the channel begin with. */
export function channelMatterId(channel: string, code: string): string {
  return `channel/${channel}/${code}`;
}

const HOLD = 'hold';

/** The one matter of a channel that takes nothing because of our own account or server. */
export function holdMatterId(channel: string): string {
  return channelMatterId(channel, HOLD);
}

/** The channel that a matter says is held; null = it tells of something else. */
export function heldChannelOf(matterId: string): string | null {
  return /^channel\/([^/]+)\/hold$/.exec(matterId)?.[1] ?? null;
}
