import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ask, client } from '../api/client.ts';
import { whyNoPasskeys } from '../api/passkeys.ts';
import { queries } from '../api/queries.ts';
import { useProveWithPasskey } from '../api/use-passkeys.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

interface Fields {
  password: string;
  code?: string;
}

/** The password again, and the code where there is a second factor: then what was asked for goes on. */
export function ProofDialog({ onAnswer }: { onAnswer: (proved: boolean) => void }) {
  const me = useQuery(queries.me());
  const [recovery, setRecovery] = useState(false);
  const [form] = Form.useForm<Fields>();
  const prove = useMutation({
    mutationFn: (body: Fields) => ask(client.POST('/api/auth/prove', { body: { ...body, recovery } })),
    onSuccess: () => onAnswer(true),
    onError: () => form.getFieldInstance('password')?.focus(),
  });
  const page = useQuery({ ...queries.signInPage(), enabled: (me.data?.passkeys ?? 0) > 0 });
  const byPasskey = useProveWithPasskey(() => onAnswer(true));
  const thrown = byPasskey.error ?? prove.error;
  return (
    <Modal
      open
      title="Xác nhận đúng là anh/chị"
      okText="Tiếp tục"
      cancelText="Thôi"
      okButtonProps={{ htmlType: 'submit', form: 'proof' }}
      confirmLoading={prove.isPending}
      mask={{ closable: false }}
      onCancel={() => onAnswer(false)}
    >
      {thrown ? (
        <ProblemNotice thrown={thrown} />
      ) : (
        <p>Anh/chị đăng nhập đã hơn 10 phút. Thao tác này cần nhập lại mật khẩu, rồi được làm tiếp ngay.</p>
      )}
      {page.data && whyNoPasskeys(page.data.passkeys.address) === null && (
        <p>
          <Button loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
            Dùng khóa truy cập
          </Button>
        </p>
      )}
      <Form<Fields>
        form={form}
        name="proof"
        id="proof"
        layout="vertical"
        requiredMark={false}
        disabled={prove.isPending}
        onFinish={prove.mutate}
      >
        <input type="text" name="username" autoComplete="username" value={me.data?.email ?? ''} readOnly hidden />
        <Form.Item name="password" label="Mật khẩu" rules={[{ required: true, message: 'Ghi mật khẩu.' }]}>
          <Input.Password autoFocus autoComplete="current-password" maxLength={1000} />
        </Form.Item>
        {me.data?.secondFactor && (
          <>
            <Form.Item
              name="code"
              label={recovery ? 'Mã khôi phục' : 'Mã 6 số trong ứng dụng xác thực'}
              rules={[{ required: true, whitespace: true, message: 'Ghi mã.' }]}
            >
              <Input autoComplete="one-time-code" inputMode={recovery ? 'text' : 'numeric'} maxLength={50} />
            </Form.Item>
            <Button type="link" onClick={() => setRecovery(!recovery)}>
              {recovery ? 'Dùng mã của ứng dụng' : 'Mất điện thoại? Dùng mã khôi phục'}
            </Button>
          </>
        )}
      </Form>
    </Modal>
  );
}
