// What the columns leave open and the table says elsewhere; who leads when it is ticked, submitted or named in a sentence.
import { expect, it } from 'vitest';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { makeDocument, type TestCell } from './make-document.ts';
import { datesOf, datesOfTable } from './read-dates.ts';

const across = (text: string, columns: number): TestCell => ({ text, across: columns });
const down = (text: string): TestCell => ({ text, down: 2 });
const FULL = ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành'];
const NO_TIME = ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Cơ quan phối hợp'];
const NO_LEAD = ['TT', 'Nội dung công việc', 'Sản phẩm', 'Thời hạn'];
const UNITS = [
  [down('TT'), down('Nội dung'), across('Đơn vị thực hiện', 3), down('Thời hạn')],
  ['Văn phòng', 'Phòng Kinh tế', 'Phòng Văn hóa'],
];

type Case = { table: TestCell[][]; read: string[]; said?: string[] };

const CASES: Record<string, Case> = {
  'the deadline of a group is that of its rows, its own time counts first': {
    table: [
      FULL,
      [across('I. NHIỆM VỤ HOÀN THÀNH TRƯỚC NGÀY 31/3/2026', 5)],
      ['1', 'Rà soát', 'Sở Tư pháp', '', ''],
      ['2', 'Họp', 'Sở Tư pháp', '', 'Quý I'],
      [across('II. HOÀN THÀNH TRONG QUÝ II', 5)],
      ['3', 'Thi', 'Sở Nội vụ', '', ''],
    ],
    read: ['Rà soát | Sở Tư pháp | 30/3', 'Họp | Sở Tư pháp | 1/1…31/3', 'Thi | Sở Nội vụ | 1/4…30/6'],
    said: ['deadline-from-elsewhere', 'deadline-from-elsewhere'],
  },
  'a time in a heading that may be what the group is about': {
    table: [FULL, [across('I. Nhiệm vụ quý I/2026', 5)], ['1', 'Rà soát', 'Sở Tư pháp', '', '']],
    read: ['Rà soát | Sở Tư pháp | 1/1…31/3?'],
    said: ['deadline-from-elsewhere'],
  },
  'the year of a name is no deadline': {
    table: [
      FULL,
      [across('I. CẢI CÁCH HÀNH CHÍNH NĂM 2026', 5)],
      ['1', 'Ban hành Kế hoạch năm 2026', 'Sở Tư pháp', '', ''],
    ],
    read: ['Ban hành Kế hoạch năm 2026 | Sở Tư pháp | ?'],
    said: ['row-without-deadline'],
  },
  'deadlines only in the text of the work': {
    table: [
      NO_TIME,
      ['1', 'Xây dựng kế hoạch, hoàn thành trước ngày 15/02/2026', 'Sở Nội vụ', ''],
      ['2', 'Báo cáo hằng quý (trước ngày 20 của tháng cuối quý)', 'Sở Tài chính', ''],
      ['3', 'Trước ngày 15/3, gửi danh sách', 'Sở Y tế', ''],
    ],
    read: [
      'Xây dựng kế hoạch, hoàn thành trước ngày 15/02/2026 | Sở Nội vụ | 14/2',
      'Báo cáo hằng quý (trước ngày 20 của tháng cuối quý) | Sở Tài chính | Báo cáo hằng quý=19/3 19/6 19/9 19/12',
      'Trước ngày 15/3, gửi danh sách | Sở Y tế | 14/3',
    ],
    said: ['deadline-from-elsewhere'],
  },
  'what came about before a day is no deadline that anybody is sure of': {
    table: [
      NO_TIME,
      ['1', 'Rà soát văn bản ban hành trước ngày 01/6/2026', 'Sở Nội vụ', ''],
      ['2', 'Kiểm tra tại 05 xã trong quý II', 'Sở Tài chính', ''],
    ],
    read: [
      'Rà soát văn bản ban hành trước ngày 01/6/2026 | Sở Nội vụ | 31/5?',
      'Kiểm tra tại 05 xã trong quý II | Sở Tài chính | 1/4…30/6?',
    ],
    said: ['deadline-from-elsewhere'],
  },
  'two times in one sentence are left to a person': {
    table: [FULL, ['1', 'Dự thảo trước ngày 15/3, trình ký trước ngày 30/4', 'Sở Nội vụ', '', '']],
    read: ['Dự thảo trước ngày 15/3, trình ký trước ngày 30/4 | Sở Nội vụ | ?'],
    said: ['row-without-deadline'],
  },
  'lead and date in one cell': {
    table: [
      ['TT', 'Nội dung nhiệm vụ', 'Phân công thực hiện, thời hạn'],
      ['1', 'Rà soát', 'Sở Tư pháp chủ trì; xong trước 30/6/2026'],
      ['2', 'Tập huấn', 'Sở Nội vụ, Quý III/2026'],
      ['3', 'Thi', 'Văn phòng UBND xã (hoàn thành trong tháng 5)'],
      ['4', 'Họp', 'Phòng Kinh tế: 15/3/2026'],
      ['5', 'Hội thi', 'Phòng Kinh tế'],
    ],
    read: [
      'Rà soát | Sở Tư pháp | 29/6',
      'Tập huấn | Sở Nội vụ | 1/7…30/9',
      'Thi | Văn phòng UBND xã | 1/5…31/5',
      'Họp | Phòng Kinh tế | 15/3',
      'Hội thi | Phòng Kinh tế | ?',
    ],
    said: ['row-without-deadline'],
  },
  'leads as headings': {
    table: [
      NO_LEAD,
      [across('I. SỞ NỘI VỤ', 4)],
      ['1', 'Rà soát', 'Báo cáo', 'Quý I'],
      [across('II. Giao Sở Tư pháp chủ trì', 4)],
      ['2', 'Thi', 'Kế hoạch', 'Quý II'],
    ],
    read: ['Rà soát | SỞ NỘI VỤ | 1/1…31/3', 'Thi | Sở Tư pháp | 1/4…30/6'],
    said: ['lead-from-elsewhere', 'lead-from-elsewhere'],
  },
  'leads in the text of the work': {
    table: [
      NO_LEAD,
      ['1', 'Giao Sở Nội vụ chủ trì xây dựng đề án', 'Đề án', 'Quý I'],
      ['2', 'Kiểm tra công vụ (Chủ trì: Thanh tra tỉnh)', 'Báo cáo', 'Quý II'],
    ],
    read: [
      'Giao Sở Nội vụ chủ trì xây dựng đề án | Sở Nội vụ | 1/1…31/3',
      'Kiểm tra công vụ (Chủ trì: Thanh tra tỉnh) | Thanh tra tỉnh | 1/4…30/6',
    ],
    said: ['lead-from-elsewhere'],
  },
  'a blank lead under a heading that names an agency is asked about': {
    table: [
      FULL,
      [across('A. BỘ XÂY DỰNG', 5)],
      ['1', 'Lộ trình', '', '', 'Quý I'],
      ['2', 'Quy chuẩn', 'Viện Kiến trúc', '', 'Quý I'],
    ],
    read: ['Lộ trình | BỘ XÂY DỰNG | 1/1…31/3?', 'Quy chuẩn | Viện Kiến trúc | 1/1…31/3'],
    said: ['lead-from-elsewhere'],
  },
  'a group row that names its lead is a heading': {
    table: [
      FULL,
      ['1', 'Cải cách thể chế', 'Sở Tư pháp', '', ''],
      ['1.1', 'Rà soát', 'Sở Tư pháp', '', 'Quý I'],
      ['1.2', 'Theo dõi', '', '', 'Quý II'],
      ['2', 'Tổng kết', 'Sở Nội vụ', '', 'Tháng 12'],
    ],
    read: ['Rà soát | Sở Tư pháp | 1/1…31/3', 'Theo dõi | Sở Tư pháp | 1/4…30/6?', 'Tổng kết | Sở Nội vụ | 1/12…31/12'],
    said: ['lead-from-elsewhere'],
  },
  'whoever submits leads, whoever examines does not': {
    table: [
      ['TT', 'Tên văn bản', 'Cơ quan thẩm tra', 'Cơ quan trình', 'Thời gian trình'],
      ['1', 'Nghị quyết', 'Ban Pháp chế', 'UBND tỉnh', 'Tháng 7'],
    ],
    read: ['Nghị quyết | UBND tỉnh | 1/7…31/7'],
  },
  'examining, approving and receiving offices do not lead': {
    table: [
      ['TT', 'Nhiệm vụ', 'Đơn vị chủ trì thẩm định', 'Cơ quan chủ trì soạn thảo', 'Cơ quan ban hành', 'Thời hạn'],
      ['1', 'Quyết định', 'Sở Tư pháp', 'Sở Tài chính', 'UBND tỉnh', 'Quý I'],
    ],
    read: ['Quyết định | Sở Tài chính | 1/1…31/3'],
  },
  'ticked units lead': {
    table: [
      ...UNITS,
      ['1', 'Kiểm tra', 'x', '', '', '30/6/2026'],
      ['2', 'Tập huấn', '', 'x', 'x', 'Quý IV'],
      ['3', 'Thi', '', '', '', 'Quý IV'],
    ],
    read: [
      'Kiểm tra | Văn phòng | 30/6',
      'Tập huấn | Phòng Kinh tế + Phòng Văn hóa | 1/10…31/12',
      'Thi |  | 1/10…31/12',
    ],
    said: ['row-without-lead'],
  },
  'letters under units say who leads and who coordinates': {
    table: [...UNITS, ['1', 'Kiểm tra', 'CT', 'PH', '', '30/6/2026'], ['2', 'Thi', 'PH', '', 'CT', 'Quý IV']],
    read: ['Kiểm tra | Văn phòng | 30/6', 'Thi | Phòng Văn hóa | 1/10…31/12'],
  },
  'units without a common header': {
    table: [
      ['TT', 'Nội dung', 'Phòng Nội vụ', 'Phòng Tư pháp', 'Thời hạn'],
      ['1', 'Kiểm tra', '✓', '', 'Quý I'],
      ['2', 'Thi', '', '✓', 'Quý II'],
    ],
    read: ['Kiểm tra | Phòng Nội vụ | 1/1…31/3', 'Thi | Phòng Tư pháp | 1/4…30/6'],
  },
};

it.each(Object.entries(CASES))('%s', (_, { table, read, said = [] }) => {
  expect(datesOfTable(...table)).toEqual(read);
  expect(parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', table)).issues.map(({ code }) => code)).toEqual(said);
});

it('the place of a text from elsewhere is where it stands, and the rows that took it are named', () => {
  const { issues } = parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', CASES['leads as headings']?.table ?? []));
  expect(issues.map(({ place }) => place)).toEqual([
    { table: 1, row: 2 },
    { table: 1, row: 4 },
  ]);
  expect(issues[1]?.message).toContain('dòng 5');
  expect(issues[1]?.message).toContain('II. Giao Sở Tư pháp chủ trì');
});

it('a table without times anywhere is refused as before', () => {
  const plan = parsePlan(makeDocument([NO_TIME, ['1', 'Rà soát', 'Sở Nội vụ', ''], ['2', 'Thi', 'Sở Y tế', '']]));
  expect([plan.rows.length, plan.issues.map(({ code }) => code)]).toEqual([0, ['column-missing-deadline']]);
});

it('a deadline or an owner in the title of the plan is asked about', () => {
  const times = makeDocument('KẾ HOẠCH KHẮC PHỤC HẠN CHẾ, HOÀN THÀNH TRƯỚC NGÀY 30/6/2026', [
    NO_TIME,
    ['1', 'Rà soát', 'Sở Nội vụ', ''],
  ]);
  expect(datesOf(times)).toEqual(['Rà soát | Sở Nội vụ | 29/6?']);
  const owner = makeDocument('KẾ HOẠCH CÔNG TÁC CỦA PHÒNG TƯ PHÁP NĂM 2026', [
    NO_LEAD,
    ['1', 'Rà soát', 'Báo cáo', 'Quý I'],
  ]);
  expect(datesOf(owner)).toEqual(['Rà soát | PHÒNG TƯ PHÁP | 1/1…31/3?']);
});
