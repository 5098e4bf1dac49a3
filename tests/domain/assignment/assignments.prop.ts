import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAssignments } from '#domain/assignment/build-assignments.ts';
import { readRows } from '#domain/journey.ts';
import { aPlan, aRoster, OFFICIAL_CALENDAR } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const row = fc.record({
  code: fc.constantFrom(null, '1', '2', '1.1', '1(2)', 'a/b'),
  field: fc.constantFrom(null, 'I', 'II'),
  leads: fc.array(fc.constantFrom('Phòng A', 'Phòng B', 'Phòng Nội vụ', 'UBND các xã', 'phòng A'), {
    minLength: 1,
    maxLength: 4,
  }),
  deadlineText: fc.constantFrom(
    null,
    'Quý I',
    'Hàng quý',
    'Hàng tháng',
    'Thường xuyên',
    'Khi có yêu cầu',
    'Tháng 11/2025',
    'Theo tiến độ dự án',
    'Trước ngày 15/11',
    'Báo cáo 6 tháng trước 10/6; báo cáo năm trước 10/12',
  ),
});

test('keys are unique in a plan, every row has work, and natures agree with dates', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const { assignments } = buildAssignments({
        rows: readRows({ plan: aPlan(rows), decided: new Map(), calendar: OFFICIAL_CALENDAR }),
        roster: aRoster(),
        calendar: OFFICIAL_CALENDAR,
        isKnown: true,
        firstDay: day('2026-01-01'),
        asOfDate: day('2026-01-05'),
      });
      expect(new Set(assignments.map(({ key }) => key)).size).toBe(assignments.length);
      expect([...new Set(assignments.map(({ rowIndex }) => rowIndex))]).toEqual(rows.map((_, index) => index));
      for (const { nature, due, dueWorking } of assignments) {
        expect(due !== null).toBe(nature === 'dated' || nature === 'past');
        expect(dueWorking !== null).toBe(due !== null);
        if (due !== null && dueWorking !== null) expect(dueWorking >= due).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
