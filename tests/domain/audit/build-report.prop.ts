import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FourWayCount } from '#contracts/report.ts';
import { buildReport } from '#domain/audit/build-report.ts';
import { addDays, localDateOf } from '#domain/calendar/local-date.ts';
import { anAssignmentRow, countedGroups } from '../../support/assignment-rows.ts';

const day = fc.integer({ min: 0, max: 364 }).map((days) => addDays(localDateOf('2026-01-01'), days));
const row = fc.record({
  nature: fc.constantFrom('dated' as const, 'past' as const, 'continuous' as const),
  status: fc.constantFrom(
    'assigned' as const,
    'in-progress' as const,
    'reported' as const,
    'verified' as const,
    'withdrawn' as const,
  ),
  dueWorking: fc.option(day),
  reportedOn: day,
  agencyId: fc.constantFrom('a', 'b', 'c'),
  fieldCode: fc.option(fc.constantFrom('I', 'II', '')),
});

test('agencies add up to the total, fields too, and every assignment is counted once', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), day, (facts, dataDate) => {
      const rows = facts.map((one, index) => anAssignmentRow({ id: String(index), ...one }, dataDate));
      const report = buildReport({
        office: '',
        dataDate,
        plans: [],
        groups: countedGroups(rows),
        late: rows,
        audit: { root: '', events: 0 },
      });
      expect(sum(report.byAgency.map(({ count }) => count))).toEqual(report.total);
      expect(sum(report.byField.map(({ count }) => count))).toEqual(report.total);
      const counted = Object.values(report.total).reduce((a, b) => a + b, 0);
      expect(counted).toBe(rows.filter(({ status }) => status !== 'withdrawn').length);
      expect(report.overdue.length).toBe(report.total.openOverdue);
      expect(report.doneLate.length).toBe(report.total.doneLate);
      expect(report.overdueRatePercent).toBeGreaterThanOrEqual(0);
      expect(report.overdueRatePercent).toBeLessThanOrEqual(100);
      const days = report.overdue.map(({ daysLate }) => daysLate);
      expect(days).toEqual([...days].sort((a, b) => b - a));
      expect(days.every((late) => late > 0)).toBe(true);
    }),
  );
});

function sum(counts: FourWayCount[]): FourWayCount {
  const total: FourWayCount = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0, undated: 0 };
  for (const count of counts) for (const key of Object.keys(total) as (keyof FourWayCount)[]) total[key] += count[key];
  return total;
}
