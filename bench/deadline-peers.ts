// The deadline language beside chrono-node's Vietnamese parser on the same expressions: node --import tsx bench/deadline-peers.ts
// chrono knows one moment a match, so it is asked only for the set of dates, the easiest of the figures.
import { readFileSync } from 'node:fs';
import * as chrono from 'chrono-node';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

type Answer = {
  text: string;
  planYear: number | null;
  expect: { due: string[] }[];
  alternatives?: { expect: { due: string[] }[] }[];
};

const answers = readFileSync(new URL('../tests/fixtures/deadlines.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Answer);

const setOf = (dates: readonly string[]) => [...new Set(dates)].sort().join(' ');

/** The days that chrono finds, from 1 January of the plan year on; the end of an interval where it gives one. */
function chronoDates({ text, planYear }: Answer): string[] {
  const vietnamese = (
    chrono as unknown as { vi: { parse(text: string, reference: Date, options: object): chrono.ParsedResult[] } }
  ).vi;
  const reference = new Date(Date.UTC(planYear ?? 2026, 0, 1, 5));
  return vietnamese.parse(text, reference, { forwardDate: true }).map((result) => {
    const at = result.end ?? result.start;
    const part = (name: 'year' | 'month' | 'day') => String(at.get(name) ?? 1);
    return `${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
  });
}

function score(datesOf: (answer: Answer) => string[]) {
  let right = 0;
  let rightWithDates = 0;
  let withDates = 0;
  for (const answer of answers) {
    const accepted = [answer, ...(answer.alternatives ?? [])].map((one) =>
      setOf(one.expect.flatMap((entry) => entry.due)),
    );
    const isRight = accepted.includes(setOf(datesOf(answer)));
    const hasDates = accepted[0] !== '';
    if (isRight) right++;
    if (hasDates) withDates++;
    if (isRight && hasDates) rightWithDates++;
  }
  const percent = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`;
  return { all: percent(right, answers.length), 'where a date is due': percent(rightWithDates, withDates) };
}

console.table({
  'chrono-node vi': score(chronoDates),
  dondoc: score(({ text, planYear }) => readDeadline({ text, planYear }).deadlines.flatMap((one) => one.due)),
});
