// Tables as offices make them: sums and signatures among the rows, programmes by months, roles behind names, tables of other things.
import { describe, expect, it } from 'vitest';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { splitAgencies } from '#domain/plan/split-agencies.ts';
import { splitRoles } from '#domain/plan/split-roles.ts';
import { makeDocument, type TestCell } from './make-document.ts';
import { datesOf, datesOfTable } from './read-dates.ts';

const HEADER = ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành'];
const across = (text: string, columns: number): TestCell => ({ text, across: columns });
const read = (...rows: TestCell[][]) => parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', [HEADER, ...rows]));
const WORK = ['1', 'Rà soát', 'Sở Tư pháp', 'Các sở', 'Quý I'];

describe('roles in one cell', () => {
  it.each([
    ['- CQ chủ trì: Sở A\n- CQ phối hợp: UBND các xã, phường', ['Sở A'], ['UBND các xã, phường']],
    ['Phối hợp: Sở B; chủ trì: Sở A', ['Sở A'], ['Sở B']],
    ['Sở A chủ trì; Sở B phối hợp', ['Sở A'], ['Sở B']],
    ['Cục Thuế chủ trì. Vụ Pháp chế, Cục Hải quan phối hợp.', ['Cục Thuế'], ['Vụ Pháp chế', 'Cục Hải quan']],
    ['Phòng Kinh tế (CT), Thuế cơ sở (PH)', ['Phòng Kinh tế'], ['Thuế cơ sở']],
    ['Sở A (chủ trì); Sở B, Sở C (phối hợp)', ['Sở A'], ['Sở B', 'Sở C']],
    ['Công an xã, với sự tham gia của các ban, ngành', ['Công an xã'], ['các ban, ngành']],
    ['P. Nội vụ chủ trì, P. Tư pháp', ['P. Nội vụ'], ['P. Tư pháp']],
  ])('%j', (cell, leads, coordinators) => {
    expect(splitRoles(cell)).toEqual({ leads, coordinators, isClear: true });
  });

  it.each([
    ['Vụ Pháp chế - Các đơn vị liên quan', ['Vụ Pháp chế'], ['Các đơn vị liên quan']],
    ['Văn phòng HĐND - UBND xã', ['Văn phòng HĐND - UBND xã'], []],
    ['Phòng Văn hóa - Xã hội', ['Phòng Văn hóa - Xã hội'], []],
  ])('in the order of its header: %j', (cell, leads, coordinators) => {
    expect(splitRoles(cell, true)).toEqual({ leads, coordinators, isClear: true });
    expect(splitRoles(cell).coordinators).toEqual([]);
  });

  it('two persons on two lines are two, a broken name is one', () => {
    expect(splitAgencies('Bùi Thị Lan\nPhạm Quang')).toEqual(['Bùi Thị Lan', 'Phạm Quang']);
    expect(splitAgencies('Nguyễn Văn An, Trần Thị Bích')).toEqual(['Nguyễn Văn An', 'Trần Thị Bích']);
    expect(splitAgencies('UBND xã\nHoàng Mai')).toEqual(['UBND xã Hoàng Mai']);
  });

  it('names behind a common head are names of their own, in a list of others too', () => {
    expect(splitAgencies('UBND các xã: Hàm Yên, Bắc Quang')).toEqual(['UBND xã Hàm Yên', 'UBND xã Bắc Quang']);
    expect(splitAgencies('Văn phòng UBND tỉnh, các sở: Xây dựng, Nội vụ')).toEqual([
      'Văn phòng UBND tỉnh',
      'Sở Xây dựng',
      'Sở Nội vụ',
    ]);
  });

  it('two cells under one header are two agencies', () => {
    const rows = datesOfTable(
      ['TT', 'Nội dung', across('Đơn vị chủ trì', 2), 'Thời hạn'],
      ['1', 'Rà soát', 'Ban Pháp chế', 'Văn phòng Đoàn ĐBQH và HĐND tỉnh', 'Quý I'],
    );
    expect(rows).toEqual(['Rà soát | Ban Pháp chế + Văn phòng Đoàn ĐBQH và HĐND tỉnh | 1/1…31/3']);
  });
});

it.each(['nt', '-NT-', '- nt -', 'Như trên.', '(như trên)', '//', '-//-', '-"-', '″'])(
  '%j repeats the row above',
  (mark) => {
    expect(read(WORK, ['2', 'Thi', mark, mark, mark]).rows[1]).toMatchObject({
      leads: ['Sở Tư pháp'],
      coordinators: ['Các sở'],
      deadlineText: 'Quý I',
    });
  },
);

it('a ditto mark under one of several columns of time repeats that column', () => {
  const rows = datesOfTable(
    ['TT', 'Nội dung', 'Cơ quan chủ trì', 'Trình Chính phủ', 'Trình Quốc hội'],
    ['1', 'Luật A', 'Bộ Nội vụ', '15/3/2026', ''],
    ['2', 'Luật B', 'Bộ Nội vụ', '', '30/6/2026'],
    ['3', 'Luật C', 'Bộ Nội vụ', 'nt', ''],
  );
  expect(rows[2]).toBe('Luật C | Bộ Nội vụ | Trình Chính phủ=15/3');
});

describe('lines that are no work', () => {
  const MONEY = ['TT', 'Danh mục dự án', 'Chủ đầu tư', 'Kế hoạch vốn', 'Thời hạn'];

  it('are sums and groups with amounts beside them', () => {
    const plan = parsePlan(
      makeDocument('KẾ HOẠCH NĂM 2026', [
        MONEY,
        ['', 'TỔNG CỘNG', '', '21.500', ''],
        ['A', 'Chuyển tiếp', '', '12.500', ''],
        ['1', 'Đường A', 'Ban Quản lý dự án', '6.000', 'Quý IV'],
        ['B', 'Khởi công mới', '', '9.000', ''],
        ['1', 'Trường B', 'Trường Tiểu học số 2', '9.000', 'Quý IV'],
        ['', 'Tổng: 2 dự án', '', '', ''],
      ]),
    );
    expect(plan.rows.map((row) => [row.field, row.activity.title, row.leads])).toEqual([
      ['A', 'Đường A', ['Ban Quản lý dự án']],
      ['B', 'Trường B', ['Trường Tiểu học số 2']],
    ]);
    expect(plan.issues.map(({ code, message }) => [code, message.match(/\d+/g)?.slice(0, 2)])).toEqual([
      ['line-left-out', ['2', '7']],
    ]);
  });

  it('are the signature in cells of its own, which is no rest of the row above', () => {
    const plan = read(WORK, ['', '', '', 'Người lập biểu', 'TM. ỦY BAN NHÂN DÂN'], ['', '', '', 'Lê An', 'CHỦ TỊCH']);
    expect(plan.rows.map(({ coordinators }) => coordinators)).toEqual([['Các sở']]);
    expect(plan.issues.map(({ code, place }) => [code, place?.row])).toEqual([['line-left-out', 3]]);
    expect(read(WORK, ['2', 'Thi', 'Người lập biểu', '', 'Quý II']).rows).toHaveLength(2);
    expect(read(WORK, ['', '', '', 'CHÁNH VĂN PHÒNG', '']).rows).toHaveLength(1);
  });

  it('are columns numbered by letters', () => {
    expect(read(['a', 'b', 'c', 'd', 'e'], WORK).rows).toHaveLength(1);
  });

  it('are groups without a number above work that is numbered from one', () => {
    const plan = parsePlan(
      makeDocument('KẾ HOẠCH NĂM 2026', [
        ['Nội dung', 'Người thực hiện', 'Thời hạn'],
        ['Lĩnh vực lao động', '', ''],
        ['1. Điều tra', 'Hoàng Văn Nam', 'Quý I'],
        ['2. Rà soát', 'Hoàng Văn Nam', 'Quý II'],
        ['Thi', '', ''],
        ['3. Họp', 'Hoàng Văn Nam', 'Quý II'],
      ]),
    );
    expect(plan.rows.map((row) => [row.task?.title ?? plan.fields[0]?.title, row.activity.title])).toEqual([
      ['Lĩnh vực lao động', 'Điều tra'],
      ['Lĩnh vực lao động', 'Rà soát'],
      ['Lĩnh vực lao động', 'Thi'],
      ['Lĩnh vực lao động', 'Họp'],
    ]);
  });
});

describe('a programme of work by months', () => {
  const PROGRAMME = ['TT', 'Tên đề án', 'Cơ quan chủ trì', 'Cấp trình'];

  it('gives each work the month that it stands under, whatever the work is about', () => {
    const rows = datesOfTable(
      PROGRAMME,
      [across('THÁNG 3', 4)],
      ['1', 'Báo cáo kinh tế quý I', 'Sở Tài chính', 'UBND tỉnh'],
      [across('II. Nhiệm vụ quý II:', 4)],
      ['2', 'Đơn giá', 'Sở Xây dựng', 'UBND tỉnh'],
      ['3', 'Họp trong quý I', 'Sở Xây dựng', 'UBND tỉnh'],
    );
    expect(rows).toEqual([
      'Báo cáo kinh tế quý I | Sở Tài chính | 1/3…31/3',
      'Đơn giá | Sở Xây dựng | 1/4…30/6',
      'Họp trong quý I | Sở Xây dựng | 1/1…31/3?',
    ]);
  });

  it('asks where a column of times is blank, and puts a day alone into the month', () => {
    const rows = datesOfTable(
      HEADER,
      [across('I. THÁNG 4', 5)],
      ['1', 'Kế hoạch', 'Sở Y tế', '', 'Trước ngày 15'],
      ['2', 'Thi', 'Sở Y tế', '', ''],
      [across('II. KIỂM TRA', 5)],
      ['3', 'Họp', 'Sở Y tế', '', 'Ngày 15'],
    );
    expect(rows).toEqual(['Kế hoạch | Sở Y tế | 14/4', 'Thi | Sở Y tế | 1/4…30/4?', 'Họp | Sở Y tế | ?']);
  });
});

it('«Nội dung kiểm tra, giám sát» is the work, «Cơ quan giám sát» nobody who does it', () => {
  const rows = datesOfTable(
    ['TT', 'Nội dung kiểm tra, giám sát', 'Cơ quan thực hiện', 'Cơ quan giám sát', 'Thời gian'],
    ['1', 'Kiểm tra thu chi', 'Ban Xây dựng Đảng', 'Văn phòng', 'Quý II'],
  );
  expect(rows).toEqual(['Kiểm tra thu chi | Ban Xây dựng Đảng | 1/4…30/6']);
});

it('who leads a group is named without how much it leads', () => {
  const rows = datesOfTable(
    ['TT', 'Nhiệm vụ', 'Sản phẩm', 'Thời hạn'],
    ['I', across('Sở Tài chính (06 nhiệm vụ)', 3)],
    ['1', 'Phân bổ vốn', 'Báo cáo', 'Tháng 6'],
  );
  expect(rows).toEqual(['Phân bổ vốn | Sở Tài chính | 1/6…30/6']);
});

describe('columns', () => {
  it.each(['Văn bản quy định chi tiết', 'Vướng mắc, kiến nghị', 'Nhiệm vụ và kết quả'])(
    '«%s» holds the work, because who leads and when are named beside it',
    (title) => {
      const rows = datesOfTable(
        ['TT', 'Tên luật', title, 'Cơ quan chủ trì', 'Thời hạn trình', 'Ngày có hiệu lực'],
        ['1', 'Luật A', 'Nghị định về quỹ quốc gia', 'Bộ Nội vụ', '15/3/2026', '01/7/2026'],
      );
      expect(rows).toEqual(['Nghị định về quỹ quốc gia | Bộ Nội vụ | 15/3']);
    },
  );

  it('of documents and of progress say no time, those of states no product', () => {
    const plan = parsePlan(
      makeDocument('KẾ HOẠCH NĂM 2026', [
        ['TT', 'Nội dung', 'Cơ quan chủ trì', 'Số QĐ, ngày', 'Tiến độ (%)', 'Thời hạn', 'Kết quả'],
        ['1', 'Rà soát', 'Sở Tư pháp', '112/QĐ-UBND ngày 15/3/2025', '0.5', '30/6/2026', 'Đang thực hiện'],
      ]),
    );
    expect(plan.rows[0]).toMatchObject({ deadlineText: '30/6/2026', products: [] });
    expect(plan.rows[0]?.doubts).toBeUndefined();
  });
});

describe('another table', () => {
  const REPORTS: TestCell[][] = [
    ['Loại báo cáo', 'Đơn vị báo cáo', 'Nơi nhận', 'Thời hạn gửi'],
    ['Báo cáo tuần', 'Trạm Y tế', 'Trung tâm Y tế', 'Trước 20/12/2026'],
  ];
  const PLAN: TestCell[][] = [
    ['STT', 'Hoạt động', 'Đơn vị đầu mối', 'Thời gian thực hiện'],
    ['1', 'Giám sát', 'Trung tâm Y tế', 'Quý I'],
  ];
  const targets: TestCell[][] = [
    ['TT', 'Chỉ tiêu', 'Đơn vị tính', 'Kế hoạch 2026'],
    ['1', 'Tiêm chủng', '%', '95'],
    ['2', 'Giường bệnh', 'Giường', '300'],
  ];

  it('with columns of its own does not go on with the one before', () => {
    expect(datesOf(makeDocument('KẾ HOẠCH NĂM 2026', PLAN, REPORTS))).toEqual([
      'Giám sát | Trung tâm Y tế | 1/1…31/3',
      'Báo cáo tuần | Trạm Y tế | 19/12',
    ]);
    const bare = parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', PLAN, REPORTS.slice(1)));
    expect(bare.rows).toHaveLength(1);
    expect(bare.issues.map(({ code, place }) => [code, place?.table])).toEqual([['table-left-out', 2]]);
  });

  it('of other things is named, before the plan and behind it; alone it is no plan', () => {
    const issuesOf = (...blocks: TestCell[][][]) =>
      parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', ...blocks)).issues.map(({ code, place }) => [code, place?.table]);
    expect(issuesOf(targets, PLAN)).toEqual([['table-left-out', 1]]);
    expect(issuesOf(PLAN, targets)).toEqual([['table-left-out', 2]]);
    expect(issuesOf(targets)).toEqual([['no-plan-table', 1]]);
    expect(issuesOf([['UBND TỈNH', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']], PLAN)).toEqual([]);
  });
});
