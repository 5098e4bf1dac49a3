import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Skeleton } from 'antd';
import { ProblemError } from '../../api/problem-error.ts';
import { queries } from '../../api/queries.ts';
import type { Letterhead } from '../../api/types.ts';
import { useSetLetterhead } from '../../api/use-office-changes.ts';
import { useMeta } from '../../app/use-meta.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { MAIL_RULE } from './mail-rule.ts';

type Field = Exclude<keyof Letterhead, 'etag' | 'senderAddress'>;
type LetterheadForm = Partial<Record<Field, string>>;

/** Whom the mails of the office are from, and how its reports are headed and signed; what is empty is as the installation does it. */
export function LetterheadPanel() {
  const letterhead = useQuery(queries.letterhead());
  return (
    <Panel title="Tên người gửi và đầu báo cáo">
      <QueryView query={letterhead} skeleton={<Skeleton active paragraph={{ rows: 6 }} />}>
        {(data) => <LetterheadFields letterhead={data} key={data.etag} />}
      </QueryView>
    </Panel>
  );
}

function LetterheadFields({ letterhead }: { letterhead: Letterhead }) {
  const { etag, senderAddress, ...said } = letterhead;
  const { office } = useMeta();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const save = useSetLetterhead(() => void message.success('Đã lưu. Thư và báo cáo từ lúc này dùng nội dung mới.'));
  return (
    <>
      {save.error && (
        <ProblemNotice thrown={save.error}>
          {ProblemError.from(save.error).code === 'changed-meanwhile' && (
            <Button onClick={() => void cache.invalidateQueries({ queryKey: queries.letterhead().queryKey })}>
              Bỏ phần đang sửa, xem nội dung mới
            </Button>
          )}
        </ProblemNotice>
      )}
      <p className="muted">Ô để trống: theo mặc định của hệ thống. Thư và báo cáo đã làm trước đó giữ nguyên.</p>
      <Form<LetterheadForm>
        name="letterhead"
        layout="vertical"
        className="letterhead-fields"
        disabled={save.isPending}
        initialValues={Object.fromEntries(Object.entries(said).map(([field, value]) => [field, value ?? '']))}
        onFinish={(form) => save.mutate({ etag, ...(wantedOf(said, form) as Record<Field, string | null>) })}
      >
        <h3>Thư điện tử</h3>
        <Form.Item
          name="senderName"
          label="Tên người gửi"
          extra={`Gửi từ ${senderAddress ?? 'địa chỉ chung của hệ thống'}.`}
        >
          <Input maxLength={100} placeholder="Tên chung của hệ thống" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="replyTo"
          label="Địa chỉ nhận thư trả lời"
          rules={[MAIL_RULE]}
          extra="Thư trả lời tới cả địa chỉ này."
        >
          <Input maxLength={200} inputMode="email" autoComplete="off" />
        </Form.Item>
        <h3>Đầu báo cáo và phần ký</h3>
        <Form.Item name="parentOffice" label="Cơ quan cấp trên">
          <Input maxLength={200} placeholder="Không ghi" autoComplete="off" />
        </Form.Item>
        <Form.Item name="officeName" label="Tên cơ quan">
          <Input maxLength={200} placeholder={office} autoComplete="off" />
        </Form.Item>
        <Form.Item name="place" label="Địa danh">
          <Input maxLength={100} placeholder="Theo tên cơ quan" autoComplete="off" />
        </Form.Item>
        <Form.Item name="authority" label="Thẩm quyền ký">
          <Input maxLength={200} placeholder="Không ghi" autoComplete="off" />
        </Form.Item>
        <Form.Item name="signerTitle" label="Chức vụ người ký">
          <Input maxLength={100} placeholder="Theo mẫu báo cáo" autoComplete="off" />
        </Form.Item>
        <Form.Item name="signerName" label="Họ tên người ký">
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <div>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            Lưu
          </Button>
        </div>
      </Form>
    </>
  );
}

/** Every field, null where it says nothing. */
function wantedOf(said: Record<Field, string | null>, form: LetterheadForm) {
  const fields = Object.keys(said) as Field[];
  return Object.fromEntries(fields.map((field) => [field, form[field]?.trim() || null]));
}
