// The roster of the mock office, changed by the rules of the product; what it would do to open work is counted roughly.
import type { Roster } from '#contracts/roster.ts';
import type { RosterEdit, RosterImpact } from '#contracts/roster-edit.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { applyEdits } from '#domain/roster/apply-edits.ts';
import { describeRosterChange } from '#domain/roster/describe-change.ts';
import { followOpenWork } from '#domain/roster/follow-open-work.ts';
import { leaveOn } from '#domain/roster/leave.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import { TODAY, type World } from './mock-world.ts';
import { Refusal } from './refusal.ts';

export function rosterHandlers(world: World) {
  const openOf = (id: string) =>
    world.assignments.filter(
      ({ agencyId, status }) => agencyId === id && status !== 'verified' && status !== 'withdrawn',
    );
  const view = () => ({
    etag: `"roster-office-${world.roster.version}"`,
    roster: world.roster,
    fields: world.fields,
    offices: [
      { id: 2, name: 'Ủy ban nhân dân xã An Thanh' },
      { id: 3, name: 'Ủy ban nhân dân xã Chí Minh' },
    ],
    open: Object.fromEntries(world.agencies.map(({ id }) => [id, openOf(id).length])),
    today: TODAY,
  });
  const next = (edits: readonly RosterEdit[]) => {
    const { roster, problems } = applyEdits(world.roster, edits, TODAY);
    if (problems.length > 0)
      throw new Refusal({ status: 422, title: 'Danh bạ sau khi sửa chưa đúng', detail: problems.join(' ') });
    return roster;
  };
  const impactOf = (after: Roster): RosterImpact => {
    const before = world.roster;
    const leading = world.agencies.map(({ id, name }) => ({
      id,
      name,
      aliases: [],
      open: openOf(id).length,
      ofSample: 0,
    }));
    const followed = followOpenWork(leading, before, after, TODAY);
    const hears = (roster: Roster, id: string) => {
      const one = roster.contacts.find((contact) => contact.id === id);
      return one !== undefined && isValidOn(one, TODAY) && leaveOn(one, TODAY) === null && one.email !== null;
    };
    const changed = after.contacts.filter(({ id }) => hears(before, id) !== hears(after, id));
    const counted = (agency: string) => ({ reminders: openOf(agency).length * 6, works: openOf(agency).length });
    const none = { reminders: 0, works: 0 };
    const unheard = followed.orphaned.flatMap(({ id, name }) => openOf(id).map((work) => ({ work, name })));
    return {
      changes: describeRosterChange(before, after),
      works: world.assignments.length,
      moved: followed.moved,
      told: followed.moved.reduce((sum, { open }) => sum + open, 0),
      hearers: changed.map(({ id, name, agency }) => ({
        ...{ id, name, agency: world.agencies.find((one) => one.id === agency)?.name ?? '' },
        ...(hears(after, id) ? { gains: counted(agency), losses: none } : { gains: none, losses: counted(agency) }),
      })),
      hearersTotal: changed.length,
      unheard: unheard.slice(0, 50).map(({ work, name }) => ({
        ...{ id: work.id, name: work.title, agency: name },
        from: instantOf('2026-11-23T01:00:00Z'),
      })),
      unheardTotal: unheard.length,
    };
  };
  return {
    getRoster: view,
    previewRoster: ({ body }: { body: { edits: RosterEdit[] } }) => impactOf(next(body.edits)),
    editRoster: ({ body }: { body: { edits: RosterEdit[] } }) => {
      const after = next(body.edits);
      const impact = impactOf(after);
      world.roster = { ...after, version: (world.roster.version ?? 0) + 1 };
      return { ...view(), impact };
    },
  };
}
