// What the API calls the fields of a request, and the values that they can have, in the words of people: for refusals that somebody reads
// beside a form. The JSON names stand next to them, for machines.
import { eventTypeWords } from '#domain/delivery/webhook-event-type.ts';
import { KEY_SCOPE_WORDS } from '#domain/rights/key-scopes.ts';
import { ROLE_WORDS } from '#domain/rights/roles.ts';
import { SECOND_FACTOR_FOR_WORDS } from '#domain/rights/second-factor.ts';
import { WORDS } from './catalogue.ts';

const FIELDS: Readonly<Record<string, string>> = {
  plan: 'Kế hoạch',
  agency: 'Cơ quan',
  field: 'Lĩnh vực',
  status: 'Trạng thái',
  dueState: 'Tình trạng thời hạn',
  nature: 'Tính chất thời hạn',
  dueFrom: 'Hạn từ ngày',
  dueTo: 'Hạn đến ngày',
  overdue: 'Chỉ việc quá hạn',
  q: 'Từ cần tìm',
  sort: 'Cách sắp xếp',
  page: 'Trang',
  cursor: 'Vị trí trang',
  after: 'Sau sự kiện số',
  pageSize: 'Số dòng mỗi trang',
  limit: 'Số dòng mỗi trang',
  id: 'Mã',
  rowId: 'Mã dòng',
  command: 'Thao tác',
  occurredOn: 'Ngày thực hiện',
  note: 'Nội dung',
  documentNumber: 'Số văn bản',
  evidenceUrl: 'Đường dẫn minh chứng',
  doneBefore: 'Hoàn thành trước ngày giao',
  reason: 'Lý do',
  how: 'Cách đã xác minh',
  year: 'Năm',
  waiting: 'Chỉ dòng chờ xác nhận',
  issuedOn: 'Ngày ban hành',
  again: 'Thực hiện lại',
  rows: 'Các dòng trả về',
  text: 'Thời gian thực hiện',
  yearFrom: 'Từ năm',
  yearTo: 'Đến năm',
  unheard: 'Giao cả khi chưa có người nhận',
  dataDate: 'Ngày chốt số liệu',
  token: 'Mã của đường dẫn',
  active: 'Đang dùng',
  url: 'Địa chỉ nhận',
  filter: 'Loại sự kiện',
  secret: 'Khóa ký',
  type: 'Loại sự kiện',
  delivery: 'Mã lần gửi',
  channel: 'Kênh gửi',
  name: 'Tên',
  password: 'Mật khẩu',
  remember: 'Nhớ đăng nhập',
  code: 'Mã xác thực',
  recovery: 'Mã dự phòng',
  trustDevice: 'Tin máy này',
  returnTo: 'Trang quay lại',
  email: 'Thư điện tử',
  first: 'Người quản trị đầu tiên',
  current: 'Mật khẩu hiện nay',
  scope: 'Phạm vi',
  days: 'Số ngày dùng được',
  role: 'Vai trò',
  roles: 'Vai trò',
  agencyId: 'Cơ quan',
  from: 'Từ ngày',
  to: 'Đến ngày',
  give: 'Vai trò được giao',
  take: 'Vai trò thôi giao',
  format: 'Loại tệp',
  provider: 'Nơi đăng nhập',
  files: 'Tệp minh chứng',
  fileId: 'Mã tệp',
  edits: 'Các thay đổi',
  kind: 'Loại',
  validFrom: 'Có hiệu lực từ ngày',
  validTo: 'Có hiệu lực đến ngày',
  aliases: 'Tên gọi khác',
  memberOffice: 'Cơ quan cùng hệ thống',
  leads: 'Cơ quan chủ trì',
  coordinators: 'Cơ quan phối hợp',
  due: 'Thời hạn',
  later: 'Hạn muộn hơn cấp trên giao',
  standing: 'Tình trạng',
  zaloUserId: 'Tài khoản Zalo',
  wantsCalendar: 'Nhận lịch kèm thư',
  position: 'Chức vụ',
  phone: 'Số điện thoại',
  leave: 'Thời gian nghỉ',
  deputy: 'Người thay',
  channels: 'Kênh nhận',
  standingAgency: 'Cơ quan thường trực',
  chairmanOffice: 'Văn phòng',
  chairman: 'Chủ tịch',
  members: 'Thành viên',
  fieldLeads: 'Cơ quan chủ trì lĩnh vực',
  contact: 'Người nhận',
  contacts: 'Người nhận',
  people: 'Người của cơ quan',
  version: 'Phiên bản',
  before: 'Trước khi đổi',
  assignment: 'Việc được giao',
  workingHours: 'Giờ làm việc',
  when: 'Thời điểm gửi',
  times: 'Số lần',
  source: 'Căn cứ',
  rungs: 'Các nấc nhắc',
  roster: 'Danh bạ',
  repeat: 'Nhắc lại',
  regularSlot: 'Giờ gửi thường ngày',
  office: 'Đơn vị',
  notice: 'Văn bản thông báo',
  ladder: 'Thang nhắc việc',
  into: 'Nhập vào cơ quan',
  group: 'Nhóm cơ quan',
  groups: 'Nhóm cơ quan',
  for: 'Dành cho việc ở trạng thái',
  everyWorkingDays: 'Cách số ngày làm việc',
  dueDaySlots: 'Giờ gửi trong ngày đến hạn',
  date: 'Ngày',
  audience: 'Người được nhắc',
  agencies: 'Cơ quan',
  officer: 'Cán bộ đầu tiên',
  orphans: 'Việc chưa có người nhận',
  index: 'Số thứ tự trong nhật ký',
  edition: 'Bản lịch',
  actor: 'Người thực hiện',
  whom: 'Xác thực hai bước bắt buộc với',
};

const YES_NO = { '0': 'không', '1': 'có' };

const SORTS = {
  due: 'hạn gần trước',
  '-due': 'hạn xa trước',
  agency: 'theo cơ quan',
  daysLate: 'quá hạn lâu trước',
  created: 'cũ trước',
  '-created': 'mới trước',
  title: 'theo tên',
  name: 'theo tên',
  time: 'cũ trước',
  '-time': 'mới trước',
  raised: 'chờ lâu trước',
  '-last': 'mới nhất trước',
  since: 'cũ trước',
  '-given': 'mới giao trước',
};

const FAMILIES: Readonly<Record<string, string>> = {
  assignment: 'việc được giao',
  plan: 'kế hoạch',
  'plan-row': 'dòng kế hoạch',
  contact: 'danh bạ',
};

const DELIVERY = { pending: 'đang chờ gửi', delivered: 'đã gửi', dead: 'không gửi được' };
const COMMANDS = Object.fromEntries(Object.entries(WORDS.command).map(([command, { button }]) => [command, button]));

const ROSTER_EDITS = {
  'add-agency': 'thêm cơ quan',
  'change-agency': 'sửa cơ quan',
  'add-contact': 'thêm người',
  'change-contact': 'sửa người',
  'put-group': 'đặt nhóm',
  'set-chain': 'đặt cấp trên',
  'merge-agency': 'nhập cơ quan',
  replace: 'thay cả danh bạ',
};

const DAYS = {
  holiday: 'ngày lễ',
  compensatory: 'nghỉ bù',
  swap: 'hoán đổi',
  agency: 'cơ quan cho nghỉ',
  'weekend-holiday': 'lễ vào cuối tuần',
  worked: 'đi làm bù',
};

const RUNGS = {
  assigned: 'khi giao việc',
  unacknowledged: 'chưa tiếp nhận',
  progress: 'giữa kỳ',
  before: 'trước hạn',
  due: 'đến hạn',
  overdue: 'quá hạn',
  returned: 'bị trả lại',
  'awaiting-verification': 'chờ xác nhận',
};

const AUDIENCE = {
  lead: 'người nhận việc',
  'standing-agency': 'cơ quan thường trực',
  'chairman-office': 'văn phòng',
  chairman: 'chủ tịch',
  verifier: 'người xác nhận',
};

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: { ...WORDS.status, ...WORDS.planStatus, ...DELIVERY, official: 'chính thức', provisional: 'tạm thời' },
  kind: { ...ROSTER_EDITS, ...DAYS, ...RUNGS },
  people: { 'go-over': 'chuyển theo', end: 'thôi nhận việc' },
  when: { slot: 'vào giờ gửi', weekly: 'hằng tuần' },
  dueState: WORDS.dueState,
  nature: { ...WORDS.nature, dated: 'có thời hạn' },
  standing: WORDS.standing,
  sort: SORTS,
  command: COMMANDS,
  whom: SECOND_FACTOR_FOR_WORDS,
  scope: KEY_SCOPE_WORDS,
  role: { ...ROLE_WORDS, ...AUDIENCE, clerk: 'chuyên viên', head: 'lãnh đạo' },
  format: { docx: 'Word', xlsx: 'Excel' },
  rows: { all: 'tất cả', decided: 'dòng vừa xác nhận' },
};

/** What people call a field of a request; null = nobody has named it. */
export function fieldWords(name: string): string | null {
  return FIELDS[name] ?? null;
}

/** A value that a field can have: in the words of people, with the API's own word behind them; alone where it says all. */
export function valueWords(field: string, value: string): string {
  const words = VALUES[field]?.[value] ?? wordsOfKind(field, value);
  return words === null ? value : `${words} (${value})`;
}

function wordsOfKind(field: string, value: string): string | null {
  if (value === '0' || value === '1') return YES_NO[value];
  if ((field === 'type' || field === 'filter') && /^[\w-]+\.[\w-]+$/.test(value)) return eventTypeWords(value);
  if (field === 'filter' && value === '*') return 'mọi sự kiện';
  if (field === 'filter' && value.endsWith('.*'))
    return `mọi sự kiện của ${FAMILIES[value.slice(0, -2)] ?? 'một loại'}`;
  return null;
}
