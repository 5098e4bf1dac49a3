// Somebody looks at who answers for what.
import { listOtherOffices } from '#store/member-office-store.ts';
import { listLeadingAgencies } from '#store/open-work-store.ts';
import { listPlanFields } from '#store/plan-list-store.ts';
import { exportRoster } from '#store/roster-store.ts';
import { rosterTag } from '#store/roster-version-store.ts';
import { noRoster } from './parts/next-roster.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { viewDay } from './seam/view-day.ts';

/** The roster with its version, and how much open work each agency leads. */
export const seeRoster = defineOperation({
  name: 'see-roster',
  by: ['account'],
  refuses: { 'roster-missing': 'nobody has imported one' },
  run: async (context: OperationContext, _actor, _input: object) => {
    const { database } = context;
    const roster = await exportRoster(database);
    if (roster === null) return noRoster();
    const leading = await listLeadingAgencies(database);
    return {
      ok: true as const,
      etag: rosterTag(roster.version),
      roster,
      fields: await listPlanFields(database),
      open: Object.fromEntries(leading.map(({ id, open }) => [id, open])),
      offices: (await listOtherOffices(database)).map(({ id, name }) => ({ id, name })),
      today: viewDay(context).dataDate,
    };
  },
});
