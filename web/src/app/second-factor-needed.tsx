import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { whyNoPasskeys } from '../api/passkeys.ts';
import { queries } from '../api/queries.ts';
import { useProveWithPasskey } from '../api/use-passkeys.ts';
import { useSignOut } from '../api/use-sign-out.ts';
import { PasskeysPanel } from '../pages/account/passkeys-panel.tsx';
import { SecondFactorPanel } from '../pages/account/second-factor-panel.tsx';
import { SignInFrame } from '../pages/sign-in/sign-in-frame.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import '../pages/account/account.css';

/** All that is shown to whoever is to set up a second factor first, or to show the passkey that they have. */
export function SecondFactorNeeded({ awaits }: { awaits: 'second-factor' | 'passkey' }) {
  const signOut = useSignOut();
  return (
    <SignInFrame title={awaits === 'passkey' ? 'Dùng khóa truy cập' : 'Bật xác thực hai bước'}>
      {awaits === 'passkey' ? <ShowPasskey /> : <SetUp />}
      <p className="sign-in-more">
        <Button type="link" onClick={() => signOut.mutate()}>
          Đăng xuất
        </Button>
      </p>
    </SignInFrame>
  );
}

function SetUp() {
  return (
    <>
      <p>
        Cơ quan yêu cầu tài khoản này đăng nhập bằng hai bước. Chọn một trong hai cách dưới đây; xong là vào việc ngay.
        Với cách thứ nhất, cài trước một ứng dụng xác thực trên điện thoại (Google Authenticator, Microsoft
        Authenticator hoặc ứng dụng tương tự).
      </p>
      <SecondFactorPanel isOn={false} />
      <PasskeysPanel />
    </>
  );
}

function ShowPasskey() {
  const cache = useQueryClient();
  const page = useQuery(queries.signInPage());
  const prove = useProveWithPasskey(() => void cache.invalidateQueries());
  const why = page.data ? whyNoPasskeys(page.data.passkeys.address) : null;
  return (
    <>
      <p>
        Cơ quan yêu cầu tài khoản này đăng nhập bằng hai bước, và tài khoản đã có khóa truy cập. Mất thiết bị giữ khóa:
        đề nghị quản trị hệ thống gỡ khóa, rồi đăng nhập lại.
      </p>
      {prove.error && <ProblemNotice thrown={prove.error} />}
      {why === null ? (
        <Button type="primary" block size="large" loading={prove.isPending} onClick={() => prove.mutate()}>
          Dùng khóa truy cập
        </Button>
      ) : (
        <p className="muted">{why}</p>
      )}
    </>
  );
}
