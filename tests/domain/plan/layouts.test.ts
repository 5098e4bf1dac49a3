// Layouts that offices use, each in a few rows: what counts is where a reader of the paper would say the row belongs.
import { describe, expect, it } from 'vitest';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { makeDocument, type TestCell } from './make-document.ts';

type Row = [
  field: string | null,
  task: string | null,
  title: string,
  leads: string,
  coordinators: string,
  deadline: string,
];
/** `said`: codes of what a person is told about the layout as a whole. */
type Layout = { blocks: (string | TestCell[][])[]; fields: string[]; rows: Row[]; said?: string[] };

const down = (text: string, rows: number): TestCell => ({ text, down: rows });
const across = (text: string, columns: number): TestCell => ({ text, across: columns });
const PLAIN: TestCell[] = ['TT', 'Nội dung', 'Chủ trì', 'Phối hợp', 'Thời hạn'];

const LAYOUTS: Record<string, Layout> = {
  'a province: funding and number merged down over several works, fields merged beside their number': {
    blocks: [
      [
        ['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian dự kiến hoàn thành', 'Nguồn kinh phí'],
        ['I', across('Xây dựng hạ tầng', 5)],
        [
          down('1', 2),
          'Hạ tầng chính',
          'Sở Tài chính',
          down('Bộ Công an, Bộ Quốc phòng và các bộ, ngành', 2),
          down('Quý IV/2026', 2),
          down('Chi thường xuyên', 3),
        ],
        ['Hạ tầng dự phòng', 'Trung tâm Chuyển đổi số'],
        ['2', 'Đào tạo', 'Sở Nội vụ', '', 'Quý II/2027'],
      ],
    ],
    fields: ['I. Xây dựng hạ tầng'],
    rows: [
      ['I', null, 'Hạ tầng chính', 'Sở Tài chính', 'Bộ Công an; Bộ Quốc phòng; các bộ, ngành', 'Quý IV/2026'],
      [
        'I',
        null,
        'Hạ tầng dự phòng',
        'Trung tâm Chuyển đổi số',
        'Bộ Công an; Bộ Quốc phòng; các bộ, ngành',
        'Quý IV/2026',
      ],
      ['I', null, 'Đào tạo', 'Sở Nội vụ', '', 'Quý II/2027'],
    ],
  },
  'start and end under one time header, no numbers, fields in capitals': {
    blocks: [
      [
        [
          down('Nội dung nhiệm vụ', 2),
          down('Bộ phận thực hiện', 2),
          across('Thời gian thực hiện', 2),
          down('Sản phẩm', 2),
        ],
        ['Bắt đầu', 'Hoàn thành'],
        [across('HẠ TẦNG SỐ', 5)],
        ['Nâng cấp đường truyền', 'Phòng Kinh tế', 'Tháng 2', 'Tháng 5', 'Biên bản'],
      ],
    ],
    fields: ['I. HẠ TẦNG SỐ'],
    rows: [['I', null, 'Nâng cấp đường truyền', 'Phòng Kinh tế', '', 'Từ Tháng 2 đến Tháng 5']],
  },
  'the lead column first, the group of tasks merged down, agencies as fields': {
    blocks: [
      [
        [
          'STT',
          'Cơ quan chủ trì',
          'Cơ quan phối hợp',
          'Thuộc nhóm nhiệm vụ',
          'Nội dung nhiệm vụ',
          'Thời hạn hoàn thành',
        ],
        ['A.', across('BỘ XÂY DỰNG', 5)],
        [
          down('1', 2),
          down('Bộ Xây dựng', 2),
          down('Bộ Công Thương; UBND các tỉnh/thành phố', 2),
          down('Giao thông xanh', 2),
          '- Lộ trình chuyển đổi.',
          '2026',
        ],
        ['- Quy chuẩn khí thải.', '2027'],
      ],
    ],
    fields: ['A. BỘ XÂY DỰNG'],
    rows: [
      [
        'A',
        'Giao thông xanh',
        'Lộ trình chuyển đổi.',
        'Bộ Xây dựng',
        'Bộ Công Thương; UBND các tỉnh/thành phố',
        '2026',
      ],
      ['A', 'Giao thông xanh', 'Quy chuẩn khí thải.', 'Bộ Xây dựng', 'Bộ Công Thương; UBND các tỉnh/thành phố', '2027'],
    ],
  },
  'a table for each section, its title right above; budget and members are no part of the plan': {
    blocks: [
      'KẾ HOẠCH NĂM 2026',
      'II. NHIỆM VỤ CỤ THỂ',
      '1. Cải cách thể chế',
      [PLAIN, ['1', 'Rà soát', 'Phòng Tư pháp', '', 'Quý I']],
      '2. Cải cách thủ tục',
      [PLAIN, ['1', 'Niêm yết', 'Văn phòng', '', 'Quý II']],
      'III. KINH PHÍ',
      [
        ['STT', 'Nội dung chi', 'Đơn vị tính', 'Số lượng', 'Thành tiền'],
        ['1', 'In tờ rơi', 'Tờ', '1000', '5.000.000'],
      ],
    ],
    fields: ['1. Cải cách thể chế', '2. Cải cách thủ tục'],
    rows: [
      ['1', null, 'Rà soát', 'Phòng Tư pháp', '', 'Quý I'],
      ['2', null, 'Niêm yết', 'Văn phòng', '', 'Quý II'],
    ],
  },
  'a header only on the first table, sections between the tables': {
    blocks: [
      'I. CẢI CÁCH THỂ CHẾ',
      [PLAIN, ['1', 'Rà soát', 'Phòng Tư pháp', '', 'Quý I']],
      'II. CẢI CÁCH BỘ MÁY',
      [['1', 'Sắp xếp', 'Phòng Nội vụ', '', 'Quý II']],
    ],
    fields: ['I. CẢI CÁCH THỂ CHẾ', 'II. CẢI CÁCH BỘ MÁY'],
    rows: [
      ['I', null, 'Rà soát', 'Phòng Tư pháp', '', 'Quý I'],
      ['II', null, 'Sắp xếp', 'Phòng Nội vụ', '', 'Quý II'],
    ],
  },
  'a chapter of the prose far above two tables, which is no field of theirs': {
    blocks: [
      'IV. TỔ CHỨC THỰC HIỆN',
      'Phòng Nội vụ theo dõi, đôn đốc.',
      'Các phòng, ban báo cáo hằng quý.',
      'Trên đây là Kế hoạch của UBND huyện./.',
      [PLAIN, ['1', 'Rà soát', 'Phòng Tư pháp', '', 'Quý I']],
      [PLAIN, ['2', 'Sắp xếp', 'Phòng Nội vụ', '', 'Quý II']],
    ],
    fields: [],
    rows: [
      [null, null, 'Rà soát', 'Phòng Tư pháp', '', 'Quý I'],
      [null, null, 'Sắp xếp', 'Phòng Nội vụ', '', 'Quý II'],
    ],
  },
  'tasks that are announced by a number alone, with works below that carry a dash or nothing': {
    blocks: [
      [
        PLAIN,
        ['I', 'CẢI CÁCH THỂ CHẾ', '', '', ''],
        ['1', 'Theo dõi thi hành pháp luật', '', '', ''],
        ['-', 'Ban hành kế hoạch', 'Sở Tư pháp', '', 'Tháng 1'],
        ['2', 'Phổ biến pháp luật', '', '', ''],
        ['', 'Tổ chức hội nghị', 'Sở Tư pháp', 'Các sở', 'Quý II'],
      ],
    ],
    fields: ['I. CẢI CÁCH THỂ CHẾ'],
    rows: [
      ['I', 'Theo dõi thi hành pháp luật', 'Ban hành kế hoạch', 'Sở Tư pháp', '', 'Tháng 1'],
      ['I', 'Phổ biến pháp luật', 'Tổ chức hội nghị', 'Sở Tư pháp', 'Các sở', 'Quý II'],
    ],
  },
  'three ranks of numbers, where a number without parts of its own is work under the rank above': {
    blocks: [
      [
        PLAIN,
        ['1', 'Cải cách thể chế', '', '', ''],
        ['1.1', 'Xây dựng văn bản', '', '', ''],
        ['1.1.1', 'Ban hành danh mục', 'Sở Tư pháp', '', 'Quý I'],
        ['1.2', 'Rà soát văn bản', 'Sở Tư pháp', '', 'Quý IV'],
        ['2', 'Tổng kết', 'Sở Nội vụ', '', 'Tháng 12'],
      ],
    ],
    fields: [],
    rows: [
      [null, 'Xây dựng văn bản', 'Ban hành danh mục', 'Sở Tư pháp', '', 'Quý I'],
      [null, 'Cải cách thể chế', 'Rà soát văn bản', 'Sở Tư pháp', '', 'Quý IV'],
      [null, null, 'Tổng kết', 'Sở Nội vụ', '', 'Tháng 12'],
    ],
  },
  'a field written into the number column, agencies abbreviated': {
    blocks: [
      [
        PLAIN,
        ['I. Cải cách thể chế', '', '', '', ''],
        ['1', 'Rà soát', 'P. Tư pháp', 'P. Nội vụ, CA xã, TT PVHCC', 'Quý I'],
      ],
    ],
    fields: ['I. Cải cách thể chế'],
    rows: [['I', null, 'Rà soát', 'P. Tư pháp', 'P. Nội vụ; CA xã; TT PVHCC', 'Quý I']],
  },
  'a programme of legal acts: name of the act, who drafts it, when it is submitted': {
    blocks: [
      [
        [
          'STT',
          'Tên văn bản',
          'Hình thức văn bản',
          'Cơ quan chủ trì soạn thảo',
          'Cơ quan phối hợp',
          'Cấp ban hành',
          'Thời gian trình',
        ],
        ['1', 'Quy định mức thu phí', 'Nghị quyết', 'Sở Tài chính', 'Sở Tư pháp', 'HĐND tỉnh', 'Tháng 6'],
      ],
    ],
    fields: [],
    rows: [[null, null, 'Quy định mức thu phí', 'Sở Tài chính', 'Sở Tư pháp', 'Tháng 6']],
  },
  'both roles in one column, told apart by words': {
    blocks: [
      [
        ['TT', 'Nội dung', 'Đơn vị thực hiện và phối hợp', 'Hạn xong'],
        ['1', 'Kiểm tra', 'Chủ trì: Phòng Cải cách hành chính\nPhối hợp: Văn phòng Sở, Thanh tra Sở', 'Quý II'],
        ['2', 'Tuyên truyền', 'Đơn vị chủ trì: Văn phòng Sở. Đơn vị phối hợp: các phòng', 'Quý III'],
      ],
    ],
    fields: [],
    rows: [
      [null, null, 'Kiểm tra', 'Phòng Cải cách hành chính', 'Văn phòng Sở; Thanh tra Sở', 'Quý II'],
      [null, null, 'Tuyên truyền', 'Văn phòng Sở', 'các phòng', 'Quý III'],
    ],
  },
};

describe.each(Object.entries(LAYOUTS))('%s', (_, { blocks, fields, rows, said = [] }) => {
  const plan = parsePlan(makeDocument(...blocks));

  it('gives each row its field, task, agencies and time', () => {
    const read = plan.rows.map((row) => [
      row.field,
      row.task?.title ?? null,
      row.activity.title,
      row.leads.join('; '),
      row.coordinators.join('; '),
      row.deadlineText,
    ]);
    expect(read).toEqual(rows);
    expect(plan.fields.map(({ code, title }) => `${code}. ${title}`)).toEqual(fields);
  });

  it('asks nobody about a row whose words are clear', () => {
    expect(plan.issues.map(({ code }) => code)).toEqual(said);
  });
});

it('an objective above its tasks stays above them when both are only told apart by their word', () => {
  const plan = parsePlan(
    makeDocument([
      PLAIN,
      [across('Mục tiêu 1: Văn bản đúng quy định', 5)],
      [across('Nhiệm vụ 1: Xây dựng văn bản', 5)],
      ['1.1', 'Ban hành', 'Sở Tư pháp', '', 'Tháng 1'],
      [across('Nhiệm vụ 2: Kiểm tra văn bản', 5)],
      ['2.1', 'Tự kiểm tra', 'Sở Tư pháp', '', 'Quý III'],
    ]),
  );
  expect(plan.rows.map((row) => [row.objective, row.task?.title])).toEqual([
    ['Mục tiêu 1: Văn bản đúng quy định', 'Xây dựng văn bản'],
    ['Mục tiêu 1: Văn bản đúng quy định', 'Kiểm tra văn bản'],
  ]);
});
