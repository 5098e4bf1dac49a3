// How the end of a message is told to an officer.
import type { Attempt, KeptEffect, MessageEnd } from './state.ts';

/** The end with its reason: nothing for a message that somebody took, and what happened last for every other. */
export function endOf(
  { end, channel }: { end: MessageEnd; channel: string | null },
  attempts: readonly Attempt[],
  whyNone: string,
): Extract<KeptEffect, { type: 'end' }> {
  return { type: 'end', end, channel, reason: reasonOf(end, channel, attempts.at(-1), whyNone) };
}

/** Why reminders leave in a later slot than they were meant for. */
export function putOffReason(last: Attempt | undefined): string {
  const why = last === undefined ? 'kênh gửi đang bị giữ lại' : `${last.channel}: ${lastWords(last)}`;
  return `chưa gửi được trong lượt này, chuyển sang lượt kế tiếp (${why})`;
}

/** How the ledger rows of a message end with it: nothing that nobody took is called sent. */
export function rowEnd(end: MessageEnd): 'sent' | 'refused' {
  return end === 'failed' || end === 'unknown' ? 'refused' : 'sent';
}

function reasonOf(end: MessageEnd, channel: string | null, last: Attempt | undefined, whyNone: string): string | null {
  if (end !== 'unknown' && end !== 'failed') return null;
  if (last === undefined) return whyNone;
  return `${end === 'unknown' ? `không rõ đã tới nơi (${channel})` : last.channel}: ${lastWords(last)}`;
}

function lastWords({ receipt, outcome }: Attempt): string {
  if (receipt === 'bounced') return 'thư bị trả lại';
  if (outcome === null) return 'tiến trình gửi dừng giữa chừng';
  return outcome.kind === 'accepted' ? '' : outcome.why;
}
