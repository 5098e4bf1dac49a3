// Assignments as the report sees them.
import type { AssignmentRow } from '#contracts/assignment.ts';
import { type DueFacts, dueStateOf } from '#domain/audit/due-state.ts';
import { day } from './moments.ts';

/** A row whose place in the four-way count follows from its dates, as in the store. */
export function anAssignmentRow(
  row: Partial<AssignmentRow> & { id: string },
  dataDate = day('2026-06-30'),
): AssignmentRow {
  const facts: DueFacts = {
    nature: row.nature ?? 'dated',
    status: row.status ?? 'assigned',
    dueWorking: row.dueWorking === undefined ? day('2026-06-15') : row.dueWorking,
    reportedOn: row.reportedOn ?? null,
  };
  return {
    key: row.id,
    planId: 'ke-hoach',
    planTitle: 'Kế hoạch',
    title: 'Rà soát',
    label: null,
    agencyId: 'a',
    agencyName: 'Phòng A',
    fieldCode: 'I',
    fieldTitle: 'Cải cách thể chế',
    opens: null,
    due: facts.dueWorking,
    acknowledgedAt: null,
    ...row,
    ...facts,
    ...dueStateOf(facts, dataDate),
  };
}
