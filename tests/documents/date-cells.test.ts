import { type CellObject, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readPlan } from '#documents/read-plan.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

const JUNE_30 = 46_203;
const JUNE_5 = 46_178;

/** What a plan says whose column of times holds these cells, and how it is read. */
async function read(cells: CellObject[], { date1904 = false } = {}) {
  const sheet = utils.aoa_to_sheet([
    ['KẾ HOẠCH NĂM 2026'],
    ['STT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Thời gian hoàn thành'],
    ...cells.map((_, at) => [at + 1, `Việc thứ ${at + 1} phải làm`, 'Sở Tư pháp']),
  ]);
  for (const [at, cell] of cells.entries()) sheet[`D${at + 3}`] = cell;
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Kế hoạch');
  book.Workbook = { WBProps: { date1904 } };
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }));
  const { rows } = await readPlan(bytes, 'ke-hoach.xlsx');
  expect(rows).toHaveLength(cells.length);
  return rows.map(({ deadlineText }) => {
    const reading = readDeadline({ text: deadlineText ?? '', planYear: 2026 });
    return { text: deadlineText, due: reading.deadlines.flatMap(({ due }) => due), sure: reading.sure };
  });
}

const serial = (v: number, z: string): CellObject => ({ t: 'n', v, z });
const typed = (v: string): CellObject => ({ t: 's', v });

describe('a cell that Excel keeps as a date means what it shows', () => {
  it.each([
    ['dd/mm/yyyy', JUNE_30, '2026-06-30'],
    ['m/d/yy', JUNE_5, '2026-06-05'],
    ['m/d/yyyy', JUNE_5, '2026-06-05'],
    ['[$-409]mmmm d, yyyy;@', JUNE_5, '2026-06-05'],
    ['[$-42A]dd mmmm yyyy', JUNE_5, '2026-06-05'],
    ['d-mmm-yy', JUNE_30, '2026-06-30'],
    ['yyyy-mm-dd', JUNE_5, '2026-06-05'],
    ['dd/mm/yyyy hh:mm', JUNE_30 + 0.5, '2026-06-30'],
    ['m/d/yy h:mm', JUNE_5 + 0.25, '2026-06-05'],
    ['dddd, dd/mm/yyyy', JUNE_30, '2026-06-30'],
    ['d/m', JUNE_30, '2026-06-30'],
    ['"Ngày "d/m/yyyy', JUNE_5, '2026-06-05'],
    ['"Ngày "m/d/yyyy', JUNE_5, '2026-06-05'],
    ['"ngày "dd" tháng "mm" năm "yyyy', JUNE_5, '2026-06-05'],
    ['"Trước ngày "dd/mm/yyyy', JUNE_30, '2026-06-29'],
    ['mm/yyyy', JUNE_5, '2026-06-30'],
    ['mmm-yy', JUNE_5, '2026-06-30'],
    ['mmmm yyyy', 46_174, '2026-06-30'],
    ['"Tháng "m/yyyy', 46_174, '2026-06-30'],
    ['"Tháng "mm" năm "yyyy', JUNE_5, '2026-06-30'],
    ['\\T\\h\\á\\n\\g\\ m/yyyy', JUNE_5, '2026-06-30'],
    ['yyyy', 46_023, '2026-12-31'],
    ['"Năm "yyyy', JUNE_5, '2026-12-31'],
    ['"Quý II/"yyyy', JUNE_5, '2026-06-30'],
  ])('%s', async (format, value, due) => {
    expect(await read([serial(value, format)])).toMatchObject([{ due: [due], sure: true }]);
  });

  it('as the words of its format say it', async () => {
    const [month, year, named] = await read([
      serial(46_174, '"Tháng "m/yyyy'),
      serial(46_174, 'yyyy'),
      serial(JUNE_5, '"Trước ngày "m/d/yyyy'),
    ]);
    expect([month?.text, year?.text, named?.text]).toEqual(['Tháng 6/2026', '2026', 'Trước ngày 05/06/2026']);
  });

  it('in a workbook that counts from 1904', async () => {
    expect(await read([serial(JUNE_30 - 1462, 'dd/mm/yyyy')], { date1904: true })).toMatchObject([
      { due: ['2026-06-30'] },
    ]);
  });

  it('and is never asked about, whatever texts stand beside it', async () => {
    const [cell] = await read([serial(JUNE_5, 'm/d/yyyy'), typed('6/30/2026')]);
    expect(cell).toEqual({ text: '05/06/2026', due: ['2026-06-05'], sure: true });
  });

  it('but shows no date where its format shows only the day: the month was not meant', async () => {
    const [cell] = await read([serial(JUNE_5, 'd')]);
    expect(cell).toMatchObject({ text: '5', sure: false });
  });
});

describe('a date that was typed as text', () => {
  it.each(['30-Jun-2026', '30-June-26', 'June 30, 2026', 'Jun 30 2026', '30th June 2026', '2026-06-30', '2026/6/30'])(
    '«%s»',
    async (text) => {
      expect(await read([typed(text)])).toMatchObject([{ due: ['2026-06-30'], sure: true }]);
    },
  );

  it.each(['6/30/2026', '6/30/2026 12:00:00 AM', '2026-06-30T00:00:00', '30/06/2026 00:00:00', '46203', '30.06.2026'])(
    '«%s»',
    async (text) => {
      expect(await read([typed(text)])).toMatchObject([{ due: ['2026-06-30'], sure: true }]);
    },
  );

  it('is asked about with both of its days when nothing in its column tells the order', async () => {
    const [cell] = await read([typed('6/5/2026')]);
    expect(cell).toEqual({ text: '6/5/2026 hoặc 5/6/2026', due: ['2026-05-06', '2026-06-05'], sure: false });
  });

  it('is asked about beside dates that are written month first', async () => {
    const [open, american] = await read([typed('6/5/2026'), typed('6/30/2026')]);
    expect(open?.sure).toBe(false);
    expect(american).toMatchObject({ due: ['2026-06-30'], sure: true });
  });

  it('is day first beside dates that can be nothing else', async () => {
    const [cell] = await read([typed('6/5/2026'), typed('30/6/2026')]);
    expect(cell).toMatchObject({ due: ['2026-05-06'], sure: true });
  });

  it('is day first beside words with such a date, and asked about beside words with none', async () => {
    const cells = await read([typed('10/02/2026'), typed('Từ 15/3 đến 15/4/2026')]);
    expect(cells[0]).toMatchObject({ due: ['2026-02-10'], sure: true });
    expect((await read([typed('10/02/2026'), typed('Trước 10/3')]))[0]?.sure).toBe(false);
  });

  it('is not asked about when both orders give the same day, or words stand before it', async () => {
    const cells = await read([typed('6/6/2026'), typed('Trước ngày 6/5/2026')]);
    expect(cells).toMatchObject([
      { due: ['2026-06-06'], sure: true },
      { due: ['2026-05-05'], sure: true },
    ]);
  });
});
