// How late mails were complete after the instant for which they were promised.
import type { SinkMail } from './mail-sink.ts';

export interface Lateness {
  mails: number;
  /** Different Message-IDs. */
  ids: number;
  /** Milliseconds after the instant; negative = before it. */
  first: number;
  p50: number;
  p99: number;
  last: number;
  perSecond: number;
}

export function latenessOf(mails: readonly SinkMail[], atMs: number): Lateness {
  const late = mails.map(({ at }) => at - atMs).sort((a, b) => a - b);
  const at = (share: number) => late[Math.max(0, Math.ceil(share * late.length) - 1)] ?? 0;
  const [first, last] = [at(0), at(1)];
  const ids = new Set(mails.map(({ messageId }) => messageId)).size;
  const perSecond = (mails.length * 1000) / Math.max(1, last - first);
  return { mails: mails.length, ids, first, p50: at(0.5), p99: at(0.99), last, perSecond };
}

export function printLateness({ mails, ids, first, p50, p99, last, perSecond }: Lateness): string {
  const twice = mails === ids ? '' : ` (${mails - ids} twice)`;
  return `${mails} mails${twice}, first ${first} ms, p50 ${p50} ms, p99 ${p99} ms, last ${last} ms, ${perSecond.toFixed(0)} a second`;
}
