// Assignments as the report sees them.
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { CountedGroup } from '#domain/audit/build-report.ts';
import { type DueFacts, dueStateOf } from '#domain/audit/due-state.ts';
import { day } from './moments.ts';

/** A row whose place in the four-way count follows from its dates, as in the store. */
export function anAssignmentRow(
  row: Partial<AssignmentRow> & { id: string },
  dataDate = day('2026-06-30'),
): AssignmentRow {
  const facts: DueFacts = {
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
    nature: 'dated',
    opens: null,
    due: facts.dueWorking,
    acknowledgedAt: null,
    ...row,
    ...facts,
    ...dueStateOf(facts, dataDate),
  };
}

/** What the database counts of rows, one group for each. */
export function countedGroups(rows: readonly AssignmentRow[]): CountedGroup[] {
  return rows.flatMap(({ agencyId, agencyName, fieldCode, fieldTitle, dueState }): CountedGroup[] => [
    { of: 'agency', agencyId, agencyName, dueState, count: 1 },
    { of: 'field', fieldCode, fieldTitle, dueState, count: 1 },
  ]);
}
