import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { useEnter } from './sign-in-page.tsx';

interface Fields {
  name?: string;
  email?: string;
  password: string;
}

const TITLES = {
  first: 'Tạo tài khoản quản trị',
  invitation: 'Đặt mật khẩu',
  reset: 'Đặt mật khẩu mới',
};

/** Behind the link of a letter, or the one that `npm start` prints. Opening it changes nothing; only a press uses it up. */
export function SetPasswordPage() {
  const token = useLocation().hash.slice(1);
  const link = useQuery(queries.accountLink(token));
  const [asksCode, setAsksCode] = useState(false);
  const enter = useEnter();
  if (asksCode)
    return (
      <SignInFrame title="Xác thực hai bước">
        <SecondFactorForm onDone={enter} onBack={() => setAsksCode(false)} />
      </SignInFrame>
    );
  return (
    <SignInFrame title={TITLES[link.data?.purpose ?? 'invitation']}>
      {link.data && (
        <PasswordForm
          token={token}
          isFirst={link.data.purpose === 'first'}
          who={link.data}
          onNext={(next) => (next === 'signed-in' ? enter() : setAsksCode(true))}
        />
      )}
      {link.error && (
        <ProblemNotice thrown={link.error}>
          <Link to="/dang-nhap">Về trang đăng nhập</Link>
        </ProblemNotice>
      )}
      {!link.data && !link.error && <Skeleton active paragraph={{ rows: 3 }} />}
    </SignInFrame>
  );
}

function PasswordForm(props: {
  token: string;
  isFirst: boolean;
  who: { name: string | null; email: string | null };
  onNext: (next: 'signed-in' | 'second-factor') => void;
}) {
  const { token, isFirst, who } = props;
  const set = useMutation({
    mutationFn: ({ name = '', email = '', password }: Fields) =>
      ask(
        client.POST('/api/auth/set-password', {
          body: { token, password, ...(isFirst ? { first: { name, email } } : {}) },
        }),
      ),
    onSuccess: ({ next }) => props.onNext(next),
  });
  return (
    <>
      {set.error && <ProblemNotice thrown={set.error} />}
      {!isFirst && (
        <p>
          Tài khoản của <strong>{who.name}</strong> ({who.email}).
        </p>
      )}
      <Form<Fields> layout="vertical" requiredMark={false} disabled={set.isPending} onFinish={set.mutate}>
        {isFirst && (
          <>
            <Form.Item
              name="name"
              label="Họ và tên"
              rules={[{ required: true, whitespace: true, message: 'Ghi họ và tên.' }]}
            >
              <Input autoFocus autoComplete="name" maxLength={200} />
            </Form.Item>
            <Form.Item
              name="email"
              label="Thư điện tử"
              extra="Dùng để đăng nhập và nhận đường dẫn khi quên mật khẩu."
              rules={[
                { required: true, whitespace: true, message: 'Ghi địa chỉ thư.' },
                { type: 'email', message: 'Địa chỉ thư chưa đúng, ví dụ ten@don-vi.gov.vn.' },
              ]}
            >
              <Input autoComplete="username" inputMode="email" maxLength={200} />
            </Form.Item>
          </>
        )}
        {!isFirst && <input type="hidden" autoComplete="username" value={who.email ?? ''} readOnly />}
        <Form.Item
          name="password"
          label="Mật khẩu"
          extra="Ít nhất 12 ký tự. Một câu ngắn dễ nhớ là đủ; không cần chữ hoa, số hay ký tự đặc biệt."
          rules={[{ required: true, message: 'Ghi mật khẩu.' }]}
        >
          <Input.Password autoFocus={!isFirst} autoComplete="new-password" maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={set.isPending}>
          {isFirst ? 'Tạo tài khoản và vào hệ thống' : 'Đặt mật khẩu và vào hệ thống'}
        </Button>
      </Form>
    </>
  );
}
