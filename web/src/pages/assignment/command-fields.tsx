import { Form, Input } from 'antd';
import { useRef } from 'react';
import type { AssignmentDetail, CommandName } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { completeUrl } from '../../commands/complete-url.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DateField } from '../../ui/date-field.tsx';
import { EvidenceField } from '../../ui/evidence-field.tsx';

const LONGEST = 4000;

/** The fields that a command asks for. */
export function CommandFields(props: { command: CommandName; detail: AssignmentDetail; today: string }) {
  const { command, detail, today } = props;
  if (command === 'report') return <ReportFields today={today} id={detail.assignment.id} />;
  if (command === 'return') return <ReasonField label="Lý do trả lại" hint="Nêu rõ nội dung cần bổ sung, chỉnh sửa" />;
  if (command === 'withdraw')
    return <ReasonField label="Lý do thu hồi" hint="Ví dụ: nhiệm vụ được lồng ghép vào kế hoạch khác" />;
  if (command === 'verify') {
    return (
      <>
        <WaitingReport detail={detail} />
        <Form.Item name="note" label="Ý kiến của người xác nhận">
          <Input.TextArea rows={2} maxLength={LONGEST} />
        </Form.Item>
      </>
    );
  }
  return null;
}

function ReportFields({ today, id }: { today: string; id: string }) {
  const { evidence } = useMeta();
  const form = Form.useFormInstance();
  const uploads = useRef<'sending' | 'failed' | null>(null);
  return (
    <>
      <Form.Item
        name="note"
        label="Kết quả thực hiện"
        rules={[{ required: true, whitespace: true, message: 'Ghi kết quả thực hiện, ví dụ: đã ban hành kế hoạch.' }]}
      >
        <Input.TextArea rows={4} maxLength={LONGEST} showCount={false} autoFocus />
      </Form.Item>
      <Form.Item name="documentNumber" label="Số, ký hiệu văn bản">
        <Input maxLength={200} placeholder="Ví dụ: 125/KH-UBND" />
      </Form.Item>
      <Form.Item name="evidenceUrl" label="Đường dẫn đến văn bản" rules={[{ validator: refuseBrokenUrl }]}>
        <Input inputMode="url" placeholder="https://" />
      </Form.Item>
      <Form.Item name="files" rules={[{ validator: () => refuseOpenUploads(uploads.current) }]}>
        <EvidenceField
          uploadTo={`/api/assignments/${encodeURIComponent(id)}/files`}
          limits={evidence}
          onChange={(ids, open) => {
            uploads.current = open;
            form.setFieldValue('files', ids);
          }}
        />
      </Form.Item>
      <Form.Item
        name="occurredOn"
        label="Ngày hoàn thành"
        extra="Ngày này được dùng để tính đúng hạn hay quá hạn; chỉ chọn ngày đã qua nếu kết quả đã có trên giấy trước đó."
        rules={[{ required: true, message: 'Chọn ngày hoàn thành.' }]}
      >
        <DateField max={today} />
      </Form.Item>
    </>
  );
}

async function refuseOpenUploads(open: 'sending' | 'failed' | null): Promise<void> {
  if (open === 'sending') throw new Error('Còn tệp đang tải lên. Chờ tải xong rồi gửi.');
  if (open === 'failed') throw new Error('Có tệp chưa tải được. Bấm “Thử lại” hoặc bỏ tệp đó rồi gửi.');
}

async function refuseBrokenUrl(_rule: unknown, typed?: string): Promise<void> {
  if (typed?.trim() && completeUrl(typed) === null)
    throw new Error('Đường dẫn chưa đúng, ví dụ: https://tuky.gov.vn/van-ban/125');
}

function ReasonField({ label, hint }: { label: string; hint: string }) {
  return (
    <Form.Item
      name="reason"
      label={label}
      rules={[{ required: true, whitespace: true, message: `Ghi ${label.toLowerCase()}.` }]}
    >
      <Input.TextArea rows={3} maxLength={LONGEST} placeholder={hint} autoFocus />
    </Form.Item>
  );
}

function WaitingReport({ detail }: { detail: AssignmentDetail }) {
  const report = detail.reports.find(({ outcome }) => outcome === 'waiting');
  if (!report) return null;
  return (
    <blockquote className="waiting-report">
      <p className="pre-line">{report.note}</p>
      <p className="muted small">
        {report.documentNumber && `Văn bản ${report.documentNumber} · `}Báo cáo ngày {formatDate(report.reportedOn)} ·{' '}
        {report.actor}
      </p>
      {report.evidenceUrl && (
        <a href={report.evidenceUrl} target="_blank" rel="noreferrer">
          Mở văn bản
        </a>
      )}
    </blockquote>
  );
}
