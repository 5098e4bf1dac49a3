// Who holds a role of the ladder for one piece of work: the agency first, then its people of that day.
import type { AudienceRole } from '#contracts/ladder.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { indexOfRoster } from '#domain/roster/roster-index.ts';
import { isValidOn } from '#domain/shared/validity.ts';

/** What of a piece of work says who holds its roles. */
export interface RoleScope {
  /** The lead agency. */
  agencyId: string;
  fieldCode: string | null;
  roster: Roster;
}

/** The people who hold `role` on `date`; nobody when the roster gives the role to no agency. */
export function holdersOfRole(role: AudienceRole, scope: RoleScope, date: LocalDate): RosterContact[] {
  const { roster } = scope;
  const agencyId = agencyOfRole(role, scope);
  const present = indexOfRoster(roster)
    .contactsOf(agencyId)
    .filter((contact) => isValidOn(contact, date));
  if (role === 'chairman') return present.filter((contact) => contact.id === roster.chairman);
  // The chairman hears one level above his office, also when the roster files him there.
  const asked = role === 'chairman-office' ? present.filter((contact) => contact.id !== roster.chairman) : present;
  // The clerk does the work; who is asked to step in is the head. An agency with only one of them uses that one.
  const wanted = role === 'lead' || role === 'standing-agency' || role === 'verifier' ? 'clerk' : 'head';
  const fitting = asked.filter((contact) => contact.role === wanted);
  return fitting.length > 0 ? fitting : asked;
}

/** The agency that holds `role`, or null when the roster names none. */
export function agencyOfRole(role: AudienceRole, { roster, agencyId, fieldCode }: RoleScope): string | null {
  switch (role) {
    case 'lead':
    case 'lead-head':
      return agencyId;
    case 'field-lead':
      return indexOfRoster(roster).fieldLead(fieldCode);
    case 'standing-agency':
    case 'verifier':
      return roster.standingAgency;
    case 'chairman-office':
      return roster.chairmanOffice;
    case 'chairman':
      return indexOfRoster(roster).contact(roster.chairman)?.agency ?? null;
  }
}
