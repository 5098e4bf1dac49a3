// Which roles somebody holds on a day: what their account was given, what the roster says of them, and what they do in the stead of others.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { leaveOn } from '#domain/roster/leave.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import { type HeldRole, OF_AN_AGENCY, type Role } from './roles.ts';

/** A role as it was given to an account; both days count. */
export interface GivenRole {
  role: Role;
  agencyId: string | null;
  from: LocalDate | null;
  to: LocalDate | null;
}

export interface Holder {
  given: readonly GivenRole[];
  /** Who of the roster they are; null = nobody. */
  contactId: string | null;
  /** What the accounts of those were given whose deputy they are, by their contacts. */
  ofPrincipals: ReadonlyMap<string, readonly GivenRole[]>;
}

/**
 * Everything that somebody may act as on that day, each once. The roster has the last word: a role of an agency that it does not list any
 * more is none, and whoever has left it speaks for no agency by it.
 */
export function rolesOn(
  { given, contactId, ofPrincipals }: Holder,
  roster: Roster | null,
  date: LocalDate,
): HeldRole[] {
  const own = presentContact(roster, contactId, date);
  const principals = principalsOf(contactId, roster, date);
  const lent = principals
    .flatMap(({ id }) => ofPrincipals.get(id) ?? [])
    .filter(({ role }) => role !== 'administrator');
  const held = [
    ...[...given, ...lent].filter((one) => isValidOn({ validFrom: one.from, validTo: one.to }, date)),
    ...(own === null ? [] : [own, ...principals].map(roleOfContact)),
  ].filter(({ agencyId }) => agencyId === null || isListed(agencyId, roster, date));
  const byName = new Map(held.map(({ role, agencyId }) => [`${role} ${agencyId ?? ''}`, { role, agencyId }]));
  return [...byName.values()]
    .filter(({ role, agencyId }) => OF_AN_AGENCY.has(role) === (agencyId !== null))
    .map(({ role, agencyId }) => ({
      role,
      agencyId,
      fieldCodes: role === 'field-lead' ? fieldsOf(agencyId, roster) : [],
    }));
}

/** Whom somebody of the roster stands in for on that day. Whoever stands in hands nothing on. */
export function principalsOf(contactId: string | null, roster: Roster | null, date: LocalDate): RosterContact[] {
  if (presentContact(roster, contactId, date) === null) return [];
  return (roster?.contacts ?? []).filter(
    (contact) => contact.deputy === contactId && isValidOn(contact, date) && leaveOn(contact, date) !== null,
  );
}

function roleOfContact({ role, agency }: RosterContact): { role: Role; agencyId: string } {
  return { role: role === 'head' ? 'lead-head' : 'lead-clerk', agencyId: agency };
}

function presentContact(roster: Roster | null, contactId: string | null, date: LocalDate): RosterContact | null {
  const contact = roster?.contacts.find(({ id }) => id === contactId);
  return contact !== undefined && isValidOn(contact, date) ? contact : null;
}

function isListed(agencyId: string, roster: Roster | null, date: LocalDate): boolean {
  const agency = roster?.agencies.find(({ id }) => id === agencyId);
  return agency !== undefined && isValidOn(agency, date);
}

function fieldsOf(agencyId: string | null, roster: Roster | null): string[] {
  return (roster?.fieldLeads ?? []).filter(({ agency }) => agency === agencyId).map(({ field }) => field);
}
