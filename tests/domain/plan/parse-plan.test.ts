import { describe, expect, it } from 'vitest';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { makeDocument, type TestCell } from './make-document.ts';

const HEADER: TestCell[] = ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành'];
const wide = (text: string): TestCell => ({ text, across: 5 });
const read = (...rows: TestCell[][]) => parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', [HEADER, ...rows]));
const brief = (plan: ReturnType<typeof parsePlan>) =>
  plan.rows.map((row) => [
    row.field,
    row.task?.title ?? null,
    row.activity.title,
    row.leads.join('; '),
    row.deadlineText,
  ]);

describe('headers', () => {
  it('are found below a letterhead and a title, over two rows, in any order and spelling', () => {
    const plan = parsePlan(
      makeDocument([
        [
          { text: 'UBND XÃ CÔNG HẢI', across: 3 },
          { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', across: 4 },
        ],
        [{ text: 'KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2026', across: 7 }],
        [
          { text: 'Thời hạn', down: 2 },
          { text: 'SỐ TT', down: 2 },
          { text: '2. NHIEM VU', down: 2 },
          { text: 'Cơ quan thực hiện', across: 2 },
          { text: 'Kết quả,\nsản phẩm', down: 2 },
          { text: 'Ghi chú', down: 2 },
        ],
        ['Phối hợp', 'Chủ\ntrì'],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
        ['Quý I', '1', 'Rà soát', 'Các phòng', 'Phòng Kinh tế', 'Báo cáo', ''],
      ]),
    );
    expect(plan.rows).toHaveLength(1);
    expect(plan.rows[0]).toMatchObject({
      stt: '1',
      activity: { title: 'Rà soát' },
      leads: ['Phòng Kinh tế'],
      coordinators: ['Các phòng'],
      products: ['Báo cáo'],
      deadlineText: 'Quý I',
      place: { table: 1, row: 6 },
    });
    expect(plan.plan).toMatchObject({ issuer: 'UBND XÃ CÔNG HẢI', yearFrom: 2026, yearTo: 2026 });
  });

  it('are found over two rows even when a CSV has lost their merges', () => {
    const plan = parsePlan(
      makeDocument([
        ['TT', 'Nội dung', 'Cơ quan thực hiện', '', 'Thời gian'],
        ['', '', 'Chủ trì', 'Phối hợp', ''],
        ['1', 'Việc A', 'Phòng A', 'Phòng B', 'Quý I'],
      ]),
    );
    expect(plan.rows).toHaveLength(1);
    expect(plan.rows[0]).toMatchObject({ leads: ['Phòng A'], coordinators: ['Phòng B'], place: { table: 1, row: 3 } });
  });

  it('that Word repeats on each page are not read as work', () => {
    const plan = read(['1', 'Việc A', 'Phòng A', '', 'Quý I'], HEADER, ['2', 'Việc B', 'Phòng A', '', 'Quý II']);
    expect(brief(plan).map((row) => row[2])).toEqual(['Việc A', 'Việc B']);
  });

  it('with a column per year give the ticked years as the time', () => {
    const plan = parsePlan(
      makeDocument('KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2021 - 2025', [
        [
          { text: 'STT', down: 2 },
          { text: 'Hoạt động', down: 2 },
          { text: 'Đơn vị thực hiện', down: 2 },
          { text: 'Thời gian thực hiện', across: 3 },
        ],
        ['2021', '2022', '2023'],
        ['1', 'Xây dựng', 'Công chức Tư pháp', 'x', '', 'x'],
        ['2', 'Rà soát', 'Công chức Tư pháp', { text: 'Hằng năm', across: 3 }],
      ]),
    );
    expect(plan.rows.map((row) => row.deadlineText)).toEqual(['Năm 2021, Năm 2023', 'Hằng năm']);
    expect(plan.plan).toMatchObject({ yearFrom: 2021, yearTo: 2025 });
  });

  it('name the title column by what stands beside it: Nhiệm vụ alone is the work, beside Hoạt động it is the task', () => {
    const alone = parsePlan(
      makeDocument([
        ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn'],
        ['1', 'A', 'Phòng X', 'Quý I'],
      ]),
    );
    const beside = parsePlan(
      makeDocument([
        ['TT', 'Nhiệm vụ', 'Hoạt động', 'Chủ trì', 'Thời hạn'],
        ['1', 'A', 'B', 'Phòng X', 'Quý I'],
      ]),
    );
    expect(alone.rows[0]).toMatchObject({ task: null, activity: { title: 'A' } });
    expect(beside.rows[0]).toMatchObject({ task: { title: 'A' }, activity: { title: 'B' } });
  });
});

describe('rows', () => {
  it('stand under the fields above them, merged or not, numbered I, A or not at all', () => {
    const merged = read(
      [wide('A. CHUNG')],
      [wide('I. Thể chế')],
      ['1', 'Việc A', 'Phòng A', '', 'Quý I'],
      [wide('B. RIÊNG')],
      ['1', 'Việc B', 'Phòng A', '', 'Quý I'],
    );
    expect(brief(merged).map((row) => row[0])).toEqual(['A.I', 'B']);
    const plain = read(
      ['I', 'Thể chế', '', '', ''],
      ['1', 'Việc A', 'Phòng A', '', 'Quý I'],
      ['II', 'Thủ tục', '', '', ''],
      ['2', 'Việc B', 'Phòng A', '', 'Quý I'],
    );
    expect(plain.fields).toEqual([
      { code: 'I', title: 'Thể chế' },
      { code: 'II', title: 'Thủ tục' },
    ]);
    expect(brief(plain).map((row) => row[0])).toEqual(['I', 'II']);
    const bare = read(['', 'CẢI CÁCH THỂ CHẾ', '', '', ''], ['1', 'Việc A', 'Phòng A', '', 'Quý I']);
    expect(bare.fields).toEqual([{ code: 'I', title: 'CẢI CÁCH THỂ CHẾ' }]);
  });

  it('stand under a part without a number, whose fields carry its order', () => {
    const plan = read([wide('PHẦN THỨ NHẤT')], ['I', 'Thể chế', '', '', ''], ['1', 'Việc A', 'Phòng A', '', 'Quý I']);
    expect(plan.fields.map((field) => field.code)).toEqual(['I', 'I.I']);
    expect(plan.rows[0]?.field).toBe('I.I');
  });

  it('stand under a field that names its own lead, which is not work to be done', () => {
    const plan = read(['II', 'CẢI CÁCH THỂ CHẾ', 'Phòng Tư pháp', '', ''], ['1', 'Việc A', 'Phòng A', '', 'Quý I']);
    expect(brief(plan)).toEqual([['II', null, 'Việc A', 'Phòng A', 'Quý I']]);
  });

  it('stand under the task that a numbered row without agency and time announces, until the numbering goes past it', () => {
    const plan = read(
      ['1', 'Tuyên truyền:', '', '', ''],
      ['1.1', 'Viết bài', 'Phòng A', '', 'Quý I'],
      ['', '- Phát thanh', 'Phòng B', '', 'Quý II'],
      ['2', 'Kiểm tra', 'Phòng A', '', 'Quý III'],
    );
    expect(brief(plan)).toEqual([
      [null, 'Tuyên truyền', 'Viết bài', 'Phòng A', 'Quý I'],
      [null, 'Tuyên truyền', 'Phát thanh', 'Phòng B', 'Quý II'],
      [null, null, 'Kiểm tra', 'Phòng A', 'Quý III'],
    ]);
  });

  it('each get what a merged cell says', () => {
    const plan = read(
      ['1', 'Việc A', { text: 'Phòng A', down: 2 }, '', { text: 'Quý I', down: 2 }],
      ['2', 'Việc B', 'Các phòng'],
    );
    expect(brief(plan)).toEqual([
      [null, null, 'Việc A', 'Phòng A', 'Quý I'],
      [null, null, 'Việc B', 'Phòng A', 'Quý I'],
    ]);
    expect(plan.rows[1]?.coordinators).toEqual(['Các phòng']);
    expect(plan.issues).toEqual([]);
  });

  it('torn by a page break become one again', () => {
    const plan = read(
      ['1', 'Xây dựng kế hoạch cải cách hành', 'Phòng', 'Các cơ', 'Quý'],
      ['', 'chính năm 2026', 'Nội vụ', 'quan liên quan', 'I/2026'],
      ['2', 'Kiểm tra', 'Phòng A', 'UBND các xã,', 'Quý II'],
      ['', '', '', 'thị trấn', ''],
    );
    expect(brief(plan)).toEqual([
      [null, null, 'Xây dựng kế hoạch cải cách hành chính năm 2026', 'Phòng Nội vụ', 'Quý I/2026'],
      [null, null, 'Kiểm tra', 'Phòng A', 'Quý II'],
    ]);
    expect(plan.rows.map((row) => row.coordinators)).toEqual([['Các cơ quan liên quan'], ['UBND các xã, thị trấn']]);
  });

  it('read "-nt-" and "như trên" as what the row above says', () => {
    const plan = read(['1', 'Việc A', 'Phòng A', '', 'Quý I'], ['2', 'Việc B', '-nt-', '', 'Như trên']);
    expect(brief(plan)[1]).toEqual([null, null, 'Việc B', 'Phòng A', 'Quý I']);
  });

  it('end where the signature begins', () => {
    const plan = read(
      ['1', 'Việc A', 'Phòng A', '', 'Quý I'],
      [wide('Nơi nhận: UBND tỉnh')],
      ['', 'Lưu', 'VT', '', 'x'],
    );
    expect(plan.rows).toHaveLength(1);
  });
});

describe('several tables', () => {
  it('are annexes whose titles are the fields', () => {
    const plan = parsePlan(
      makeDocument(
        'Phụ lục số 01: Các nhiệm vụ trọng tâm về Cải cách thể chế năm 2026',
        [HEADER, ['1', 'Việc A', 'Phòng A', '', 'Quý I']],
        'PHỤ LỤC SỐ 02',
        'CẢI CÁCH THỦ TỤC HÀNH CHÍNH',
        [HEADER, ['1', 'Việc B', 'Phòng A', '', 'Quý I']],
      ),
    );
    expect(plan.fields).toEqual([
      { code: '01', title: 'Cải cách thể chế' },
      { code: '02', title: 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH' },
    ]);
    expect(plan.rows.map((row) => [row.field, row.place.table])).toEqual([
      ['01', 1],
      ['02', 2],
    ]);
  });

  it('without a header of their own go on with the table before; a signature table does not', () => {
    const plan = parsePlan(
      makeDocument(
        [HEADER, [wide('I. Thể chế')], ['1', 'Việc A', 'Phòng A', '', 'Quý I']],
        [['2', 'Việc B', 'Phòng A', '', 'Quý II']],
        [['Nơi nhận:\n- Như trên', 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH']],
      ),
    );
    expect(brief(plan)).toEqual([
      ['I', null, 'Việc A', 'Phòng A', 'Quý I'],
      ['I', null, 'Việc B', 'Phòng A', 'Quý II'],
    ]);
  });

  it('keep fields with the same number apart', () => {
    const table: TestCell[][] = [HEADER, [wide('I. Thể chế')], ['1', 'Việc A', 'Phòng A', '', 'Quý I']];
    const other: TestCell[][] = [HEADER, [wide('I. Thủ tục')], ['1', 'Việc B', 'Phòng A', '', 'Quý I']];
    const plan = parsePlan(makeDocument(table, other));
    expect(new Set(plan.fields.map((field) => field.code)).size).toBe(2);
    expect(plan.rows[0]?.field).not.toBe(plan.rows[1]?.field);
  });
});

describe('problems', () => {
  it('come all at once, each with its place, the column as its header reads and what to do', () => {
    const plan = read(
      ['1', 'Việc A', '', '', 'Quý I'],
      ['2', 'Việc B', 'Phòng A', '', ''],
      ['3', '', 'Phòng A', '', 'Quý I'],
    );
    expect(plan.issues.map(({ code, column, place }) => [code, column, place?.row])).toEqual([
      ['row-without-lead', 'Cơ quan chủ trì', 2],
      ['row-without-deadline', 'Thời gian hoàn thành', 3],
      ['row-without-title', 'Nội dung công việc', 4],
    ]);
    expect(plan.issues.every((issue) => issue.suggestion)).toBe(true);
  });

  it('beginnings that do not go into the time text are named once, with their rows', () => {
    const plan = parsePlan(
      makeDocument([
        ['TT', 'Nội dung', 'Chủ trì', 'Bắt đầu', 'Hoàn thành'],
        ['1', 'A', 'Phòng X', 'Tháng 1', 'Tháng 3'],
        ['2', 'B', 'Phòng X', 'Tháng 2', 'Hằng quý'],
        ['3', 'C', 'Phòng X', 'Khi được giao', 'Tháng 4'],
      ]),
    );
    expect(plan.rows.map(({ deadlineText }) => deadlineText)).toEqual([
      'Từ Tháng 1 đến Tháng 3',
      'Hằng quý',
      'Tháng 4',
    ]);
    expect(plan.issues.map(({ code, column, place }) => [code, column, place?.row])).toEqual([
      ['start-column-left-out', 'Bắt đầu', 1],
    ]);
    expect(plan.issues[0]?.message).toContain('dòng 3–4');
  });

  it('a table without a time column is refused, with the headers seen and the one expected', () => {
    const plan = parsePlan(
      makeDocument([
        ['TT', 'Nội dung', 'Chủ trì', 'Phối hợp'],
        ['1', 'A', 'Phòng X', ''],
      ]),
    );
    expect(plan.rows).toEqual([]);
    expect(plan.issues).toHaveLength(1);
    expect(plan.issues[0]?.code).toBe('column-missing-deadline');
    expect(plan.issues[0]?.message).toContain('«Thời gian hoàn thành»');
    expect(plan.issues[0]?.message).toContain('«Nội dung», «Chủ trì», «Phối hợp»');
  });

  it('a document about something else is refused with what was looked for', () => {
    const plan = parsePlan(
      makeDocument('Danh sách', [
        ['Họ tên', 'Ngày sinh'],
        ['A', '1990'],
      ]),
    );
    expect(plan.issues.map((issue) => issue.code)).toEqual(['no-plan-table']);
    expect(plan.issues[0]?.message).toContain('«Họ tên», «Ngày sinh»');
  });

  it('leads and coordinators in one cell without words that tell them apart are shown to a person', () => {
    const plan = parsePlan(
      makeDocument([
        ['TT', 'Nội dung', 'Cơ quan chủ trì, phối hợp', 'Thời hạn'],
        ['1', 'Việc A', 'Chủ trì: Phòng A\nPhối hợp: Phòng B, UBND các xã', 'Quý I'],
        ['2', 'Việc B', 'Phòng A, Phòng B', 'Quý I'],
      ]),
    );
    expect(plan.rows[0]).toMatchObject({ leads: ['Phòng A'], coordinators: ['Phòng B', 'UBND các xã'] });
    expect(plan.rows[1]?.leads).toEqual(['Phòng A', 'Phòng B']);
    expect(plan.issues.map((issue) => [issue.code, issue.place?.row])).toEqual([['roles-not-separated', 3]]);
  });
});
