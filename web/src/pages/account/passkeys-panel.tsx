import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { whyNoPasskeys } from '../../api/passkeys.ts';
import { queries } from '../../api/queries.ts';
import { useAddPasskey, useRemovePasskey } from '../../api/use-passkeys.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { deviceWords } from '../../words/device-words.ts';

/** Passkeys of one's own: a device each, that signs in without a name, a password or a code. */
export function PasskeysPanel({ zone }: { zone?: string }) {
  const passkeys = useQuery(queries.passkeys());
  const remove = useRemovePasskey();
  return (
    <Panel title="Khóa truy cập (passkey)">
      <p>
        Đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị, không cần mật khẩu và mã xác thực. Mỗi thiết bị thêm
        một khóa.
      </p>
      {remove.error && <ProblemNotice thrown={remove.error} />}
      <QueryView query={passkeys} skeleton={<Skeleton active />}>
        {(answer) => (
          <>
            <ul className="account-list">
              {answer.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
                <li key={id}>
                  <div>
                    <span>{name}</span>
                    <span className="muted small">
                      Thêm lúc {formatInstant(createdAt, zone)};{' '}
                      {lastUsedAt === null ? 'chưa dùng' : `dùng lần cuối ${formatInstant(lastUsedAt, zone)}`}
                    </span>
                  </div>
                  <Button
                    size="small"
                    danger
                    disabled={remove.isPending}
                    aria-label={`Xóa khóa truy cập ${name}`}
                    onClick={() => remove.mutate(id)}
                  >
                    Xóa
                  </Button>
                </li>
              ))}
            </ul>
            <NewPasskey why={whyNoPasskeys(answer.address)} />
          </>
        )}
      </QueryView>
    </Panel>
  );
}

function NewPasskey({ why }: { why: string | null }) {
  const [form] = Form.useForm<{ name: string }>();
  const add = useAddPasskey(() => form.resetFields());
  if (why !== null) return <p className="muted">{why}</p>;
  return (
    <>
      {add.error && <ProblemNotice thrown={add.error} />}
      <Form<{ name: string }>
        form={form}
        name="new-passkey"
        className="account-panel-form"
        layout="vertical"
        requiredMark={false}
        disabled={add.isPending}
        initialValues={{ name: deviceWords(navigator.userAgent) }}
        onFinish={({ name }) => add.mutate(name)}
      >
        <Form.Item
          name="name"
          label="Tên khóa truy cập"
          rules={[{ required: true, whitespace: true, message: 'Ghi tên để sau này biết khóa ở thiết bị nào.' }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" loading={add.isPending}>
          Thêm khóa truy cập
        </Button>
      </Form>
    </>
  );
}
