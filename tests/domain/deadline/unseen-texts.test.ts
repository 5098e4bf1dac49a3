// Texts that were answered from the conventions alone before the reader was looked at; what held then is held now.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

type Expected = { due: string[] };
type UnseenText = {
  text: string;
  planYear: number | null;
  planYears?: [number, number];
  issuedOn?: string;
  expect: Expected[];
  alternatives?: { expect: Expected[] }[];
  mustAsk?: true;
};

const FROM_DOCUMENTS = ['unseen-documents', 'unseen-documents-after'];
const texts = ['unseen', 'unseen-after', ...FROM_DOCUMENTS].flatMap((folder) =>
  readFileSync(new URL(`../../fixtures/${folder}/time-texts.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ folder, ...(JSON.parse(line) as UnseenText) })),
);
const datesOf = (entries: readonly Expected[]) => [...new Set(entries.flatMap(({ due }) => due))].sort().join(' ');
const readings = texts.map((one) => {
  const { folder, text, planYear, planYears, issuedOn } = one;
  const reading = readDeadline({
    text,
    planYear,
    ...(planYears ? { planYears } : {}),
    ...(issuedOn ? { issuedOn: issuedOn as never } : {}),
  });
  const answers = [one.expect, ...(one.alternatives ?? []).map((other) => other.expect)].map(datesOf);
  return {
    folder,
    text,
    reading,
    isRight: answers.includes(datesOf(reading.deadlines)),
    mustAsk: one.mustAsk === true,
  };
});

it('none is sure and wrong, and what nothing settles is asked', () => {
  const wrong = readings.filter(({ reading, isRight, mustAsk }) => reading.sure && (!isRight || mustAsk));
  expect(wrong.map(({ text }) => text)).toEqual([]);
});

it('the dates of more than nine in ten are right', () => {
  expect(readings.filter(({ isRight }) => isRight).length / readings.length).toBeGreaterThanOrEqual(0.93);
});

it('a person is asked about no more than fifteen in a hundred texts of documents', () => {
  for (const folder of FROM_DOCUMENTS) {
    const own = readings.filter((one) => one.folder === folder);
    expect(own.filter(({ reading }) => reading.sure).length / own.length, folder).toBeGreaterThanOrEqual(0.85);
  }
});
