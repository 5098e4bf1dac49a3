// Of whom a second factor is asked. One row for the installation, as accounts are.
import { instantOf } from '#domain/calendar/instant.ts';
import type { SecondFactorFor } from '#domain/rights/second-factor.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import type { ChangedBy } from './roster-events.ts';

export async function loadSecondFactorFor(database: Database | Transaction): Promise<SecondFactorFor> {
  const row = await database.signInRule.findUnique({ where: { id: 1 } });
  return (row?.secondFactorFor ?? 'nobody') as SecondFactorFor;
}

/** False when it is so already. */
export async function putSecondFactorFor(database: Database, wanted: SecondFactorFor, by: ChangedBy): Promise<boolean> {
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE sign_in_rule IN SHARE ROW EXCLUSIVE MODE`;
    const before = await loadSecondFactorFor(tx);
    if (before === wanted) return false;
    const told = { secondFactorFor: wanted, changedBy: by.actor, changedAt: by.now };
    await tx.signInRule.upsert({ where: { id: 1 }, create: { id: 1, ...told }, update: told });
    const at = instantOf(by.now);
    const event = { subject: 'accounts', type: 'account-rule-changed', actor: by.actor, occurredAt: at };
    await appendNextEvents(tx, [{ ...event, payload: { before, secondFactorFor: wanted } }], at);
    return true;
  });
}
