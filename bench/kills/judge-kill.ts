// What a kill in the middle of a burst did, told from what the mail server has and what the killed process left behind.
import type { SinkMail } from '../mail-sink.ts';

export const PARTS = ['worker', 'api', 'temporal', 'postgres'] as const;
export type Part = (typeof PARTS)[number];

export interface Kill {
  part: Part;
  atMs: number;
  /** When the part asked for work again; nothing that came before is of the new process. */
  backAtMs: number;
  /** The instant at which the burst was due. */
  slotAtMs: number;
  /** Message-IDs whose answer the killed process had put down before it died: in the journal of answers, or in the database. */
  putDown: ReadonlySet<string>;
}

export interface Verdict {
  /** Addresses that no mail reached. */
  lost: string[];
  /** Message-IDs that came twice because the kill fell between the server's 250 and our hand. */
  atTheKill: string[];
  /** Whatever else came twice: `address: why`. */
  needless: string[];
  early: number;
  /** Milliseconds; the longest time without a mail that ended after the kill. 0 = none came after it. */
  longestPauseMs: number;
}

/**
 * A mail may come a second time only if the worker was killed, the first copy was of the one that died (what lay in its connections is accepted a
 * moment after it), nothing followed it on that connection (who goes on has read the 250), and its answer was put down nowhere; and only under
 * the same Message-ID. A worker that lives holds every answer in its hand, so that the death of another part excuses nothing.
 */
export function judgeKill(kill: Kill, addresses: readonly string[], mails: readonly SinkMail[]): Verdict {
  const byAddress = new Map(addresses.map((address) => [address, [] as SinkMail[]]));
  const inOrder = [...mails].sort((a, b) => a.at - b.at);
  for (const mail of inOrder) byAddress.get(mail.to)?.push(mail);
  const verdict: Verdict = {
    lost: [],
    atTheKill: [],
    needless: [],
    early: 0,
    longestPauseMs: longestPause(kill, inOrder),
  };
  for (const [address, [first, ...others]] of byAddress) {
    if (first === undefined) verdict.lost.push(address);
    else if (others.length > 0) {
      const why = whyNeedless(kill, first, others);
      if (why === null) verdict.atTheKill.push(first.messageId);
      else verdict.needless.push(`${address}: ${why}`);
    }
  }
  verdict.early = inOrder.filter(({ at }) => at < kill.slotAtMs).length;
  return verdict;
}

function whyNeedless({ part, backAtMs, putDown }: Kill, first: SinkMail, others: readonly SinkMail[]): string | null {
  if (others.some(({ messageId }) => messageId !== first.messageId)) return 'under another Message-ID';
  if (others.length > 1) return `${others.length + 1} times`;
  if (part !== 'worker') return `although the worker lived when ${part} was killed`;
  if (first.at >= backAtMs) return 'from a worker that lived';
  if (first.heard) return 'although its 250 had been read';
  return putDown.has(first.messageId) ? 'although its answer had been put down' : null;
}

function longestPause({ atMs, slotAtMs }: Kill, inOrder: readonly SinkMail[]): number {
  const marks = [slotAtMs, ...inOrder.map(({ at }) => at)];
  const pauses = inOrder.map(({ at }, n) => (at > atMs ? at - (marks[n] ?? at) : 0));
  return Math.max(0, ...pauses);
}
