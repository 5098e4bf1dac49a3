// One input per kind of message, shared by the goldens and by the rendering script.
import type { MessageInput, MessageItem } from '#contracts/message.ts';
import { OFFICIAL_CALENDAR } from '../../support/builders.ts';
import { day, slot } from '../../support/moments.ts';

const OFFICE = 'UBND huyện Tứ Kỳ';
const ZONE = 'Asia/Ho_Chi_Minh';
const SLOT = slot('2026-11-18T01:00:00Z'); // Wednesday 08:00

export const LEAD = { name: 'Nguyễn Thị Hoàng Anh', position: 'Chuyên viên', agencyName: 'Phòng Tư pháp' };
export const CHIEF = {
  name: 'Trần Văn Bình',
  position: 'Chánh Văn phòng HĐND và UBND',
  agencyName: 'Văn phòng HĐND và UBND huyện',
};
export const CHAIRMAN = { name: 'Phạm Quang Minh', position: 'Chủ tịch UBND huyện', agencyName: 'UBND huyện Tứ Kỳ' };
export const STANDING = { name: 'Phòng Nội vụ', position: '', agencyName: 'Phòng Nội vụ' };

export function item(over: Partial<MessageItem> & { rung: string; assignmentId: string }): MessageItem {
  const due = over.due === undefined ? day('2026-11-27') : over.due;
  const links = `https://dondoc.tuky.example.vn/l/eyJ${over.assignmentId}`;
  return {
    title: 'Tổ chức rà soát, hệ thống hóa văn bản quy phạm pháp luật của HĐND, UBND huyện ban hành trong năm 2026',
    product: 'Báo cáo kết quả rà soát; Quyết định công bố danh mục văn bản hết hiệu lực',
    agencyName: 'Phòng Tư pháp',
    planTitle: 'Kế hoạch cải cách hành chính huyện Tứ Kỳ năm 2026',
    due,
    dueWorking: day('2026-11-27'),
    status: 'in-progress',
    daysLate: 0,
    workingDaysLeft: due === null ? null : OFFICIAL_CALENDAR.countWorkingDays(day('2026-11-18'), due),
    why: '“Tháng 11/2026”: hết tháng là 30/11/2026, sớm hơn 03 ngày theo chỉ đạo của huyện.',
    links: { acknowledge: `${links}-nhan`, report: `${links}-bao-cao`, view: `${links}-xem` },
    ...over,
  };
}

const base = { office: OFFICE, zone: ZONE, slotAt: SLOT };
const single = (recipient: MessageInput['recipient'], one: MessageItem): MessageInput => ({
  ...base,
  recipient,
  items: [one],
});
const viewOnly = (id: string) => ({ acknowledge: null, report: null, view: `https://dondoc.tuky.example.vn/l/${id}` });

export const CASES: Record<string, MessageInput> = {
  'giao-viec': single(
    LEAD,
    item({
      rung: 'assigned',
      assignmentId: 'a1',
      status: 'assigned',
      due: day('2026-11-29'),
      dueWorking: day('2026-11-30'),
    }),
  ),
  'giao-viec-da-qua-han': single(
    LEAD,
    item({
      rung: 'assigned',
      assignmentId: 'a1',
      status: 'assigned',
      due: day('2026-10-30'),
      dueWorking: day('2026-10-30'),
      daysLate: 19,
    }),
  ),
  'chua-tiep-nhan': single(LEAD, item({ rung: 'unacknowledged', assignmentId: 'a1', status: 'assigned' })),
  'nhac-truoc-7': single(LEAD, item({ rung: 'before-7', assignmentId: 'a1' })),
  'nhac-truoc-3-da-nhan': single(
    LEAD,
    item({
      rung: 'before-3',
      assignmentId: 'a1',
      due: day('2026-11-21'),
      dueWorking: day('2026-11-23'),
      links: { acknowledge: null, report: 'https://dondoc.tuky.example.vn/l/bc', view: null },
    }),
  ),
  'den-han-hom-nay': single(
    LEAD,
    item({ rung: 'due', assignmentId: 'a1', due: day('2026-11-18'), dueWorking: day('2026-11-18') }),
  ),
  'den-han-vao-ngay-nghi': {
    ...base,
    slotAt: slot('2026-11-20T01:00:00Z'),
    recipient: LEAD,
    items: [
      item({
        rung: 'due',
        assignmentId: 'a1',
        due: day('2026-11-22'),
        dueWorking: day('2026-11-23'),
        workingDaysLeft: 0,
      }),
    ],
  },
  'qua-han-1-chu-tri': single(
    LEAD,
    item({ rung: 'overdue-1', assignmentId: 'a1', due: day('2026-11-13'), dueWorking: day('2026-11-13'), daysLate: 5 }),
  ),
  'qua-han-2-co-quan-thuong-truc': single(
    STANDING,
    item({
      rung: 'overdue-2',
      assignmentId: 'a1',
      due: day('2026-11-13'),
      dueWorking: day('2026-11-13'),
      daysLate: 5,
      audience: 'standing-agency',
      links: viewOnly('a1'),
    }),
  ),
  'qua-han-3-van-phong': single(
    CHIEF,
    item({
      rung: 'overdue-3',
      assignmentId: 'a1',
      due: day('2026-11-08'),
      dueWorking: day('2026-11-09'),
      daysLate: 9,
      audience: 'chairman-office',
      links: viewOnly('a1'),
    }),
  ),
  'cho-xac-nhan': single(
    STANDING,
    item({
      rung: 'awaiting-verification',
      assignmentId: 'a1',
      status: 'reported',
      audience: 'verifier',
      links: viewOnly('a1'),
    }),
  ),
  'hoi-tien-do': single(
    LEAD,
    item({
      rung: 'progress',
      assignmentId: 'a1',
      title: 'Tuyên truyền, phổ biến giáo dục pháp luật về cải cách hành chính',
      product: null,
      due: null,
      dueWorking: null,
      why: '“Thường xuyên”: không có ngày đến hạn, hỏi tiến độ cuối mỗi quý.',
    }),
  ),
  'tong-hop-bi-tra-lai': {
    ...base,
    recipient: LEAD,
    items: [
      item({ rung: 'returned', assignmentId: 'a1', note: 'Thiếu phụ lục số liệu của quý III.' }),
      item({ rung: 'before-7', assignmentId: 'a2', title: 'Báo cáo công tác cải cách hành chính tháng 11' }),
    ],
  },
  'tong-hop-chu-tri': { ...base, recipient: LEAD, items: leadDigest() },
  'tong-hop-chu-tich': { ...base, recipient: CHAIRMAN, items: chairmanDigest() },
  'qua-han-nguoi-dung-dau': single(
    { name: 'Lê Văn Cường', position: 'Trưởng phòng Tư pháp', agencyName: 'Phòng Tư pháp' },
    item({
      rung: 'overdue-1',
      assignmentId: 'a1',
      audience: 'lead-head',
      due: day('2026-11-13'),
      dueWorking: day('2026-11-13'),
      daysLate: 5,
    }),
  ),
  'tong-hop-giao-viec': {
    ...base,
    recipient: LEAD,
    items: ['Tổ chức rà soát văn bản', 'Tập huấn nghiệp vụ hộ tịch', 'Báo cáo công tác tư pháp năm 2026'].map(
      (title, n) =>
        item({
          rung: 'assigned',
          assignmentId: `g${n}`,
          status: 'assigned',
          title,
          due: day(`2026-12-${10 + n}`),
          dueWorking: day(`2026-12-${10 + n}`),
        }),
    ),
  },
  'tong-hop-qua-han-chu-tri': {
    ...base,
    recipient: LEAD,
    items: [5, 12].map((daysLate) =>
      item({
        rung: 'overdue-2',
        assignmentId: `q${daysLate}`,
        title: `Nhiệm vụ chậm ${daysLate} ngày`,
        due: daysLate === 5 ? day('2026-11-13') : day('2026-11-06'),
        dueWorking: daysLate === 5 ? day('2026-11-13') : day('2026-11-06'),
        daysLate,
      }),
    ),
  },
  'ky-tu-dac-biet': {
    ...base,
    recipient: { name: 'A <b>"x"</b> & Cộng', position: "<script>alert('x')</script>", agencyName: 'Phòng <i>Thử</i>' },
    items: [
      item({
        rung: 'overdue-1',
        assignmentId: 'x',
        agencyName: 'Phòng <i>Thử</i>',
        title: 'Dòng một\r\nBcc: ke-gian@example.com\u0000 <img src=x onerror=alert(1)> & "nháy"',
        product: '</td></table><script>alert(2)</script>',
        planTitle: '<!-- --> ]]>',
        daysLate: 2,
        links: { acknowledge: 'https://x.example/?a=1&b="><script>', report: null, view: null },
      }),
    ],
  },
};

function leadDigest(): MessageItem[] {
  return [
    item({ rung: 'before-7', assignmentId: 'd1' }),
    item({
      rung: 'overdue-1',
      assignmentId: 'd2',
      title: 'Báo cáo công tác kiểm soát thủ tục hành chính quý III/2026',
      due: day('2026-11-13'),
      dueWorking: day('2026-11-13'),
      daysLate: 5,
    }),
    item({
      rung: 'due',
      assignmentId: 'd3',
      title: 'Tham mưu ban hành Kế hoạch theo dõi tình hình thi hành pháp luật năm 2027',
      due: day('2026-11-18'),
      dueWorking: day('2026-11-18'),
    }),
    item({
      rung: 'unacknowledged',
      assignmentId: 'd4',
      status: 'assigned',
      title: 'Tập huấn nghiệp vụ hộ tịch cho công chức cấp xã',
      due: day('2026-12-15'),
      dueWorking: day('2026-12-15'),
    }),
    item({
      rung: 'assigned',
      assignmentId: 'd5',
      status: 'assigned',
      title: 'Công bố danh mục văn bản hết hiệu lực',
      due: day('2026-12-31'),
      dueWorking: day('2026-12-31'),
    }),
    item({ rung: 'progress', assignmentId: 'd6', title: 'Hòa giải ở cơ sở', due: null, dueWorking: null }),
    // The same assignment from two rungs of one slot: read once, as the more urgent.
    item({
      rung: 'unacknowledged',
      assignmentId: 'd2',
      status: 'assigned',
      daysLate: 5,
      due: day('2026-11-13'),
      dueWorking: day('2026-11-13'),
    }),
  ];
}

function chairmanDigest(): MessageItem[] {
  const agencies = ['Phòng Tư pháp', 'Phòng Tài chính - Kế hoạch', 'Phòng Văn hóa và Thông tin', 'UBND xã Quang Phục'];
  return agencies.flatMap((agencyName, a) =>
    Array.from({ length: 4 - a }, (_, n) =>
      item({
        rung: n === 0 ? 'overdue-4' : 'overdue-4#2',
        assignmentId: `c${a}-${n}`,
        agencyName,
        audience: 'chairman',
        title: `Nhiệm vụ ${n + 1} về chuyển đổi số, nâng cao tỷ lệ hồ sơ trực tuyến toàn trình của ${agencyName}`,
        due: day('2026-10-20'),
        dueWorking: day('2026-10-20'),
        daysLate: 29 - 3 * a + n,
        links: viewOnly(`c${a}-${n}`),
      }),
    ),
  );
}
