// What the log keeps of accounts: who came, who was let in to what. Never a secret, and never what a secret could be guessed from.
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Transaction } from './database.ts';
import type { ChangedBy } from './roster-events.ts';

export type AccountEvent =
  | 'account-invited'
  | 'account-signed-in'
  | 'account-sign-in-failed'
  | 'account-sessions-ended'
  | 'account-link-made'
  | 'account-password-set'
  | 'account-factor-changed'
  | 'account-passkey-added'
  | 'account-passkey-removed'
  | 'account-passkey-doubted'
  | 'account-role-given'
  | 'account-role-taken'
  | 'account-switched'
  | 'account-key-made'
  | 'account-key-revoked';

/** Appends what happened to an account, in the transaction of the change. */
export async function tellAccount(
  tx: Transaction,
  accountId: string,
  type: AccountEvent,
  { actor, now }: ChangedBy,
  payload: Record<string, unknown> = {},
): Promise<void> {
  const at = instantOf(now);
  await appendNextEvents(tx, [{ subject: `account/${accountId}`, type, actor, occurredAt: at, payload }], at);
}
