// Time texts as they stand in decisions, plans, directives, laws and conclusions, answered from the conventions before the reader saw them, and the kinds of fault that sentences of real documents showed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { OFFICIAL_CALENDAR } from '../../support/builders.ts';

type Dates = { recur: string | null; opens: string | null; due: string[] };
type DocumentText = {
  group: string;
  text: string;
  planYear: number;
  issuedOn?: LocalDate;
  /** must = nothing settles it, may = a person is asked although the dates are right. */
  ask?: 'must' | 'may';
  /** Left out: only the dates count. */
  kind?: string[];
  expect?: Dates[][];
};

const texts = readFileSync(new URL('../../fixtures/deadline-documents.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as DocumentText);
const read = ({ text, planYear, issuedOn }: DocumentText) =>
  readDeadline({ text, planYear, issuedOn: issuedOn ?? null, calendar: OFFICIAL_CALENDAR });
const shape = (entries: readonly Dates[]) =>
  entries.map(({ recur, opens, due }) => [recur ?? '', opens ?? '', ...[...due].sort()].join(' ')).sort();
const dates = (entries: readonly Dates[]) => [...new Set(entries.flatMap((one) => one.due))].sort();

describe.each([...new Set(texts.map((one) => one.group))])('texts of %s', (group) => {
  const own = texts.filter((one) => one.group === group);

  it('give the dates of one of the readings that the conventions allow', () => {
    for (const one of own)
      if (one.expect !== undefined) expect(one.expect.map(dates), one.text).toContainEqual(dates(read(one).deadlines));
  });

  it('give its kind, rhythm and opening date as well', () => {
    for (const one of own) {
      if (one.expect === undefined || one.kind === undefined) continue;
      const { kind, deadlines } = read(one);
      expect(one.kind, one.text).toContain(kind);
      expect(one.expect.map(shape), one.text).toContainEqual(shape(deadlines));
    }
  });

  it('are read without asking, but for those that nothing settles', () => {
    for (const one of own) {
      if (one.ask === 'may') continue;
      const { sure, why } = read(one);
      expect({ text: one.text, sure, why }).toEqual({ text: one.text, sure: one.ask !== 'must', why });
    }
  });
});
