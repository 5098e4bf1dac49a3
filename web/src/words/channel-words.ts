/** The name of a channel as people call it; one that is not known keeps its own name. */
export function channelWords(channel: string): string {
  return { email: 'Thư điện tử', zalo: 'Zalo', webhook: 'Webhook', capture: 'Ghi lại' }[channel] ?? channel;
}
