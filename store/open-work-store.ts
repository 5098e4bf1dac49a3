// Open work and the agencies that lead it: looked at when a roster is imported, and moved with the agency that took another in.

import { instantOf } from '#domain/calendar/instant.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import type { LeadingAgency, WorkMoved } from '#domain/roster/follow-open-work.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import type { ChangedBy } from './roster-events.ts';

/** Every agency that leads work which is still to be done. */
export async function listLeadingAgencies(tx: Database | Transaction): Promise<LeadingAgency[]> {
  return tx.$queryRaw<LeadingAgency[]>`
    SELECT g.id, g.name, g.aliases, count(*)::int AS open, count(*) FILTER (WHERE p.sample)::int AS "ofSample"
    FROM assignment a JOIN agency g ON g.id = a.agency_id JOIN plan p ON p.id = a.plan_id
    WHERE a.status <> ALL(${[...FINAL_STATUSES]}) AND a.nature NOT IN ('past', 'undecided')
    GROUP BY g.id, g.name, g.aliases ORDER BY g.id`;
}

/** Ids of the open work of agencies. */
export async function listOpenWorkOf(tx: Transaction, agencyIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM assignment WHERE agency_id = ANY(${[...agencyIds]}) AND status <> ALL(${[...FINAL_STATUSES]})
      AND nature NOT IN ('past', 'undecided') ORDER BY id`;
  return rows.map(({ id }) => id);
}

/**
 * Gives the open work of agencies to those that go on with it, each with an event of its own, and ends what was still to be said to the old
 * people; answers which work that is. What has ended stays with whoever did it.
 */
export async function changeLeadOfOpenWork(
  tx: Transaction,
  moved: readonly WorkMoved[],
  { actor, now }: ChangedBy,
): Promise<string[]> {
  const ids: string[] = [];
  const at = instantOf(now);
  for (const { from, to } of moved) {
    const open = await listOpenWorkOf(tx, [from.id]);
    await tx.$executeRaw`UPDATE assignment SET agency_id = ${to.id} WHERE id = ANY(${open})`;
    await tx.$executeRaw`
      UPDATE ledger_entry SET status = 'superseded', ended_at = ${now}, reason = ${`việc đã chuyển sang «${to.name}»`}
      WHERE assignment_id = ANY(${open}) AND status IN ('planned', 'staged') AND audience IN ('lead', 'lead-head')
        AND contact_id NOT IN (SELECT id FROM contact WHERE agency_id = ${to.id} AND listed)`;
    const payload = { agencyId: to.id, agencyName: to.name, from: from.id, fromName: from.name };
    const events = open.map((id) => ({ subject: `lead/${id}`, type: 'lead-moved', actor, occurredAt: at, payload }));
    if (events.length > 0) await appendNextEvents(tx, events, at);
    ids.push(...open);
  }
  return ids;
}
