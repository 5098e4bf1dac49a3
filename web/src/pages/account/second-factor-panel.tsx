import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, QRCode } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** A second step at the sign-in: switched on by a first code, and off by the password. */
export function SecondFactorPanel({ isOn }: { isOn: boolean }) {
  const cache = useQueryClient();
  const heard = () => cache.invalidateQueries({ queryKey: queries.me().queryKey });
  const start = useMutation({
    mutationFn: (body: { password?: string }) => ask(client.POST('/api/auth/second-factor/start', { body })),
  });
  const confirm = useMutation({
    mutationFn: (body: { code: string }) => ask(client.POST('/api/auth/second-factor/confirm', { body })),
    onSuccess: heard,
  });
  const stop = useMutation({
    mutationFn: (body: { password?: string }) => ask(client.POST('/api/auth/second-factor/stop', { body })),
    onSuccess: () => {
      start.reset();
      confirm.reset();
      return heard();
    },
  });
  const thrown = stop.error ?? confirm.error ?? start.error;
  return (
    <Panel title="Xác thực hai bước">
      {thrown && <ProblemNotice thrown={thrown} />}
      {!isOn && start.data && (
        <Setup {...start.data} pending={confirm.isPending} onCode={(code) => confirm.mutate({ code })} />
      )}
      {!isOn && !start.data && (
        <>
          <p>Chưa bật. Khi bật, mỗi lần đăng nhập cần thêm mã 6 số của ứng dụng xác thực trên điện thoại.</p>
          <PasswordForm
            words="Bật"
            pending={start.isPending}
            onPassword={(password) => start.mutate(bodyOf(password))}
          />
        </>
      )}
      {isOn && (
        <>
          <p>Đang bật.</p>
          <PasswordForm words="Tắt" pending={stop.isPending} onPassword={(password) => stop.mutate(bodyOf(password))} />
        </>
      )}
    </Panel>
  );
}

/** Who comes by the office's own system alone has no password here; the server asks whoever has one. */
const bodyOf = (password: string | undefined) => (password ? { password } : {});

function Setup(props: { uri: string; recoveryCodes: string[]; pending: boolean; onCode: (code: string) => void }) {
  const secret = new URL(props.uri).searchParams.get('secret') ?? '';
  return (
    <>
      <div className="account-qr">
        <QRCode value={props.uri} type="svg" bordered={false} size={168} />
        <div>
          <p>Quét mã bằng ứng dụng xác thực, hoặc nhập khóa:</p>
          <code>{secret}</code>
        </div>
      </div>
      <p>Cất các mã khôi phục này ở nơi an toàn; mỗi mã dùng được một lần khi mất điện thoại, và chỉ hiện lần này:</p>
      <div className="account-codes">
        {props.recoveryCodes.map((code) => (
          <span key={code}>{code}</span>
        ))}
      </div>
      <Form<{ code: string }>
        name="first-code"
        className="account-panel-form"
        layout="vertical"
        requiredMark={false}
        disabled={props.pending}
        onFinish={({ code }) => props.onCode(code)}
      >
        <Form.Item
          name="code"
          label="Mã 6 số đang hiện trong ứng dụng"
          rules={[{ required: true, whitespace: true, message: 'Ghi mã.' }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={20} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={props.pending}>
          Xác nhận và bật
        </Button>
      </Form>
    </>
  );
}

function PasswordForm(props: { words: string; pending: boolean; onPassword: (password?: string) => void }) {
  return (
    <Form<{ password?: string }>
      name="second-factor"
      className="account-panel-form"
      layout="vertical"
      requiredMark={false}
      disabled={props.pending}
      onFinish={({ password }) => props.onPassword(password)}
    >
      <Form.Item name="password" label="Mật khẩu" extra="Để trống nếu chưa đặt mật khẩu ở đây.">
        <Input.Password autoComplete="current-password" maxLength={1000} />
      </Form.Item>
      <Button htmlType="submit" loading={props.pending}>
        {props.words} xác thực hai bước
      </Button>
    </Form>
  );
}
