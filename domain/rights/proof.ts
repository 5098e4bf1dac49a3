// What is asked for again: who is signed in has shown so once, and whoever sits down at their machine has not.
import type { Right } from './rights-table.ts';

/** After this somebody who is signed in shows once more that it is they, before what would let others in, or keep them in. */
export const PROOF_LASTS_MS = 10 * 60_000;

/** Who may come in, as what, and by which key; whose sessions end. Ending one's own key only ever closes. */
export const NEEDS_PROOF: ReadonlySet<Right> = new Set<Right>([
  'end-sessions',
  'end-any-session',
  'add-key',
  'start-passkey',
  'remove-passkey',
  'invite-account',
  'change-roles',
  'switch-account',
  'require-second-factor',
  'drop-second-factor',
  'add-office',
]);

/** Whether that was long enough ago to be asked for again. */
export function isProofOld(provedAt: Date, now: Date): boolean {
  return now.getTime() - provedAt.getTime() > PROOF_LASTS_MS;
}
