import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Skeleton, Typography } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useActionKey } from '../../api/use-action-key.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';

interface Fields {
  name: string;
  scope: 'read' | 'commands' | 'all';
  days: number | null;
}

const SCOPES = [
  { value: 'read', label: 'Chỉ xem' },
  { value: 'commands', label: 'Xem và thao tác trên việc' },
  { value: 'all', label: 'Mọi quyền của tôi' },
];
const ENDS = [
  { value: 30, label: '30 ngày' },
  { value: 90, label: '90 ngày' },
  { value: 365, label: '1 năm' },
];

/** Keys for programs of one's own; a new one is shown once. */
export function KeysPanel() {
  const { zone } = useMeta();
  const cache = useQueryClient();
  const keys = useQuery(queries.keys());
  const once = useActionKey();
  const [form] = Form.useForm<Fields>();
  const heard = () => cache.invalidateQueries({ queryKey: queries.keys().queryKey });
  const add = useMutation({
    mutationFn: (body: Fields) => once(body, (header) => ask(client.POST('/api/keys', { params: { header }, body }))),
    onSuccess: () => {
      form.resetFields();
      return heard();
    },
  });
  const revoke = useMutation({
    mutationFn: (id: string) => ask(client.DELETE('/api/keys/{id}', { params: { path: { id } } })),
    onSuccess: heard,
  });
  const thrown = add.error ?? revoke.error;
  return (
    <Panel title="Khóa API">
      {thrown && <ProblemNotice thrown={thrown} />}
      {add.data && (
        <Alert
          type="success"
          title="Chép khóa ngay, khóa chỉ hiện lần này"
          description={<Typography.Text copyable>{add.data.secret}</Typography.Text>}
        />
      )}
      <QueryView query={keys} skeleton={<Skeleton active />}>
        {(list) => (
          <ul className="account-list">
            {list.map(({ id, name, scopeWords, expiresAt, lastUsedAt }) => (
              <li key={id}>
                <div>
                  <span>{name}</span>
                  <span className="muted small">
                    {scopeWords}; {expiresAt === null ? 'không hết hạn' : `đến ${formatInstant(expiresAt, zone)}`};{' '}
                    {lastUsedAt === null ? 'chưa dùng' : `dùng lần cuối ${formatInstant(lastUsedAt, zone)}`}
                  </span>
                </div>
                <Button size="small" danger disabled={revoke.isPending} onClick={() => revoke.mutate(id)}>
                  Thu hồi
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <Form<Fields>
        form={form}
        name="new-key"
        className="account-panel-form"
        layout="vertical"
        requiredMark={false}
        disabled={add.isPending}
        initialValues={{ name: '', scope: 'read', days: 90 }}
        onFinish={add.mutate}
      >
        <Form.Item
          name="name"
          label="Tên khóa"
          rules={[{ required: true, whitespace: true, message: 'Ghi tên để sau này biết khóa dùng ở đâu.' }]}
        >
          <Input maxLength={100} placeholder="Ví dụ: cổng báo cáo" autoComplete="off" />
        </Form.Item>
        <Form.Item name="scope" label="Phạm vi">
          <Select options={SCOPES} />
        </Form.Item>
        <Form.Item name="days" label="Thời hạn">
          <Select options={ENDS} />
        </Form.Item>
        <Button htmlType="submit" loading={add.isPending}>
          Tạo khóa
        </Button>
      </Form>
    </Panel>
  );
}
