// What an import of a roster means for work that is open: who goes on with it, and what nobody would do any more.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { matchAgency } from '#domain/assignment/match-agencies.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import { indexOfRoster } from './roster-index.ts';

/** An agency that leads open work, as it is known before the import. */
export interface LeadingAgency {
  id: string;
  name: string;
  aliases: readonly string[];
  /** Assignments that are open. */
  open: number;
  /** Of them those of a sample plan, which is nobody's duty. */
  ofSample: number;
}

export interface WorkMoved {
  from: { id: string; name: string };
  to: { id: string; name: string };
  open: number;
}

export interface FollowedWork {
  /** Work that goes over to an agency that bears the name of the old one. */
  moved: WorkMoved[];
  /** Had people before, and has none now: the import would leave its work alone. */
  orphaned: LeadingAgency[];
  /** Had nobody before either. */
  alone: LeadingAgency[];
  /** Agencies all of whose people came with this import: nobody of them has heard of the work. */
  renewed: LeadingAgency[];
}

/**
 * An agency keeps its work as long as it has people. One without goes over to the one agency of the new roster that is called by its name or
 * by one of its other names: a merged office is an alias of the office that took it in.
 */
export function followOpenWork(
  leading: readonly LeadingAgency[],
  before: Roster | null,
  after: Roster,
  date: LocalDate,
): FollowedWork {
  const followed: FollowedWork = { moved: [], orphaned: [], alone: [], renewed: [] };
  for (const agency of leading) {
    const [had, has] = [peopleOf(before, agency.id, date), peopleOf(after, agency.id, date)];
    if (has.length > 0) {
      if (!has.some((id) => had.includes(id))) followed.renewed.push(agency);
      continue;
    }
    const to = successorOf(agency, after, date);
    if (to !== null) followed.moved.push({ from: { id: agency.id, name: agency.name }, to, open: agency.open });
    else if (had.length > 0) followed.orphaned.push(agency);
    else followed.alone.push(agency);
  }
  return followed;
}

/** The people of an agency who can be told on a day; nobody where the agency itself is not valid. */
function peopleOf(roster: Roster | null, agencyId: string, date: LocalDate): string[] {
  const agency = roster?.agencies.find(({ id }) => id === agencyId);
  if (!roster || agency === undefined || !isValidOn(agency, date)) return [];
  return indexOfRoster(roster)
    .contactsOf(agencyId)
    .flatMap((one) => (isValidOn(one, date) ? [one.id] : []));
}

function successorOf({ id, name, aliases }: LeadingAgency, roster: Roster, date: LocalDate) {
  for (const one of [name, ...aliases]) {
    const { known, agencies } = matchAgency(one, roster, date);
    const [agency, ...others] = agencies;
    if (!known || agency === undefined || others.length > 0 || agency.id === id) continue;
    if (peopleOf(roster, agency.id, date).length > 0) return agency;
  }
  return null;
}

const LISTED_MAX = 20;

/** One Vietnamese line for each agency whose work an import would leave without anybody. */
export function orphanWords(orphaned: readonly LeadingAgency[]): string[] {
  const lines = orphaned
    .slice(0, LISTED_MAX)
    .map(({ id, name, open }) => `«${name}» (${id}): ${open} việc đang mở không còn ai nhận`);
  return orphaned.length > LISTED_MAX ? [...lines, `… và ${orphaned.length - LISTED_MAX} cơ quan khác`] : lines;
}
