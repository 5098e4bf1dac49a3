// The thread that writes files: what it writes is what the writers write, in turn, and nothing that happens to it is felt by the next file.
import { read } from '@e965/xlsx';
import mammoth from 'mammoth';
import { afterEach, expect, test } from 'vitest';
import { createFileWriter, type FileWriter } from '#documents/file-writer/file-writer.ts';
import { UNSIGNED } from '#documents/overdue-report-options.ts';
import { writeOverdueReport } from '#documents/write-overdue-report.ts';
import { overdueReportOf, ROWS } from './overdue-report-fixture.ts';

const writers: FileWriter[] = [];
const writer = (options?: { deadlineMs: number }) => {
  const made = createFileWriter(options);
  writers.push(made);
  return made;
};
afterEach(async () => {
  for (const made of writers.splice(0)) await made.close();
});

const REPORT = overdueReportOf(ROWS);
const textOf = async (bytes: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;

test('a file of the thread says what one that is written here says', async () => {
  const { write } = writer();
  const [docx, xlsx] = await Promise.all([
    write('docx', async () => REPORT),
    write('xlsx', async () => structuredClone(REPORT)),
  ]);
  expect(docx.report).toBe(REPORT);
  expect(await textOf(docx.bytes)).toBe(await textOf(await writeOverdueReport(REPORT, UNSIGNED)));
  expect(read(xlsx.bytes).SheetNames).toContain('Quá hạn');
});

test('figures are loaded when it is their turn, and a refusal is the matter of who asked', async () => {
  const { write } = writer();
  const turns: string[] = [];
  const load = (name: string) => async () => {
    turns.push(name);
    return REPORT;
  };
  const first = write('docx', load('một')).then(() => turns.push('một xong'));
  const refused = write('docx', async () => {
    throw new Error('không có kế hoạch');
  });
  const last = write('docx', load('ba'));
  await expect(refused).rejects.toThrow('không có kế hoạch');
  await Promise.all([first, last]);
  expect(turns).toEqual(['một', 'một xong', 'ba']);
});

test('a file that takes too long is refused, and the next one finds a whole thread', async () => {
  const { write } = writer({ deadlineMs: 1 });
  await expect(write('docx', async () => REPORT)).rejects.toThrow(/longer than/);
  const whole = writer();
  const broken = { ...REPORT, byAgency: null } as unknown as typeof REPORT;
  await expect(whole.write('docx', async () => broken)).rejects.toThrow(/not written/);
  expect((await whole.write('docx', async () => REPORT)).bytes.length).toBeGreaterThan(1_000);
});
