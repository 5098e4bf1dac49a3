// What a browser does with passkeys between two questions to the server: it asks somebody, and their device signs.
import { ask, client } from './client.ts';
import { ProblemError } from './problem-error.ts';

/** Why none can be used on this page, in one sentence; null = they can. `address`: where they were made for; null = for nowhere. */
export function whyNoPasskeys(address: string | null): string | null {
  if (address === null)
    return 'Chưa dùng được khóa truy cập: trình duyệt chỉ cho dùng khi trang này mở bằng địa chỉ https có tên miền.';
  if (window.location.origin !== address) return `Khóa truy cập chỉ dùng được khi mở trang này tại ${address}.`;
  return window.PublicKeyCredential === undefined ? 'Trình duyệt này không hỗ trợ khóa truy cập.' : null;
}

/** Lets somebody choose one of theirs, and their device make sure that it is they. */
export async function showPasskey() {
  const [{ startAuthentication }, { options }] = await Promise.all([
    import('@simplewebauthn/browser'),
    ask(client.POST('/api/auth/passkey/start')),
  ]);
  const { id, rawId, response } = await startAuthentication({ optionsJSON: options }).catch(inWords);
  return { id, rawId, response: { ...response, userHandle: response.userHandle ?? '' } };
}

/** Lets the device of somebody make one for their account. */
export async function makePasskey() {
  const [{ startRegistration }, { options }] = await Promise.all([
    import('@simplewebauthn/browser'),
    ask(client.POST('/api/passkeys/start')),
  ]);
  const { id, rawId, response } = await startRegistration({ optionsJSON: options }).catch(inWords);
  return { id, rawId, response };
}

const WORDS: Record<string, string> = {
  NotAllowedError:
    'Đã thôi giữa chừng, hết thời gian, hoặc thiết bị không có khóa của trang này. Thử lại, hoặc dùng mật khẩu.',
  AbortError: 'Đã thôi giữa chừng. Thử lại, hoặc dùng mật khẩu.',
  InvalidStateError: 'Thiết bị này đã có khóa truy cập của tài khoản này rồi.',
  ConstraintError: 'Thiết bị chưa đặt khóa màn hình (vân tay, khuôn mặt hoặc mã PIN). Đặt khóa màn hình rồi thử lại.',
};

function inWords(thrown: unknown): never {
  const name = thrown instanceof Error ? thrown.name : '';
  throw new ProblemError({
    status: 400,
    title: 'Chưa dùng được khóa truy cập',
    detail: WORDS[name] ?? 'Trình duyệt hoặc thiết bị không dùng được khóa truy cập. Thử lại, hoặc dùng mật khẩu.',
  });
}
