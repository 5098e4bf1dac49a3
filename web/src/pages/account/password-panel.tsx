import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface Fields {
  current: string;
  password: string;
}

/** Another password; whoever is signed in elsewhere with the old one is out. */
export function PasswordPanel() {
  const [form] = Form.useForm<Fields>();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: (body: Fields) => ask(client.POST('/api/auth/change-password', { body })),
    onSuccess: () => {
      form.resetFields();
      void cache.invalidateQueries({ queryKey: queries.sessions().queryKey });
      void message.success('Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.');
    },
  });
  return (
    <Panel title="Mật khẩu">
      {change.error && <ProblemNotice thrown={change.error} />}
      <Form<Fields>
        form={form}
        name="change-password"
        className="account-panel-form"
        layout="vertical"
        requiredMark={false}
        disabled={change.isPending}
        onFinish={change.mutate}
      >
        <Form.Item
          name="current"
          label="Mật khẩu hiện tại"
          rules={[{ required: true, message: 'Ghi mật khẩu hiện tại.' }]}
        >
          <Input.Password autoComplete="current-password" maxLength={1000} />
        </Form.Item>
        <Form.Item
          name="password"
          label="Mật khẩu mới"
          extra="Ít nhất 12 ký tự (8 khi đã bật xác thực hai bước)."
          rules={[{ required: true, message: 'Ghi mật khẩu mới.' }]}
        >
          <Input.Password autoComplete="new-password" maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          Đổi mật khẩu
        </Button>
      </Form>
    </Panel>
  );
}
