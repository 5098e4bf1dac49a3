import { Button } from 'antd';
import { useSignOut } from '../api/use-sign-out.ts';
import { SecondFactorPanel } from '../pages/account/second-factor-panel.tsx';
import { SignInFrame } from '../pages/sign-in/sign-in-frame.tsx';
import '../pages/account/account.css';

/** All that is shown to whoever is to set up a second factor first. */
export function SecondFactorNeeded() {
  const signOut = useSignOut();
  return (
    <SignInFrame title="Bật xác thực hai bước">
      <p>
        Cơ quan yêu cầu tài khoản này đăng nhập bằng hai bước. Cài một ứng dụng xác thực trên điện thoại (Google
        Authenticator, Microsoft Authenticator hoặc ứng dụng tương tự), rồi làm theo các bước dưới đây; xong là vào việc
        ngay.
      </p>
      <SecondFactorPanel isOn={false} />
      <p className="sign-in-more">
        <Button type="link" onClick={() => signOut.mutate()}>
          Đăng xuất
        </Button>
      </p>
    </SignInFrame>
  );
}
