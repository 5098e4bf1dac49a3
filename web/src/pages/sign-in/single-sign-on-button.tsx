import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useLocation } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { wayBack } from './way-back.ts';

/** The other way in: the office's own system says who somebody is, and leads back to where they wanted to go. */
export function SingleSignOnButton({ name }: { name: string }) {
  const { search } = useLocation();
  const start = useMutation({
    mutationFn: () => ask(client.POST('/api/auth/single-sign-on', { body: { returnTo: wayBack(search) } })),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      {start.error && <ProblemNotice thrown={start.error} />}
      <Button block size="large" loading={start.isPending} onClick={() => start.mutate()}>
        Đăng nhập bằng {name}
      </Button>
    </>
  );
}

/** Why somebody came back from the other system without being let in. */
export function notLetIn(error: string): ProblemError {
  const isUnknown = /signup|not_linked|not linked|ACCOUNT_OFF/i.test(error);
  const title = 'Chưa đăng nhập được';
  if (error === 'sign_in_too_weak')
    return new ProblemError({
      status: 401,
      title,
      detail:
        'Hệ thống của cơ quan nhận ra anh/chị, nhưng lần đăng nhập đó chưa đạt mức xác thực được yêu cầu ở đây. Đăng xuất khỏi hệ thống đó, đăng nhập lại bằng hai bước, rồi thử lại.',
    });
  return new ProblemError({
    status: 401,
    title,
    detail: isUnknown
      ? 'Hệ thống của cơ quan nhận ra anh/chị, nhưng ở đây chưa có tài khoản đang dùng nào được mời với địa chỉ thư đó. Liên hệ quản trị hệ thống.'
      : 'Hệ thống của cơ quan chưa xác nhận được. Thử lại, hoặc đăng nhập bằng mật khẩu.',
  });
}
