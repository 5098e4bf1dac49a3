// A roster looked up by name: two thousand assignments ask it a hundred times each.
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { groupBy } from '#domain/shared/group-by.ts';

export interface RosterIndex {
  contact(id: string | null): RosterContact | undefined;
  /** In the order of the roster. */
  contactsOf(agencyId: string | null): readonly RosterContact[];
  /** The agency that leads a field. */
  fieldLead(field: string | null): string | null;
}

/**
 * Answers as a search through the lists of `roster` would: of two entries with one name the first. Made once for each roster, which nobody
 * changes after it was read: another one is another value.
 */
export function indexOfRoster(roster: Roster): RosterIndex {
  const known = INDEXES.get(roster);
  if (known !== undefined) return known;
  const index = indexRoster(roster);
  INDEXES.set(roster, index);
  return index;
}

const INDEXES = new WeakMap<Roster, RosterIndex>();

function indexRoster(roster: Roster): RosterIndex {
  const contacts = firstBy(roster.contacts, ({ id }) => id);
  const byAgency = groupBy(roster.contacts, ({ agency }) => agency);
  const fieldLeads = firstBy(roster.fieldLeads, ({ field }) => field);
  return {
    contact: (id) => (id === null ? undefined : contacts.get(id)),
    contactsOf: (agencyId) => (agencyId === null ? [] : (byAgency.get(agencyId) ?? [])),
    fieldLead: (field) => (field === null ? null : (fieldLeads.get(field)?.agency ?? null)),
  };
}

function firstBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  return new Map(items.toReversed().map((item) => [keyOf(item), item]));
}
