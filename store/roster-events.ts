// What the log keeps of the roster: a hash of it after every change, and who came, changed and went.
import type { Roster } from '#contracts/roster.ts';
import { canonicalJson } from '#domain/audit/canonical-event.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Transaction } from './database.ts';
import { digestOf } from './digest.ts';

/** A roster as the tables hold it: of its form, but a hand may have written what no import would accept. */
export type StoredRoster = Omit<Roster, 'contacts'> & {
  contacts: (Omit<Roster['contacts'][number], 'role' | 'channels'> & { role: string; channels: string[] })[];
};

/** Who changed a setting, and when. */
export interface ChangedBy {
  actor: string;
  now: Date;
}

/** The hash of a roster; Zalo accounts are links of people, with events of their own. */
export function digestRoster(roster: StoredRoster | null): string | null {
  return roster === null ? null : digestOf(comparable(roster));
}

/** The accounts by contact. */
export async function loadZaloAccounts(tx: Transaction): Promise<Record<string, string>> {
  const where = { zaloUserId: { not: null } };
  const rows = await tx.contact.findMany({ where, select: { id: true, zaloUserId: true }, orderBy: { id: 'asc' } });
  return Object.fromEntries(rows.map(({ id, zaloUserId }) => [id, zaloUserId as string]));
}

export interface RosterState {
  roster: StoredRoster | null;
  zalo: Record<string, string>;
}

/** What a person sees of a change: the version that it made, and what is different. */
export interface SpokenChange {
  version: number;
  lines: readonly string[];
}

const LINES_MAX = 20;

/** Tells of an import that changed something; `after` is the roster as it is stored now. */
export async function tellRosterImported(
  tx: Transaction,
  before: RosterState,
  after: RosterState,
  { actor, now }: ChangedBy,
  { version, lines }: SpokenChange,
): Promise<void> {
  const digest = digestRoster(after.roster);
  if (digest === digestRoster(before.roster) && digestOf(before.zalo) === digestOf(after.zalo)) return;
  const payload = {
    agencies: after.roster?.agencies.length ?? 0,
    contacts: after.roster?.contacts.length ?? 0,
    changes: {
      agencies: changesOf(before.roster?.agencies, after.roster?.agencies),
      contacts: changesOf(before.roster?.contacts, after.roster?.contacts),
    },
    digest,
    zalo: after.zalo,
    version,
    lines: lines.slice(0, LINES_MAX),
  };
  const at = instantOf(now);
  await appendNextEvents(tx, [{ subject: 'roster', type: 'roster-imported', actor, occurredAt: at, payload }], at);
}

/** Tells of agencies that a plan named and the roster did not know; `after` is the roster with them. */
export async function tellRosterExtended(
  tx: Transaction,
  agencies: { id: string; name: string }[],
  after: StoredRoster | null,
  { actor, now }: ChangedBy,
): Promise<void> {
  const payload = { agencies, digest: digestRoster(after) };
  const at = instantOf(now);
  await appendNextEvents(tx, [{ subject: 'roster', type: 'roster-extended', actor, occurredAt: at, payload }], at);
}

function comparable({ contacts, agencies, groups, fieldLeads, ...office }: StoredRoster) {
  return {
    ...office,
    agencies: byText(agencies),
    contacts: byText(
      contacts.map(({ zaloUserId: _account, leave, ...contact }) => ({ ...contact, leave: byText(leave) })),
    ),
    groups: byText(groups.map(({ members, ...group }) => ({ ...group, members: [...members].sort() }))),
    fieldLeads: byText(fieldLeads),
  };
}

/** In one order, whatever order a query gave. */
function byText<Item>(items: readonly Item[]): Item[] {
  const texts = items.map((item) => [canonicalJson(item), item] as const);
  return texts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

function changesOf<Item extends { id: string }>(before: readonly Item[] = [], after: readonly Item[] = []) {
  const known = new Map(before.map((item) => [item.id, canonicalJson(item)]));
  const kept = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !known.has(id)).map(({ id }) => id),
    changed: after
      .filter((item) => known.has(item.id) && known.get(item.id) !== canonicalJson(item))
      .map(({ id }) => id),
    leftOut: before.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  };
}
