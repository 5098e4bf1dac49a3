import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ParsedPlan } from '#contracts/plan.ts';
import { readDocument } from '#documents/read-document.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';

const folder = new URL('../../fixtures/plans/', import.meta.url);

const plans = new Map<string, Promise<ParsedPlan>>();

function read(file: string): Promise<ParsedPlan> {
  const plan = plans.get(file) ?? readFixture(file);
  plans.set(file, plan);
  return plan;
}

async function readFixture(file: string): Promise<ParsedPlan> {
  const outcome = await readDocument(readFileSync(new URL(file, folder)), file);
  if (!outcome.ok) throw new Error(outcome.issues.map((issue) => issue.message).join('\n'));
  return parsePlan(outcome.document);
}

type Answer = Pick<ParsedPlan, 'fields' | 'rows'>;

function answerOf(name: string): Answer {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

const cells = ({ rows }: Answer) =>
  rows.map(({ field, task, activity, products, leads, coordinators, deadlineText, funding }) => ({
    field,
    task,
    activity,
    products,
    leads,
    coordinators,
    deadlineText,
    funding,
  }));

describe.each(['tu-ky-2023', 'hoang-hoa-2023', 'duc-tho-2024'])('the plan %s', (name) => {
  it.each(['docx', 'xlsx'])('reads from %s as a person read it, row by row', async (form) => {
    const plan = await read(`${name}.${form}`);
    const answer = answerOf(name);
    expect(cells(plan)).toEqual(cells(answer));
    expect(plan.fields).toEqual(answer.fields.map(({ code, title }) => ({ code, title })));
    expect(ParsedPlan.safeParse(plan).success).toBe(true);
    expect(plan.issues).toEqual([]);
  });

  it('says the same from Word and from Excel', async () => {
    const [word, excel] = await Promise.all([read(`${name}.docx`), read(`${name}.xlsx`)]);
    const withoutPlace = (plan: ParsedPlan) => plan.rows.map((row) => ({ ...row, place: null }));
    expect(withoutPlace(word)).toEqual(withoutPlace(excel));
    expect(word.plan).toEqual(excel.plan);
  });
});

describe('what a plan says about itself', () => {
  it('takes title, issuer and year from the lines above the table', async () => {
    expect((await read('tu-ky-2023.docx')).plan).toEqual({
      title: 'KHUNG KẾ HOẠCH THỰC HIỆN CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC NĂM 2023',
      issuer: 'Uỷ ban nhân dân huyện Tứ Kỳ',
      yearFrom: 2023,
      yearTo: 2023,
      issuedOn: null,
      yearEvidence: [
        { source: 'title', says: 'years', words: 'tên kế hoạch ghi «NĂM 2023»', yearFrom: 2023, yearTo: 2023 },
      ],
    });
    expect((await read('duc-tho-2024.xlsx')).plan.issuer).toBe('Chủ tịch Ủy ban nhân dân huyện Đức Thọ');
  });

  it('takes the year from the annexes when the file has no title', async () => {
    expect((await read('hoang-hoa-2023.xlsx')).plan).toEqual({
      title: null,
      issuer: null,
      yearFrom: 2023,
      yearTo: 2023,
      issuedOn: null,
      yearEvidence: [{ source: 'annex', says: 'years', words: 'phụ lục ghi «năm 2023»', yearFrom: 2023, yearTo: 2023 }],
    });
  });
});

describe('a file that lost its merged cells (duc-tho-2024-flat.csv: the office’s own text, page breaks and all)', () => {
  it('reads the same rows, joins what the page breaks tore, and tells which blanks it filled', async () => {
    const plan = await read('duc-tho-2024-flat.csv');
    const answer = answerOf('duc-tho-2024');
    expect(plan.rows.map((row) => [row.field, row.leads, row.deadlineText?.toLowerCase()])).toEqual(
      answer.rows.map((row) => [row.field, row.leads, row.deadlineText?.toLowerCase()]),
    );
    expect(plan.issues.map((issue) => [issue.code, issue.place?.row])).toEqual([
      ['cell-taken-from-above', 9],
      ['cell-taken-from-above', 57],
    ]);
  });
});
