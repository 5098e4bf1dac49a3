// What an owner of the database can do to it, and what the product has to say of it.

export interface TamperingKind {
  name: string;
  /** Restored afterwards from a copy. */
  tables: readonly string[];
  sql: string;
  /** What `audit verify` must say. */
  says: RegExp;
  /** The figures of the report must stay as they were. */
  counted?: boolean;
  /** Only a root that was written down finds it: what `--against` must say. */
  against?: RegExp;
  /** After the statements: every hash from this event on is computed anew. */
  rehashFrom?: (last: number) => number;
}

const DATED = `(select id from assignment where nature = 'dated' and due < now() and status in ('assigned', 'in-progress') order by id limit 1)`;
const CLOSED = `(select id from assignment where status = 'verified' order by id limit 1)`;
const MIDDLE = '(select max(index) / 2 from audit_event)';
const SENT = `(select id from message where sealed_index is not null order by id limit 1)`;
const LATE = DATED.replace('from assignment', 'from listed_assignment');
const assignment = ['assignment'];
const listed = ['listed_assignment'];

/** Each is one statement or a few; the first ones are the short form. */
export const TAMPERING_KINDS: readonly TamperingKind[] = [
  {
    name: 'later due dates',
    tables: assignment,
    sql: `update assignment set due = '2099-01-01', due_working = '2099-01-01' where due is not null`,
    says: /thời hạn \(due\)/,
    counted: true,
  },
  {
    name: 'a deleted assignment',
    tables: ['delivery', 'ledger_entry', 'report', 'assignment'],
    sql: `delete from report where assignment_id = ${DATED}; delete from assignment where id = ${DATED}`,
    says: /đã bị xóa khỏi bảng việc/,
    counted: true,
  },
  {
    name: 'an edited event',
    tables: ['audit_event'],
    sql: `update audit_event set payload = payload || '{"note": "khác"}' where index = ${MIDDLE}`,
    says: /nội dung đã bị thay đổi sau khi ghi/,
  },
  {
    name: 'a cut tail',
    tables: ['audit_event'],
    sql: 'delete from audit_event where index > (select max(index) - 3 from audit_event)',
    says: /^/,
    against: /đã bị cắt/,
  },
  {
    name: 'the recipient of a message',
    tables: ['message'],
    sql: `update message set contact_id = (select id from contact where id <> message.contact_id limit 1) where id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'the address of a person',
    tables: ['contact'],
    sql: `update contact set email = 'khong con la thu' where email is not null`,
    says: /Danh bạ: không còn/,
  },
  {
    name: 'a later working due date',
    tables: assignment,
    sql: `update assignment set due_working = due_working + 30 where id = ${DATED}`,
    says: /\(dueWorking\)/,
    counted: true,
  },
  {
    name: 'work that is continuous now',
    tables: assignment,
    sql: `update assignment set nature = 'continuous', due = null, due_working = null where id = ${DATED}`,
    says: /loại thời hạn \(nature\)/,
    counted: true,
  },
  {
    name: 'work that is done now',
    tables: assignment,
    sql: `update assignment set status = 'verified', reported_on = due, ended_at = now() where id = ${DATED}`,
    says: /trạng thái \(status\)/,
    counted: true,
  },
  {
    name: 'an earlier completion',
    tables: assignment,
    sql: `update assignment set reported_on = '2020-01-01' where id = ${CLOSED}`,
    says: /ngày báo cáo \(reportedOn\)/,
    counted: true,
  },
  {
    name: 'another lead agency',
    tables: assignment,
    sql: `update assignment set agency_id = (select id from agency where id <> assignment.agency_id limit 1) where id = ${DATED}`,
    says: /cơ quan chủ trì \(agencyId\)/,
    counted: true,
  },
  {
    name: 'another title',
    tables: assignment,
    sql: `update assignment set title = 'Tên khác' where id = ${DATED}`,
    says: /tên việc \(title\)/,
    counted: true,
  },
  {
    name: 'other rules of the lifecycle',
    tables: assignment,
    sql: `update assignment set rules_version = 1 where id = ${DATED}`,
    says: /bộ quy tắc nhắc việc/,
  },
  {
    name: 'an inserted assignment',
    tables: assignment,
    sql: `insert into assignment select (jsonb_populate_record(a, '{"id": "them", "key": "them"}')).* from assignment a where id = ${DATED}`,
    says: /không có sự kiện nào/,
    counted: true,
  },
  {
    name: 'a later due date in the lists',
    tables: listed,
    sql: `update listed_assignment set due = '2099-01-01', due_working = '2099-01-01' where id = ${LATE}`,
    says: /danh sách việc: thời hạn \(due\)/,
  },
  {
    name: 'work that is done now in the lists',
    tables: listed,
    sql: `update listed_assignment set status = 'verified', reported_on = due where id = ${LATE}`,
    says: /danh sách việc: trạng thái \(status\)/,
  },
  {
    name: 'late work that is in no list',
    tables: listed,
    sql: `delete from listed_assignment where id = ${LATE}`,
    says: /thiếu trong danh sách việc/,
  },
  {
    name: 'work in the lists that nobody was given',
    tables: listed,
    sql: `insert into listed_assignment select (jsonb_populate_record(l, '{"id": "them", "key": "them"}')).* from listed_assignment l where id = ${LATE}`,
    says: /có trong danh sách, nhật ký không có/,
  },
  {
    name: 'a rewritten report',
    tables: ['report'],
    sql: `update report set note = 'khác', evidence_url = 'https://khac.example/'`,
    says: /nội dung \(note\)/,
  },
  {
    name: 'a report accepted by hand',
    tables: ['report'],
    sql: `update report set outcome = 'accepted', outcome_reason = null where id = (select id from report where outcome <> 'accepted' limit 1)`,
    says: /kết quả xem xét \(outcome\)/,
  },
  {
    name: 'a deleted report',
    tables: ['report'],
    sql: 'delete from report where id = (select id from report order by id limit 1)',
    says: /đã bị xóa khỏi bảng báo cáo/,
  },
  {
    name: 'an edited event with its own hash',
    tables: ['audit_event'],
    sql: `update audit_event set actor = 'Kẻ giả mạo' where index = ${MIDDLE}`,
    says: /không nối với sự kiện đứng trước/,
    rehashFrom: (last) => -Math.floor(last / 2),
  },
  {
    name: 'a deleted event',
    tables: ['audit_event'],
    sql: `delete from audit_event where index = ${MIDDLE}`,
    says: /thiếu sự kiện/,
  },
  {
    name: 'an inserted event',
    tables: ['audit_event'],
    sql: `insert into audit_event select index + 1, subject, 900, type, actor, occurred_at, recorded_at, payload, hash, repeat('a', 64) from audit_event where index = (select max(index) from audit_event)`,
    says: /nội dung đã bị thay đổi/,
  },
  {
    name: 'two events in the other order',
    tables: ['audit_event'],
    sql: `update audit_event set index = -index where false; alter table audit_event drop constraint audit_event_index_counts; update audit_event set index = -1 where index = 10; update audit_event set index = 10 where index = 11; update audit_event set index = 11 where index = -1; alter table audit_event add constraint audit_event_index_counts check (index >= 1)`,
    says: /không nối với/,
  },
  {
    name: 'a rest that was rebuilt',
    tables: ['audit_event'],
    sql: `update audit_event set actor = 'Kẻ giả mạo' where index = ${MIDDLE}`,
    says: /^/,
    against: /đã bị dựng lại/,
    rehashFrom: (last) => Math.floor(last / 2),
  },
  {
    name: 'a log that was rebuilt whole',
    tables: ['audit_event'],
    sql: `update audit_event set occurred_at = occurred_at + interval '1 ms' where index = 1`,
    says: /^/,
    against: /đã bị dựng lại/,
    rehashFrom: () => 1,
  },
  {
    name: 'the outcome of a reminder',
    tables: ['ledger_entry'],
    sql: `update ledger_entry set status = 'superseded', reason = 'khác' where message_id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'the time of a reminder',
    tables: ['ledger_entry'],
    sql: `update ledger_entry set ended_at = ended_at - interval '9 days' where message_id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'which time a reminder spoke',
    tables: ['ledger_entry'],
    sql: `update ledger_entry set turn = turn + 1 where message_id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'a deleted reminder',
    tables: ['ledger_entry'],
    sql: `delete from ledger_entry where message_id = ${SENT}`,
    says: /đã bị xóa khỏi bảng/,
  },
  {
    name: 'the words of a message',
    tables: ['message'],
    sql: `update message set text = 'khác' where id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'the proof of a delivery',
    tables: ['delivery'],
    sql: `update delivery set at = at - interval '1 day', provider_id = 'khác' where message_id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'a deleted delivery',
    tables: ['delivery'],
    sql: `delete from delivery where message_id = ${SENT}`,
    says: /sửa sau khi niêm phong/,
  },
  {
    name: 'a message that was never sent',
    tables: ['message'],
    sql: `insert into message select (jsonb_populate_record(m, '{"id": "them", "rfc_message_id": "them", "sealed_index": null}')).* from message m where id = ${SENT}`,
    says: /không thuộc lượt nhắc nào/,
  },
  {
    name: 'where a webhook goes',
    tables: ['webhook_subscription'],
    sql: `update webhook_subscription set url = 'https://khac.example/'`,
    says: /địa chỉ \(url\)/,
  },
  {
    name: 'the secret of a webhook',
    tables: ['webhook_subscription'],
    sql: `update webhook_subscription set sealed_secret = 'khac'`,
    says: /dấu vết khóa ký/,
  },
  {
    name: 'an account of Zalo',
    tables: ['contact'],
    sql: `update contact set zalo_user_id = 'ke-khac' where id = (select id from contact order by id limit 1)`,
    says: /tài khoản Zalo/,
  },
  {
    name: 'the title of a plan',
    tables: ['plan'],
    sql: `update plan set title = 'Kế hoạch khác'`,
    says: /Kế hoạch .*tên \(title\)/,
  },
  {
    name: 'the table of a plan',
    tables: ['plan_activity'],
    sql: `update plan_activity set deadline_text = 'Quý IV'`,
    says: /bảng nhiệm vụ/,
  },
  {
    name: 'a date that a person decided',
    tables: ['plan_activity'],
    sql: `update plan_activity set decided_text = 'Quý IV/2099' where id = (select id from plan_activity order by id limit 1)`,
    says: /thời hạn đã xác nhận/,
  },
  {
    name: 'a matter ticked off by hand',
    tables: ['attention'],
    sql: `insert into attention values ('gia', 'Việc giả', 'Ở đâu đó', null, now(), now(), now())`,
    says: /lúc đánh dấu đã xử lý/,
  },
  {
    name: 'another ladder',
    tables: ['ladder_policy'],
    sql: `update ladder_policy set policy = policy || '{"regularSlot": "23:00"}'`,
    says: /Bậc thang nhắc việc/,
  },
  {
    name: 'another sender of letters',
    tables: ['letterhead'],
    sql: `insert into letterhead (version, sender_name) values (1, 'Cơ quan khác')`,
    says: /Tên người gửi và đầu báo cáo/,
  },
  {
    name: 'another calendar',
    tables: ['calendar_edition'],
    sql: `update calendar_edition set content = content || '{"zone": "UTC"}'`,
    says: /lịch làm việc/,
  },
];
