// Phrasings as plans, dispatches and report regimes write them, with the answer worked out by hand from the conventions before the reader saw them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

type Dates = { recur: string | null; opens: string | null; due: string[] };
type Phrasing = { group: string; text: string; planYear: number | null } & (
  | { ask: true }
  | { ask?: never; kind: string[]; expect: Dates[][] }
);

const phrasings = readFileSync(new URL('../../fixtures/deadline-phrasings.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Phrasing);
const shape = (entries: readonly Dates[]) =>
  entries.map(({ recur, opens, due }) => [recur ?? '', opens ?? '', ...[...due].sort()].join(' ')).sort();
const dates = (entries: readonly Dates[]) => [...new Set(entries.flatMap((one) => one.due))].sort();

describe.each([...new Set(phrasings.map((one) => one.group))])('phrasings of the kind "%s"', (group) => {
  const own = phrasings.filter((one) => one.group === group);

  it('give the dates of one of the readings that the conventions allow', () => {
    for (const one of own) {
      if (one.ask) continue;
      const reading = readDeadline({ text: one.text, planYear: one.planYear });
      expect(one.expect.map(dates), one.text).toContainEqual(dates(reading.deadlines));
    }
  });

  it('give its kind, rhythm and opening date as well, nearly always', () => {
    const answered = own.flatMap((one) => (one.ask ? [] : [one]));
    const full = answered.filter(({ text, planYear, kind, expect: readings }) => {
      const reading = readDeadline({ text, planYear });
      const found = JSON.stringify(shape(reading.deadlines));
      return kind.includes(reading.kind) && readings.some((one) => JSON.stringify(shape(one)) === found);
    });
    expect(full.length).toBeGreaterThanOrEqual(Math.floor(answered.length * 0.95));
  });

  it('are left to a person where no convention settles them', () => {
    for (const one of own)
      if (one.ask) expect(readDeadline({ text: one.text, planYear: one.planYear }).sure, one.text).toBe(false);
  });
});
