// The dates of repeating rules against an independent RFC 5545 implementation, through the RRULE that we print.
import * as fc from 'fast-check';
import rruleModule from 'rrule';
import { describe, expect, it } from 'vitest';
import type { TimeRule } from '#contracts/deadline.ts';
import { datesOfRule } from '#domain/deadline/dates/rule-dates.ts';
import { printRrule } from '#domain/deadline/words/print-rrule.ts';
import { printRule } from '#domain/deadline/words/print-rule.ts';
import { arbitraryTime } from './arbitrary-rule.ts';

const { RRule } = rruleModule;

function fromRrule(text: string, year: number): string[] {
  const rule = new RRule({ ...RRule.parseString(text), dtstart: new Date(Date.UTC(year - 2, 0, 1)) });
  return rule
    .between(new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year, 11, 31)), true)
    .map((one) => one.toISOString().slice(0, 10));
}

/** Three plan years together, so that an occurrence that falls into the next year is counted where it falls. */
function ours(time: TimeRule, year: number): string[] {
  const due = [year - 2, year - 1, year, year + 1].flatMap((planYear) =>
    datesOfRule({ parts: [{ label: null, times: [time] }] }, { planYear }).deadlines.flatMap((one) => one.due),
  );
  return [...new Set(due)].filter((date) => date.startsWith(String(year))).sort();
}

describe('a repeating rule that RRULE can say', () => {
  it('gives the same days as the rrule library, year after year', () => {
    let compared = 0;
    fc.assert(
      fc.property(arbitraryTime, fc.integer({ min: 2021, max: 2032 }), (time, year) => {
        if (time.type !== 'repeat' || time.every === 'daily') return;
        const free = { ...time, during: null };
        const text = printRrule(free);
        if (text === null) return;
        compared++;
        expect(fromRrule(text, year), `${printRule({ parts: [{ label: null, times: [free] }] })} = ${text}`).toEqual(
          ours(free, year),
        );
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(200);
  }, 60_000);

  it('is not printed as an RRULE when RRULE would only nearly say it', () => {
    const monthly = (until: object): TimeRule =>
      ({
        type: 'repeat',
        every: 'monthly',
        interval: 1,
        only: null,
        during: null,
        windows: [{ from: null, bound: 'by', until, clock: null }],
      }) as TimeRule;
    const month = { nth: -1, shift: 0 };
    expect(printRrule(monthly({ at: 'day', day: { workingDay: -1 }, month, year: { plan: 0 } }))).toBeNull();
    expect(printRrule(monthly({ at: 'day', day: 15, month, year: { plan: 0 } }))).toBe('FREQ=MONTHLY;BYMONTHDAY=15');
  });
});
