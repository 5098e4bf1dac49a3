// Somebody who acts for a lead agency looks at what is open for it.
import type { AssignmentRow } from '#contracts/assignment.ts';
import { allowedCommands } from '#domain/lifecycle/can-accept.ts';
import { listNamesOfAgencies } from '#store/account-store.ts';
import { listOpenWork, listReportStandings, type ReportStanding } from '#store/my-work-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation, mayTouch } from './seam/define-operation.ts';
import { viewDay } from './seam/view-day.ts';

export interface OwnWorkItem extends ReportStanding {
  assignment: AssignmentRow;
  allowed: ReturnType<typeof allowedCommands>[number][];
}

/** A page of it, and what whoever asks may do to each piece; the same store as behind a letter's link. */
export const seeOwnWork = defineOperation({
  name: 'see-own-work',
  by: ['account'],
  refuses: {},
  run: async (context: OperationContext, actor, page: { limit: number; offset: number }, within) => {
    const { database } = context;
    const day = viewDay(context);
    const agencyIds = within === 'all' ? [] : within.agencyIds;
    const open = await listOpenWork(database, { agencyIds, heard: [] }, page, day);
    const ids = open.items.map(({ id }) => id);
    const [standings, names] = await Promise.all([
      listReportStandings(database, ids),
      listNamesOfAgencies(database, [...agencyIds]),
    ]);
    const items = open.items.map((assignment): OwnWorkItem => {
      const standing = standings.get(assignment.id) ?? { products: [], returnReason: null };
      const allowed = allowedCommands(assignment.status).filter((command) => mayTouch(actor, command, assignment));
      return { assignment, ...standing, allowed };
    });
    return { ...open, items, agencies: agencyIds.map((id) => names.get(id) ?? id), today: day.dataDate };
  },
});
