// How long a sign-in waits after failures. Whoever fails waits; whoever is known goes on, so that nobody can lock somebody else out.

/** What is counted: tries of one place at one account, all tries of a network, all tries at an account from places that it does not know. */
export type BrakeKind = 'pair' | 'network' | 'strangers';

export interface Brake {
  key: string;
  kind: BrakeKind;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
// A person mistypes some times; an office behind one address has many people, who mistype too.
const FREE: Record<BrakeKind, number> = { pair: 5, network: 50, strangers: 20 };
const FIRST_WAIT_MS = 5 * SECOND_MS;
const LONGEST_MS: Record<BrakeKind, number> = {
  pair: 15 * MINUTE_MS,
  network: 5 * MINUTE_MS,
  strangers: 5 * MINUTE_MS,
};

/** Failures older than this are forgotten. */
export const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS;

/** A series of this many failures at one account is told in the log, once. */
export const TOLD_AFTER_FAILURES = 5;

/** How many milliseconds after the last failure the next try is looked at. */
export function waitAfter(kind: BrakeKind, failures: number): number {
  const beyond = failures - FREE[kind];
  return beyond < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(beyond, 20), LONGEST_MS[kind]);
}

/**
 * Which counters a try is under. `device`: known to the account by its cookie; `network`: where the try comes from, and whether the account
 * has signed in from there before.
 */
export function brakesOf(
  account: string,
  from: { device: string | null; network: string; isKnownNetwork: boolean },
): Brake[] {
  if (from.device !== null) return [{ key: `${account} ${from.device}`, kind: 'pair' }];
  const own: Brake[] = [
    { key: `${account} ${from.network}`, kind: 'pair' },
    { key: from.network, kind: 'network' },
  ];
  return from.isKnownNetwork ? own : [...own, { key: account, kind: 'strangers' }];
}
