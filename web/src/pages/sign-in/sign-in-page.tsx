import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { notLetIn, SingleSignOnButton } from './single-sign-on-button.tsx';
import { wayBack } from './way-back.ts';

interface Fields {
  name: string;
  password: string;
  remember: boolean;
}

/** Name and password, and the code of the app where one is wanted; then back to where somebody wanted to go. */
export function SignInPage() {
  const { search } = useLocation();
  // Back from the office's own system, the code may still be wanted.
  const isCodeWanted = new URLSearchParams(search).get('buoc') === 'ma';
  const [step, setStep] = useState<'password' | 'second-factor'>(isCodeWanted ? 'second-factor' : 'password');
  const enter = useEnter();
  if (step === 'second-factor')
    return (
      <SignInFrame title="Xác thực hai bước">
        <SecondFactorForm onDone={enter} onBack={() => setStep('password')} />
      </SignInFrame>
    );
  return <PasswordStep onNext={(next) => (next === 'signed-in' ? enter() : setStep(next))} />;
}

/** Goes on as somebody: whatever was kept of nobody, or of somebody else, is forgotten. */
export function useEnter(): () => void {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  return () => {
    cache.clear();
    void navigate(wayBack(search), { replace: true });
  };
}

function PasswordStep({ onNext }: { onNext: (next: 'signed-in' | 'second-factor') => void }) {
  const [form] = Form.useForm<Fields>();
  const page = useQuery(queries.signInPage());
  const { search } = useLocation();
  const cameBack = new URLSearchParams(search).get('error');
  const signIn = useMutation({
    mutationFn: (body: Fields) => ask(client.POST('/api/auth/sign-in', { body })),
    onSuccess: ({ next }) => onNext(next),
    onError: () => form.getFieldInstance('password')?.focus(),
  });
  const sample = page.data?.sampleAccounts ?? [];
  return (
    <SignInFrame
      title="Đăng nhập"
      below={sample.length > 0 && <SampleAccounts accounts={sample} onPick={(name) => form.setFieldsValue({ name })} />}
    >
      {signIn.error && <ProblemNotice thrown={signIn.error} />}
      {!signIn.error && cameBack && <ProblemNotice thrown={notLetIn(cameBack)} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={signIn.isPending}
        initialValues={{ name: '', password: '', remember: true }}
        onFinish={(fields) => signIn.mutate(fields)}
      >
        <Form.Item
          name="name"
          label="Thư điện tử hoặc tên đăng nhập"
          rules={[{ required: true, whitespace: true, message: 'Ghi thư điện tử hoặc tên đăng nhập.' }]}
        >
          <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={200} />
        </Form.Item>
        <Form.Item name="password" label="Mật khẩu" rules={[{ required: true, message: 'Ghi mật khẩu.' }]}>
          <Input.Password autoComplete="current-password" maxLength={1000} />
        </Form.Item>
        <Form.Item name="remember" valuePropName="checked">
          <Checkbox>Giữ đăng nhập trên máy này</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
          Đăng nhập
        </Button>
      </Form>
      {page.data?.singleSignOn && <SingleSignOnButton name={page.data.singleSignOn.name} />}
      <p className="sign-in-more">
        <Link to={`/quen-mat-khau${search}`}>Quên mật khẩu</Link>
      </p>
    </SignInFrame>
  );
}

function SampleAccounts(props: {
  accounts: { username: string; name: string; words: string }[];
  onPick: (username: string) => void;
}) {
  return (
    <section className="sign-in-sample">
      <h2>Dùng thử với dữ liệu mẫu</h2>
      <p className="small">
        Mật khẩu chung: <code>don-doc-dung-thu</code>. Các tài khoản này tự tắt khi có tài khoản thật đầu tiên.
      </p>
      <ul>
        {props.accounts.map(({ username, name, words }) => (
          <li key={username}>
            <button type="button" onClick={() => props.onPick(username)}>
              {username}
            </button>
            <span className="small">
              {name}
              {words && `, ${words.toLowerCase()}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
