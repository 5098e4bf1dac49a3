import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Radio } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Installation } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

type Whom = Installation['secondFactorFor'];

const CHOICES: { value: Whom; label: string }[] = [
  { value: 'nobody', label: 'Không bắt buộc, ai muốn thì tự bật' },
  { value: 'administrators-and-officers', label: 'Quản trị hệ thống và cán bộ cơ quan thường trực' },
  { value: 'everybody', label: 'Mọi người' },
];

/** Of whom a second factor is asked; whoever has none is led to set one up. */
export function SecondFactorRulePanel({ whom }: { whom: Whom }) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: (body: { whom: Whom }) => ask(client.PUT('/api/administration/second-factor', { body })),
    onSuccess: () => {
      void message.success('Đã lưu.');
      void cache.invalidateQueries({ queryKey: queries.me().queryKey });
      return cache.invalidateQueries({ queryKey: queries.installation().queryKey });
    },
  });
  return (
    <Panel title="Bắt buộc xác thực hai bước">
      {change.error && <ProblemNotice thrown={change.error} />}
      <p className="muted">
        Ai thuộc diện bắt buộc mà chưa bật sẽ được dẫn đi bật ngay sau khi nhập mật khẩu, và chưa làm được việc gì khác
        trước đó. Người đăng nhập bằng hệ thống của cơ quan không bị hỏi khi máy chủ đã đặt mức xác thực của hệ thống
        đó. Chương trình dùng khóa API không bị hỏi.
      </p>
      <Form<{ whom: Whom }>
        key={whom}
        name="second-factor-rule"
        layout="vertical"
        disabled={change.isPending}
        initialValues={{ whom }}
        onFinish={change.mutate}
      >
        <Form.Item name="whom" label="Bắt buộc với">
          <Radio.Group className="admin-choices" options={CHOICES} />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          Lưu
        </Button>
      </Form>
    </Panel>
  );
}
