// Stage 8: what was counted of the assignments on a day → the overdue audit that the office signs.
import type { AssignmentRow, DueState } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { FourWayCount, OverdueReport } from '#contracts/report.ts';

/** How many assignments of an agency, or of a field, are in a state. */
export type CountedGroup = { dueState: DueState; count: number } & (
  | { of: 'agency'; agencyId: string; agencyName: string }
  | { of: 'field'; fieldCode: string | null; fieldTitle: string | null }
);

/** How the office heads it is no figure. */
export type CountedReport = Omit<OverdueReport, 'head'>;

/**
 * Withdrawn work is in no count and no list. `groups` count each assignment once by its agency and once by its field, in the order in which
 * agencies and fields are named; `late` is all that is open and overdue or was done late, in any order.
 */
export function buildReport(input: {
  office: string;
  dataDate: LocalDate;
  plans: { id: string; title: string }[];
  groups: readonly CountedGroup[];
  late: readonly AssignmentRow[];
  audit: OverdueReport['audit'];
}): CountedReport {
  const { total, byAgency, byField } = addUp(input.groups);
  const late = total.openOverdue + total.doneLate;
  // The rate is taken over tasks that fell due, not over all tasks (report 1270/BC-TCTTTg, 2017).
  const fellDue = total.doneOnTime + total.doneLate + total.openOverdue;
  const listOf = (state: DueState) => input.late.filter((row) => row.dueState === state).sort(byLateness);
  return {
    office: input.office,
    dataDate: input.dataDate,
    plans: input.plans,
    total,
    overdueRatePercent: fellDue === 0 ? 0 : Math.round((1000 * late) / fellDue) / 10,
    byAgency,
    byField,
    overdue: listOf('open-overdue'),
    doneLate: listOf('done-late'),
    audit: input.audit,
  };
}

function byLateness(a: AssignmentRow, b: AssignmentRow): number {
  return b.daysLate - a.daysLate || (a.key < b.key ? -1 : 1);
}

function addUp(groups: readonly CountedGroup[]): Pick<OverdueReport, 'total' | 'byAgency' | 'byField'> {
  const counted = groups.filter(({ dueState }) => dueState !== 'withdrawn');
  const agencies = new Map<string, OverdueReport['byAgency'][number]>();
  const fields = new Map<string | null, OverdueReport['byField'][number]>();
  for (const group of counted) {
    if (group.of === 'agency') {
      const { agencyId, agencyName } = group;
      const agency = agencies.get(agencyId) ?? { agencyId, agencyName, count: countStates([]) };
      agencies.set(agencyId, agency);
      add(agency.count, group);
    } else {
      const { fieldCode, fieldTitle } = group;
      const title = fieldTitle ?? 'Không thuộc lĩnh vực nào';
      const field = fields.get(fieldCode) ?? { fieldCode, fieldTitle: title, count: countStates([]) };
      fields.set(fieldCode, field);
      add(field.count, group);
    }
  }
  const total = countStates(counted.filter(({ of }) => of === 'agency'));
  return { total, byAgency: [...agencies.values()], byField: [...fields.values()] };
}

const COUNTED: Record<Exclude<DueState, 'withdrawn'>, keyof FourWayCount> = {
  'done-on-time': 'doneOnTime',
  'done-late': 'doneLate',
  'open-in-time': 'openInTime',
  'open-overdue': 'openOverdue',
  undated: 'undated',
};

/** The four-way count of what stands in each state. */
export function countStates(states: readonly { dueState: DueState; count: number }[]): FourWayCount {
  const total: FourWayCount = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0, undated: 0 };
  for (const state of states) add(total, state);
  return total;
}

function add(total: FourWayCount, { dueState, count }: { dueState: DueState; count: number }): void {
  if (dueState !== 'withdrawn') total[COUNTED[dueState]] += count;
}
