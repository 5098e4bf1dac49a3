import type { Roster } from '#contracts/roster.ts';
import { checkMemberOffices, type RosterProblem } from '#domain/assignment/check-roster.ts';
import { type Database, officeOf } from '#store/database.ts';
import { listOtherOffices } from '#store/member-office-store.ts';

/** What is wrong with the offices that agencies of a roster are said to be. */
export async function checkOffices(database: Database, roster: Roster): Promise<RosterProblem[]> {
  if (roster.agencies.every(({ memberOffice }) => memberOffice === undefined)) return [];
  const others = new Set((await listOtherOffices(database)).map(({ id }) => id));
  return checkMemberOffices(roster, { own: officeOf(database), others });
}
