// What an office notes of work that another one gives to it: how it stands there, and what that says of what was done.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';

export interface NotedWork {
  status: AssignmentStatus;
  /** Number of its last event there. */
  sequence: number;
  /** Of the latest report, when it came back. */
  returnReason: string | null;
  officeName: string;
  title: string;
  due: string | null;
}

export type AboveEvent =
  | 'above-given'
  | 'above-changed'
  | 'above-reported'
  | 'above-returned'
  | 'above-verified'
  | 'above-withdrawn';

/** The event between what was noted before and what is so now; null = nothing that anybody has to be told. Of steps that were missed the last counts. */
export function whatHappenedAbove(was: NotedWork | null, now: NotedWork): AboveEvent | null {
  if (was === null || (was.status === 'withdrawn' && now.status !== 'withdrawn')) return 'above-given';
  if (now.status === 'withdrawn') return was.status === 'withdrawn' ? changed(was, now) : 'above-withdrawn';
  if (now.sequence === was.sequence) return changed(was, now);
  if (now.status === 'verified') return 'above-verified';
  if (now.status === 'reported') return 'above-reported';
  return now.returnReason === null ? changed(was, now) : 'above-returned';
}

/** What the log would not know otherwise; that it was taken up is told by whoever did so. */
function changed(was: NotedWork, now: NotedWork): 'above-changed' | null {
  const told = ({ officeName, title, due, status }: NotedWork) =>
    JSON.stringify([officeName, title, due, status === 'in-progress' ? 'assigned' : status]);
  return told(was) === told(now) ? null : 'above-changed';
}

/** How it stands, as the office to which it was given sees it. */
export type AboveStanding = 'open' | 'handed-on' | 'reported' | 'returned' | 'verified' | 'withdrawn';

/** `handedOn`: it is given on to agencies of the office. */
export function standingAbove(
  { status, returnReason }: Pick<NotedWork, 'status' | 'returnReason'>,
  handedOn: boolean,
): AboveStanding {
  if (status === 'reported' || status === 'verified' || status === 'withdrawn') return status;
  if (returnReason !== null) return 'returned';
  return handedOn ? 'handed-on' : 'open';
}
