// The process that reads files: what kills it costs the file that did, and no other.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { READER_LIMITS } from '#documents/limits.ts';
import { createPlanReader, type PlanReader } from '#documents/plan-reader/plan-reader.ts';
import { aWordFile, HEADER_ROW, wordRow } from '../support/made-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-reader-'));
let reader: PlanReader | undefined;
afterEach(() => reader?.close());
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const SMALL = 'STT;Nội dung công việc;Cơ quan chủ trì;Thời gian hoàn thành\n1;Báo cáo;Phòng Nội vụ;Quý I/2026\n';

async function readSmall(from: PlanReader): Promise<number> {
  const plan = await from.read(fileOf('nho.csv', SMALL), 'nho.csv');
  return plan === 'busy' ? -1 : plan.rows.length;
}

describe('a reading process', () => {
  it('gives the plan of a file, one file after the other from the same process', async () => {
    reader = createPlanReader();
    expect(await readSmall(reader)).toBe(1);
    expect(await readSmall(reader)).toBe(1);
  });

  it.each([
    ['by the clock', { patienceSeconds: 1 }, 'reading-too-long', 'quá 1 giây'],
    ['of the processor', { seconds: 0.2 }, 'reading-too-long', 'giây để đọc'],
    ['of memory, in buffers too', { memoryMegabytes: 250 }, 'reading-too-large', 'quá 250 MB'],
    ['of memory, on the heap', { heapMegabytes: 120 }, 'reading-too-large', 'MB bộ nhớ'],
  ])(
    'that takes too much %s is killed, the limit is named, and the next file is read',
    async (_, limit, code, words) => {
      reader = createPlanReader({ limits: { ...READER_LIMITS, ...limit } });
      const rows = Array.from({ length: 4_900 }, (_, row) =>
        wordRow(String(row), 'Việc '.repeat(60), 'x', 'Phòng A', '', 'Quý I'),
      );
      const path = fileOf('lau.docx', aWordFile(`<w:tbl>${HEADER_ROW}${rows.join('')}</w:tbl>`));
      const plan = await reader.read(path, 'lau.docx');
      expect(plan).toMatchObject({ rows: [], issues: [{ code, message: expect.stringContaining(words) }] });
      expect(await readSmall(reader)).toBe(1);
    },
  );

  it('that dies is replaced: every file in line gets an answer', async () => {
    const failures: string[] = [];
    reader = createPlanReader({ onFailure: (message) => failures.push(message) });
    const missing = reader.read(join(folder, 'khong-co.csv'), 'khong-co.csv');
    const after = readSmall(reader);
    expect(await missing).toMatchObject({ rows: [], issues: [{ code: 'reading-failed' }] });
    expect(await after).toBe(1);
    expect(failures).toHaveLength(1);
  });

  it('is no place to wait without end: too many files in line are told so at once', async () => {
    reader = createPlanReader({ waitingMax: 2 });
    const answers = await Promise.all([readSmall(reader), readSmall(reader), readSmall(reader)]);
    expect(answers).toEqual([1, 1, -1]);
  });

  it('that no turn comes to in time says so, and the line goes on', async () => {
    reader = createPlanReader({ waitMs: 1 });
    const first = readSmall(reader);
    expect(await readSmall(reader)).toBe(-1);
    expect(await first).toBe(1);
    expect(await readSmall(reader)).toBe(1);
  });
});
