// Tables whose time stands in more than one column: what a reader of the paper would hold the office to, or that a person is asked.
import { expect, it } from 'vitest';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { makeDocument, type TestCell } from './make-document.ts';
import { datesOfTable } from './read-dates.ts';

const down = (text: string): TestCell => ({ text, down: 2 });
const across = (text: string, columns: number): TestCell => ({ text, across: columns });
const HEAD = [down('TT'), down('Nội dung công việc'), down('Đơn vị chủ trì')];
const PLAIN = ['TT', 'Nội dung công việc', 'Đơn vị chủ trì'];
const MONTHS = Array.from({ length: 12 }, (_, month) => `T${month + 1}`);
const ticked = (...months: number[]) => MONTHS.map((_, month) => (months.includes(month + 1) ? 'x' : ''));

type Case = { table: TestCell[][]; read: string[]; said?: string[] };

const CASES: Record<string, Case> = {
  'rounds under one header are each a deadline': {
    table: [
      [...HEAD, across('Thời gian thực hiện', 3)],
      ['Đợt 1', 'Đợt 2', 'Đợt 3'],
      ['1', 'Nộp hồ sơ', 'Sở Nội vụ', '15/02/2026', '15/6/2026', '15/10/2026'],
    ],
    read: ['Nộp hồ sơ | Sở Nội vụ | Đợt 1=15/2, Đợt 2=15/6, Đợt 3=15/10'],
  },
  'rounds that a row does not all have': {
    table: [
      [...HEAD, across('Thời hạn', 2)],
      ['Vòng sơ khảo', 'Vòng chung khảo'],
      ['1', 'Chấm', 'Sở Nội vụ', '', 'Tháng 9'],
      ['2', 'Thi', 'Sở Nội vụ', 'Tháng 5', '-'],
    ],
    read: ['Chấm | Sở Nội vụ | Vòng chung khảo=30/9', 'Thi | Sở Nội vụ | Vòng sơ khảo=31/5'],
  },
  'a time merged over all rounds is one deadline': {
    table: [
      [...HEAD, across('Thời hạn', 2)],
      ['Giai đoạn I', 'Giai đoạn II'],
      ['1', 'Trực', 'Sở Nội vụ', across('Quý IV', 2)],
    ],
    read: ['Trực | Sở Nội vụ | 1/10…31/12'],
  },
  'rounds without a common header are known by what stands in them': {
    table: [
      [...PLAIN, 'Vòng 1', 'Vòng 2'],
      ['1', 'Chấm', 'Sở Nội vụ', '15/3/2026', '20/5/2026'],
      ['2', 'Thi', 'Sở Tư pháp', '16/3/2026', '21/5/2026'],
    ],
    read: ['Chấm | Sở Nội vụ | Vòng 1=15/3, Vòng 2=20/5', 'Thi | Sở Tư pháp | Vòng 1=16/3, Vòng 2=21/5'],
  },
  'submission to one body and to another': {
    table: [
      [...PLAIN, 'Thời gian trình UBND tỉnh', 'Thời gian trình HĐND tỉnh'],
      ['1', 'Nghị quyết', 'Sở Tài chính', 'Tháng 5/2026', 'Tháng 7/2026'],
    ],
    read: ['Nghị quyết | Sở Tài chính | Trình UBND tỉnh=31/5, Trình HĐND tỉnh=31/7'],
  },
  'draft, opinion and issue as three steps': {
    table: [
      [...PLAIN, 'Thời gian dự thảo', 'Thời gian lấy ý kiến', 'Thời gian ban hành'],
      ['1', 'Quyết định', 'Sở Tài chính', 'Tháng 2', 'Tháng 3', 'Trước 15/5'],
    ],
    read: ['Quyết định | Sở Tài chính | Dự thảo=28/2, Lấy ý kiến=31/3, Ban hành=14/5'],
  },
  'a new date stands for the old one': {
    table: [
      [...PLAIN, 'Thời hạn cũ', 'Thời hạn mới'],
      ['1', 'Rà soát', 'Sở Tài chính', '30/5/2026', '30/7/2026'],
      ['2', 'Kiểm tra', 'Sở Tài chính', '30/5/2026', 'Không thay đổi'],
      ['3', 'Báo cáo', 'Sở Tài chính', '30/5/2026', ''],
    ],
    read: ['Rà soát | Sở Tài chính | 30/7', 'Kiểm tra | Sở Tài chính | 30/5', 'Báo cáo | Sở Tài chính | 30/5?'],
    said: ['time-column-replaced'],
  },
  'the date of the plan and its adjustment': {
    table: [
      [...PLAIN, 'Thời hạn theo Kế hoạch 12', 'Thời hạn điều chỉnh'],
      ['1', 'Rà soát', 'Sở Tài chính', 'Quý I', 'Quý II'],
    ],
    read: ['Rà soát | Sở Tài chính | 1/4…30/6'],
    said: ['time-column-replaced'],
  },
  'a longer time that is only asked for is a question': {
    table: [
      [...PLAIN, 'Thời hạn', 'Thời hạn đề nghị gia hạn'],
      ['1', 'Rà soát', 'Sở Tài chính', '30/5/2026', '30/7/2026'],
      ['2', 'Kiểm tra', 'Sở Tài chính', '30/5/2026', ''],
    ],
    read: ['Rà soát | Sở Tài chính | 30/5, Đề nghị gia hạn=30/7?', 'Kiểm tra | Sở Tài chính | 30/5'],
    said: ['time-columns-unclear'],
  },
  'two times that may both be the deadline are a question, unless they say the same': {
    table: [
      [...PLAIN, 'Thời gian thực hiện', 'Thời hạn hoàn thành'],
      ['1', 'Rà soát', 'Sở Tài chính', 'Quý I', '30/6/2026'],
      ['2', 'Kiểm tra', 'Sở Tài chính', 'Quý III', 'Quý III'],
      ['3', 'Báo cáo', 'Sở Tài chính', '', 'Quý IV'],
    ],
    read: [
      'Rà soát | Sở Tài chính | 1/1…31/3, 30/6?',
      'Kiểm tra | Sở Tài chính | 1/7…30/9',
      'Báo cáo | Sở Tài chính | 1/10…31/12',
    ],
    said: ['time-columns-unclear'],
  },
  'a state beside the deadline is none': {
    table: [
      [...PLAIN, 'Thời hạn', 'Tiến độ'],
      ['1', 'Rà soát', 'Sở Tài chính', '30/6/2026', 'Đã trình'],
      ['2', 'Kiểm tra', 'Sở Tài chính', 'Quý III', 'Đang thực hiện'],
    ],
    read: ['Rà soát | Sở Tài chính | 30/6', 'Kiểm tra | Sở Tài chính | 1/7…30/9'],
  },
  'a state before the deadline, in per cent': {
    table: [
      [...PLAIN, 'Tiến độ thực hiện', 'Thời gian hoàn thành'],
      ['1', 'Rà soát', 'Sở Tài chính', '80%', '30/6/2026'],
      ['2', 'Kiểm tra', 'Sở Tài chính', 'Chưa triển khai', 'Quý III'],
    ],
    read: ['Rà soát | Sở Tài chính | 30/6', 'Kiểm tra | Sở Tài chính | 1/7…30/9'],
  },
  'the word tiến độ alone can name the deadline': {
    table: [
      [...PLAIN, 'Tiến độ'],
      ['1', 'Rà soát', 'Sở Tài chính', 'Quý II'],
      ['2', 'Kiểm tra', 'Sở Tài chính', 'Trước 30/9'],
    ],
    read: ['Rà soát | Sở Tài chính | 1/4…30/6', 'Kiểm tra | Sở Tài chính | 29/9'],
  },
  'the day on which the work was really done is no deadline': {
    table: [
      [...PLAIN, 'Thời hạn', 'Ngày hoàn thành thực tế'],
      ['1', 'Rà soát', 'Sở Tài chính', '30/6/2026', '15/7/2026'],
    ],
    read: ['Rà soát | Sở Tài chính | 30/6'],
  },
  'beginning and end': {
    table: [
      [...PLAIN, 'Ngày bắt đầu', 'Ngày kết thúc'],
      ['1', 'Rà soát', 'Sở Tài chính', '01/3/2026', '30/6/2026'],
      ['2', 'Kiểm tra', 'Sở Tài chính', '', 'Quý III'],
    ],
    read: ['Rà soát | Sở Tài chính | 1/3…30/6', 'Kiểm tra | Sở Tài chính | 1/7…30/9'],
  },
  'from and to under one header': {
    table: [
      [...HEAD, across('Thời gian thực hiện', 2)],
      ['Từ', 'Đến'],
      ['1', 'Rà soát', 'Sở Tài chính', 'Tháng 3', 'Tháng 6'],
    ],
    read: ['Rà soát | Sở Tài chính | 1/3…30/6'],
  },
  'at the earliest and at the latest': {
    table: [
      [...PLAIN, 'Sớm nhất', 'Muộn nhất'],
      ['1', 'Rà soát', 'Sở Tài chính', '01/3/2026', '30/6/2026'],
    ],
    read: ['Rà soát | Sở Tài chính | 1/3…30/6'],
  },
  'a beginning without an end': {
    table: [
      [...PLAIN, 'Ngày bắt đầu', 'Ngày kết thúc'],
      ['1', 'Rà soát', 'Sở Tài chính', '01/3/2026', ''],
      ['2', 'Thi', 'Sở Tài chính', '01/3/2026', '01/4/2026'],
    ],
    read: ['Rà soát | Sở Tài chính | ?', 'Thi | Sở Tài chính | 1/3…1/4'],
  },
  'day, month and year in columns of their own': {
    table: [
      [...HEAD, across('Hạn hoàn thành', 3)],
      ['Ngày', 'Tháng', 'Năm'],
      ['1', 'Rà soát', 'Sở Tư pháp', '15', '6', '2026'],
      ['2', 'Báo cáo', 'Sở Nội vụ', '', '12', '2026'],
      ['3', 'Thi', 'Sở Nội vụ', 'Trước 15', '7', '2026'],
      ['4', 'Họp', 'Sở Nội vụ', across('Quý II', 3)],
    ],
    read: [
      'Rà soát | Sở Tư pháp | 15/6',
      'Báo cáo | Sở Nội vụ | 1/12…31/12',
      'Thi | Sở Nội vụ | 14/7',
      'Họp | Sở Nội vụ | 1/4…30/6',
    ],
  },
  'month and year in columns without a common header': {
    table: [
      [...PLAIN, 'Tháng', 'Năm'],
      ['1', 'Rà soát', 'Sở Tư pháp', '6', '2026'],
      ['2', 'Báo cáo', 'Sở Nội vụ', '12', '2027'],
    ],
    read: ['Rà soát | Sở Tư pháp | 1/6…30/6', 'Báo cáo | Sở Nội vụ | 1/12/2027…31/12/2027'],
  },
  'a chart of months: marks are months, neighbours may be one stretch': {
    table: [
      [...PLAIN, ...MONTHS],
      ['1', 'Kế hoạch', 'Sở Nội vụ', ...ticked(1)],
      ['2', 'Kiểm tra', 'Sở Tư pháp', ...ticked(6, 9)],
      ['3', 'Đào tạo', 'Sở Tư pháp', ...ticked(3, 4, 5)],
    ],
    read: [
      'Kế hoạch | Sở Nội vụ | 1/1…31/1',
      'Kiểm tra | Sở Tư pháp | 1/6…30/6 30/9',
      'Đào tạo | Sở Tư pháp | 1/3…31/5?',
    ],
  },
  'a bar drawn over the months of a chart': {
    table: [
      [...HEAD, across('Tháng', 12)],
      MONTHS.map((month) => month.slice(1)),
      ['1', 'Đào tạo', 'Sở Nội vụ', '', '', across('x', 3), '', '', '', '', '', '', ''],
    ],
    read: ['Đào tạo | Sở Nội vụ | 1/3…31/5'],
  },
  'quarters of a year that the common header names': {
    table: [
      [...HEAD, across('Năm 2027', 4)],
      ['Quý I', 'Quý II', 'Quý III', 'Quý IV'],
      ['1', 'Đào tạo', 'Sở Nội vụ', '', '', '✓', ''],
    ],
    read: ['Đào tạo | Sở Nội vụ | 1/7/2027…30/9/2027'],
  },
  'times written under their months': {
    table: [
      [...PLAIN, 'Tháng 1', 'Tháng 2', 'Tháng 3'],
      ['1', 'Báo cáo', 'Sở Nội vụ', '15/01', '', '15/3'],
      ['2', 'Thi', 'Sở Nội vụ', '', 'x', ''],
    ],
    read: ['Báo cáo | Sở Nội vụ | 15/1 15/3', 'Thi | Sở Nội vụ | 1/2…28/2'],
  },
  'amounts under quarters beside a deadline are targets': {
    table: [
      [...PLAIN, 'Thời hạn', 'Quý I', 'Quý II'],
      ['1', 'Cấp thẻ', 'Công an', '31/12/2026', '30%', '60%'],
    ],
    read: ['Cấp thẻ | Công an | 31/12'],
  },
  'words under a month are a question': {
    table: [
      [...PLAIN, ...MONTHS],
      ['1', 'Kiểm tra', 'Sở Tư pháp', '', 'Đợt 1', '', '', '', '', '', '', '', '', '', ''],
      ['2', 'Thi', 'Sở Tư pháp', ...ticked(4)],
      ['3', 'Họp', 'Sở Tư pháp', ...ticked(7, 9)],
    ],
    read: ['Kiểm tra | Sở Tư pháp | 1/2…28/2?', 'Thi | Sở Tư pháp | 1/4…30/4', 'Họp | Sở Tư pháp | 1/7…31/7 30/9'],
  },
};

it.each(Object.entries(CASES))('%s', (_, { table, read, said = [] }) => {
  expect(datesOfTable(...table)).toEqual(read);
  expect(parsePlan(makeDocument('KẾ HOẠCH NĂM 2026', table)).issues.map(({ code }) => code)).toEqual(said);
});
