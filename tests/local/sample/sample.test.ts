import { describe, expect, test } from 'vitest';
import type { AssignmentRow } from '#contracts/assignment.ts';
import { pastOf } from '#local/sample/past-of.ts';
import { rollPlan, sampleYear } from '#local/sample/roll-plan.ts';
import { day } from '../../support/moments.ts';
import { smallPlan } from '../../support/small-plan.ts';

describe('the sample', () => {
  test('moves each year of the plan, and no number of a decree', () => {
    const title = 'Thực hiện Nghị định số 62/2020/NĐ-CP năm 2023, giai đoạn 2022-2025';
    const rolled = rollPlan(
      smallPlan(2023, [{ title, lead: 'Phòng Nội vụ', deadline: 'Quý IV/2023 - Quý I/2024' }]),
      2026,
    );
    expect(rolled.plan.yearFrom).toBe(2026);
    expect(rolled.rows[0]?.activity.title).toBe('Thực hiện Nghị định số 62/2020/NĐ-CP năm 2026, giai đoạn 2025-2028');
    expect(rolled.rows[0]?.deadlineText).toBe('Quý IV/2026 - Quý I/2027');
  });

  test('has overdue work on every day of a year', () => {
    // The first quarter's work is ten working days late by 20 April at the latest; before that last year's plan is shown.
    expect(sampleYear('2026-11-21')).toBe(2026);
    expect(sampleYear('2027-01-10')).toBe(2026);
    expect(sampleYear('2027-04-20')).toBe(2026);
    expect(sampleYear('2027-04-27')).toBe(2027);
  });

  test('gives no command in the future and ends each life in an order that people could have given', () => {
    const today = day('2026-11-21');
    for (const dueWorking of [null, '2026-03-31', '2026-11-20', '2026-12-31'])
      for (let turn = 0; turn < 12; turn++) {
        const commands = pastOf({ dueWorking } as AssignmentRow, turn, today).map(({ command }) => command);
        for (const { occurredOn } of commands) expect(occurredOn === undefined || occurredOn <= today).toBe(true);
        expect(commands.map(({ command }) => command).join(' ')).toMatch(
          /^(acknowledge( report( (verify|return))?)?)?$/,
        );
      }
  });
});
