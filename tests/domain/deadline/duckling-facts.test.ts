import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { day } from '../../support/moments.ts';

type Fact = { phrase: string; grain: string; value: string; until?: string; leftOut?: string };
const { referenceDay, facts } = JSON.parse(
  readFileSync(new URL('../../fixtures/deadlines-duckling-vi.json', import.meta.url), 'utf8'),
) as { referenceDay: string; facts: Fact[] };

const spans = new Set(['week', 'month', 'quarter', 'year']);

/** The day that Duckling gives: the beginning of a span, the day of a moment. */
function dayOf({ phrase, grain }: Fact): string | null {
  const [first] = readDeadline({ text: phrase, planYear: 2017, issuedOn: day(referenceDay) }).deadlines;
  return (spans.has(grain) ? first?.opens : first?.due[0]) ?? null;
}

describe('the Vietnamese time phrases collected by Duckling', () => {
  const read = facts.filter((fact) => fact.leftOut === undefined);

  it('are read as the same days wherever an office could write them', () => {
    expect(read.length).toBeGreaterThanOrEqual(90);
    expect(read.filter((fact) => dayOf(fact) !== fact.value.slice(0, 10)).map((fact) => fact.phrase)).toEqual([]);
  });

  it('are never read as a certain date when they are left out', () => {
    const left = facts.filter((fact) => fact.leftOut !== undefined);
    const sure = left.filter((fact) => {
      const reading = readDeadline({ text: fact.phrase, planYear: 2017, issuedOn: day(referenceDay) });
      return reading.sure && reading.deadlines.some((one) => one.due.length > 0);
    });
    expect(sure.map((fact) => fact.phrase)).toEqual([]);
  });
});
