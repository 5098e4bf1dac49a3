import { expect, it } from 'vitest';
import { type ColumnRole, guessColumn } from '#domain/plan/header-words.ts';

// Wordings of real plans and their templates, by what a clerk means with them.
const WORDINGS: [ColumnRole | null, string[]][] = [
  ['number', ['STT', 'TT', 'Số TT', 'S.T.T', 'Số thứ tự', '1. STT']],
  ['task', ['Nhiệm vụ', 'Tên nhiệm vụ/dự án', 'Nhóm nhiệm vụ', 'Các nhiệm vụ chủ yếu']],
  ['activity', ['Hoạt động', 'Nhiệm vụ cụ thể', 'Đầu việc', 'Công việc cụ thể']],
  [
    'content',
    [
      'Nội dung',
      'Nội dung công việc',
      'Danh mục công việc',
      'Tên văn bản',
      'Tên dự án',
      'Tên đề án ưu tiên',
      'Việc cần làm',
    ],
  ],
  ['product', ['Sản phẩm đầu ra', 'Kết quả dự kiến', 'Kết quả/Sản phẩm', 'Hình thức văn bản', '3.SẢN PHẨM']],
  [
    'lead',
    [
      'Cơ quan chủ trì',
      'Đơn vị đầu mối',
      'Cơ quan chủ trì soạn thảo',
      'Công chức tham mưu',
      'Người thực hiện',
      'Ngành thực hiện',
      'Thành viên phụ trách',
      'Đ/c phụ trách',
      'Bộ phận chuyên môn',
      'Phân công thực hiện',
      'Đơn vị/cá nhân chủ trì',
    ],
  ],
  [
    'coordinator',
    ['Cơ quan phối hợp', 'Đơn vị phối hợp thực hiện', 'Các đơn vị liên quan', 'Thành phần tham gia', 'Đơn vị hỗ trợ'],
  ],
  [
    'leadAndCoordinator',
    ['Cơ quan chủ trì, phối hợp', 'Chủ trì/Phối hợp', 'Đơn vị thực hiện và phối hợp', 'Cơ quan thực hiện/ phối hợp'],
  ],
  [
    'deadline',
    [
      'Thời gian hoàn thành',
      'Thời hạn',
      'Tiến độ',
      'Lộ trình thực hiện',
      'Hạn xử lý',
      'Hạn báo cáo',
      'Hạn',
      'Năm hoàn thành',
      'Giai đoạn thực hiện',
      'Thời gian trình',
      'Mốc thời gian',
      'Thời gian bắt đầu - kết thúc',
    ],
  ],
  ['start', ['Bắt đầu', 'Ngày bắt đầu']],
  ['funding', ['Kinh phí (triệu đồng)', 'Nguồn vốn', 'Dự toán']],
  [
    'other',
    [
      'Ghi chú',
      'Đơn vị tính',
      'Văn bản giao nhiệm vụ',
      'Ngày giao',
      'Thời gian giao',
      'Nội dung chi',
      'Lãnh đạo UBND chỉ đạo',
    ],
  ],
  [null, ['Thành tiền', 'Số lượng', 'Cấp có thẩm quyền ban hành', 'Địa điểm']],
];

it.each(WORDINGS.flatMap(([role, headers]) => headers.map((header) => [header, role] as const)))(
  '«%s» is read as %s',
  (header, role) => {
    expect(guessColumn(header)?.role ?? null).toBe(role);
    expect(guessColumn(header.toUpperCase().normalize('NFD'))?.role ?? null).toBe(role);
  },
);
