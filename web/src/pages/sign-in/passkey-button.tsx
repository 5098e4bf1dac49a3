import { Button } from 'antd';
import { whyNoPasskeys } from '../../api/passkeys.ts';
import { useSignInWithPasskey } from '../../api/use-passkeys.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** In without a name: the device knows whose it is. Where browsers do not let it, why. */
export function PasskeyButton(props: { address: string | null; remember: () => boolean; onDone: () => void }) {
  const enter = useSignInWithPasskey(props.onDone);
  const why = whyNoPasskeys(props.address);
  if (why !== null) return <p className="muted small">{why}</p>;
  return (
    <>
      {enter.error && <ProblemNotice thrown={enter.error} />}
      <Button block size="large" loading={enter.isPending} onClick={() => enter.mutate(props.remember())}>
        Đăng nhập bằng khóa truy cập
      </Button>
    </>
  );
}
