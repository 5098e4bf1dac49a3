// The overdue audit as Word and Excel, as the buttons of the report page fetch it.
import { read, utils } from '@e965/xlsx';
import mammoth from 'mammoth';
import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { aPlan, aRoster } from '../support/builders.ts';
import { furnish, publishedPlan } from '../support/store.ts';

const api = ownApi();

beforeAll(async () => {
  await furnish(api.context.database, aRoster());
  const { planId } = await publishedPlan(api.context.database, aPlan([{ title: 'Việc trễ', deadlineText: 'Quý I' }]));
  await api.context.engine.publish(planId);
  api.at('2026-07-15 09:00');
});

const fetchFile = (query: string) => api.inject({ method: 'GET', url: `/api/reports/overdue/file?${query}` });

test('the Word file names what is overdue on the data date', async () => {
  const answer = await fetchFile('format=docx&dataDate=2026-04-10');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toBe('attachment; filename="bao-cao-qua-han-2026-04-10.docx"');
  const { value } = await mammoth.extractRawText({ buffer: answer.rawPayload });
  expect(value).toContain('Việc trễ');
  expect(value).toContain('ngày 10 tháng 4 năm 2026');
});

test('the Excel file has the same figure as the report', async () => {
  const answer = await fetchFile('format=xlsx');
  const book = read(answer.rawPayload);
  const cells = book.SheetNames.flatMap((name) =>
    utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 }),
  ).flat();
  const { body } = await api.get('/api/reports/overdue');
  expect(cells).toContain('Việc trễ');
  expect(cells).toContain(body.overdue[0].daysLate);
});

test.each(['', 'format=pdf', 'format=docx&dataDate=hom-qua'])('«%s» is refused as a problem', async (query) => {
  const answer = await fetchFile(query);
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
});
