import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { useId } from 'react';
import type { ReportUp, WorkFromAbove } from '../../api/types.ts';
import { useReportUp } from '../../api/use-work-from-above.ts';
import { completeUrl } from '../../commands/complete-url.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface Fields {
  note: string;
  documentNumber?: string;
  evidenceUrl?: string;
  files: string[];
}

const ADDRESS = 'Đường dẫn chưa đúng, ví dụ: https://tuky.gov.vn/van-ban/125';

/** What own agencies have reported, as the report of the office: the officer changes the words and leaves out files. */
export function ReportUpDialog(props: { work: WorkFromAbove; onClose: () => void; onDone: () => void }) {
  const { work, onClose, onDone } = props;
  const formId = useId();
  const reportUp = useReportUp(work.id, onDone);
  const reports = work.works.flatMap(({ agencyName, report }) => (report ? [{ agencyName, ...report }] : []));
  const files = reports.flatMap((report) => report.files);
  const [only] = reports;
  const note =
    reports.length === 1 && only ? only.note : reports.map((one) => `${one.agencyName}: ${one.note}`).join('\n');
  const send = ({ documentNumber, evidenceUrl, ...fields }: Fields) => {
    const body: ReportUp = { ...fields };
    if (documentNumber?.trim()) body.documentNumber = documentNumber;
    if (evidenceUrl?.trim()) body.evidenceUrl = completeUrl(evidenceUrl);
    reportUp.mutate(body);
  };
  return (
    <Modal
      open
      title="Báo cáo lên cấp trên"
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>Đóng</Button>
          <Button type="primary" htmlType="submit" form={formId} loading={reportUp.isPending}>
            Gửi báo cáo
          </Button>
        </>
      }
    >
      <p>
        <strong>{work.title}</strong>
      </p>
      <p className="muted">Báo cáo gửi {work.officeName}, ký tên cơ quan mình và người gửi.</p>
      {reportUp.error && <ProblemNotice thrown={reportUp.error} />}
      <Form<Fields>
        id={formId}
        name={formId}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          note,
          documentNumber: only?.documentNumber ?? '',
          evidenceUrl: only?.evidenceUrl ?? '',
          files: files.map(({ id }) => id),
        }}
        onFinish={send}
      >
        <Form.Item
          name="note"
          label="Kết quả thực hiện"
          rules={[{ required: true, whitespace: true, message: 'Ghi kết quả thực hiện trước khi gửi.' }]}
        >
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
        <Form.Item name="documentNumber" label="Số, ký hiệu văn bản (không bắt buộc)">
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="evidenceUrl"
          label="Đường dẫn đến văn bản (không bắt buộc)"
          rules={[
            {
              validator: (_rule, typed?: string) =>
                !typed?.trim() || completeUrl(typed) !== null ? Promise.resolve() : Promise.reject(new Error(ADDRESS)),
            },
          ]}
        >
          <Input inputMode="url" autoCapitalize="off" />
        </Form.Item>
        {files.length > 0 && (
          <Form.Item name="files" label="Tệp kèm theo">
            <Checkbox.Group options={files.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
