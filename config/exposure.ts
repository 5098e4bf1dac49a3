// What is at risk when the server can be reached from other machines, said before anybody comes.
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Env } from './env.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/i;

type Asked = Pick<Env, 'listenHost' | 'publicUrl' | 'port'> & { accounts: Pick<Env['accounts'], 'trustedProxies'> };

/** Warnings in Vietnamese, each with what to do; none where only this machine can reach the server. */
export function exposureOf({ listenHost, publicUrl, port, accounts }: Asked): string[] {
  if (LOOPBACK.test(listenHost)) return [];
  const { protocol, hostname } = new URL(publicUrl);
  const at = `Máy chủ nhận kết nối từ máy khác (HOST=${listenHost}, cổng ${port}).`;
  if (LOOPBACK.test(hostname))
    return [
      `${at} Nhưng PUBLIC_URL là ${publicUrl}: người ở máy khác mở trang sẽ bị từ chối, và đường dẫn trong thư chỉ mở được trên máy này. ` +
        `Đặt PUBLIC_URL là địa chỉ mà mọi người gõ, ví dụ ${exampleOf(port)}.`,
    ];
  if (protocol !== 'https:')
    return [
      `${at} Không có HTTPS: ai cùng mạng cũng có thể đọc được mật khẩu, mã đăng nhập, nội dung công việc, và sửa được trang trên đường truyền. ` +
        'Chỉ dùng trong mạng nội bộ tin cậy khi thử. Dùng thật: đặt nginx hoặc Caddy có chứng chỉ ở phía trước, PUBLIC_URL=https://…, HOST=127.0.0.1 (xem docs/install.md).',
    ];
  if (accounts.trustedProxies.length > 0) return [];
  return [
    `${at} PUBLIC_URL là https, nhưng cổng ${port} vẫn mở bằng http không mã hóa cho máy khác. ` +
      'Proxy ở ngay máy này: đặt HOST=127.0.0.1. Proxy ở máy khác: đặt TRUSTED_PROXIES là địa chỉ của nó và chặn cổng này với các máy còn lại.',
  ];
}

/** The address of this machine in its network, as people would type it. */
function exampleOf(port: number): string {
  const own = Object.values(networkInterfaces())
    .flat()
    .find((one) => one !== undefined && !one.internal && isIP(one.address) === 4);
  return `http://${own?.address ?? '192.168.1.10'}:${port}`;
}
