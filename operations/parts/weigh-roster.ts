// A change of the roster, weighed on open work before it is saved: the same functions that act on it afterwards say what they would do.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Roster } from '#contracts/roster.ts';
import type { RosterImpact } from '#contracts/roster-edit.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { type CountedImpact, createImpactCount } from '#domain/roster/count-impact.ts';
import { describeRosterChange } from '#domain/roster/describe-change.ts';
import { followOpenWork } from '#domain/roster/follow-open-work.ts';
import { hearingsOf, type RosterChange } from '#domain/roster/impact-on-open-work.ts';
import { createDirectory } from '#store/directory.ts';
import { listOpenLives, type OpenLife } from '#store/open-life-store.ts';
import { listLeadingAgencies } from '#store/open-work-store.ts';
import type { OperationContext } from '../seam/context.ts';

const LISTED_MAX = 50;
// Between two turns others are answered.
const AT_ONCE = 250;

/** What `after` in the place of `before` does to open work. */
export async function weighRoster(
  context: OperationContext,
  { before, after, channels }: { before: Roster; after: Roster; channels: readonly KnownChannel[] },
): Promise<RosterImpact> {
  const { database, zone, now } = context;
  const at = instantOf(now());
  const followed = followOpenWork(await listLeadingAgencies(database), before, after, toLocalDate(at, zone));
  const lives = await listOpenLives(database);
  const told = new Set([...followed.moved.map(({ from }) => from.id), ...followed.renewed.map(({ id }) => id)]);
  const together = lives.filter(({ agencyId }) => told.has(agencyId)).length;
  const counted = await countOver(context, lives, { before, after, followed, channels, at, together });
  const unheard = counted.unheard.filter(({ work }) => !work.ofSample);
  const namesAfter = new Map([...before.agencies, ...after.agencies].map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => namesAfter.get(id) ?? id;
  return {
    changes: describeRosterChange(before, after),
    works: lives.length,
    moved: followed.moved,
    told: together,
    hearers: counted.hearers.slice(0, LISTED_MAX).map(toHearer(before, after, nameOf)),
    hearersTotal: counted.hearers.length,
    unheard: unheard
      .slice(0, LISTED_MAX)
      .map(({ work, from }) => ({ id: work.id, name: work.title, agency: nameOf(work.agencyId), from })),
    unheardTotal: unheard.length,
  };
}

async function countOver(
  { database, now }: OperationContext,
  lives: readonly OpenLife[],
  change: RosterChange,
): Promise<CountedImpact> {
  const directory = createDirectory(database, now);
  const count = createImpactCount();
  for (const [index, work] of lives.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
    count.add(work, hearingsOf(work, await directory.rulesOf(work), change));
  }
  return count.counted();
}

function toHearer(before: Roster, after: Roster, nameOf: (id: string) => string) {
  const people = new Map([...before.contacts, ...after.contacts].map((contact) => [contact.id, contact]));
  return ({ contactId, gains, losses }: CountedImpact['hearers'][number]) => {
    const person = people.get(contactId);
    return {
      id: contactId,
      name: person?.name ?? contactId,
      agency: person === undefined ? '' : nameOf(person.agency),
      gains,
      losses,
    };
  };
}
