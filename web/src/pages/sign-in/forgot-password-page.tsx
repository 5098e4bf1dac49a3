import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { Link, useLocation } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** Asks where to send the link. The answer is the same whoever has an account. */
export function ForgotPasswordPage() {
  const { search } = useLocation();
  const send = useMutation({
    mutationFn: (body: { email: string }) => ask(client.POST('/api/auth/forgot-password', { body })),
  });
  return (
    <SignInFrame title="Quên mật khẩu">
      {send.error && <ProblemNotice thrown={send.error} />}
      {send.isSuccess ? (
        <Alert
          type="success"
          showIcon
          title="Đã ghi nhận"
          description="Nếu địa chỉ này có tài khoản, một thư với đường dẫn đặt mật khẩu mới sẽ đến trong ít phút. Đường dẫn dùng được một lần, trong 2 giờ. Không thấy thư thì xem cả mục thư rác."
        />
      ) : (
        <Form layout="vertical" requiredMark={false} disabled={send.isPending} onFinish={send.mutate}>
          <Form.Item
            name="email"
            label="Thư điện tử của tài khoản"
            rules={[
              { required: true, whitespace: true, message: 'Ghi địa chỉ thư.' },
              { type: 'email', message: 'Địa chỉ thư chưa đúng, ví dụ ten@don-vi.gov.vn.' },
            ]}
          >
            <Input autoFocus autoComplete="email" inputMode="email" maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
            Gửi đường dẫn
          </Button>
        </Form>
      )}
      <p className="sign-in-more">
        <Link to={`/dang-nhap${search}`}>Về trang đăng nhập</Link>
      </p>
    </SignInFrame>
  );
}
