import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface Fields {
  code: string;
  trustDevice: boolean;
}

/** The code of the app, or a recovery code of whoever has lost the phone. */
export function SecondFactorForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [recovery, setRecovery] = useState(false);
  const [form] = Form.useForm<Fields>();
  const give = useMutation({
    mutationFn: (body: Fields & { recovery: boolean }) => ask(client.POST('/api/auth/second-factor', { body })),
    onSuccess: onDone,
  });
  const isOver = give.error !== null && ProblemError.from(give.error).code === 'sign-in-needed';
  return (
    <>
      {give.error && (
        <ProblemNotice thrown={give.error}>{isOver && <Button onClick={onBack}>Đăng nhập lại</Button>}</ProblemNotice>
      )}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={give.isPending}
        initialValues={{ code: '', trustDevice: false }}
        onFinish={(fields) => give.mutate({ ...fields, recovery })}
      >
        <Form.Item
          name="code"
          label={recovery ? 'Mã khôi phục' : 'Mã 6 số trong ứng dụng xác thực'}
          rules={[{ required: true, whitespace: true, message: 'Ghi mã.' }]}
        >
          <Input
            key={String(recovery)}
            autoFocus
            autoComplete="one-time-code"
            inputMode={recovery ? 'text' : 'numeric'}
            maxLength={50}
            size="large"
          />
        </Form.Item>
        <Form.Item name="trustDevice" valuePropName="checked">
          <Checkbox>Không hỏi lại trên máy này trong 30 ngày</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={give.isPending}>
          Tiếp tục
        </Button>
      </Form>
      <p className="sign-in-more">
        <Button
          type="link"
          onClick={() => {
            setRecovery(!recovery);
            form.resetFields(['code']);
            give.reset();
          }}
        >
          {recovery ? 'Dùng mã của ứng dụng' : 'Mất điện thoại? Dùng mã khôi phục'}
        </Button>
      </p>
    </>
  );
}
