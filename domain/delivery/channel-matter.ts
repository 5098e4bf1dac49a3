/** The matter of one refusal of a channel, whoever's message it was; with an empty code, what all matters of the channel begin with. */
export function channelMatterId(channel: string, code: string): string {
  return `channel/${channel}/${code}`;
}
