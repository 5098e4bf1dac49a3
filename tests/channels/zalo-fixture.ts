import type { OutgoingMessage } from '#channels/channel.ts';
import type { ZaloForm } from '#channels/zalo/compose-zalo.ts';
import { createTokenSource, type TokenStore } from '#channels/zalo/token-source.ts';
import { createZaloChannel, type ZaloChannelOptions } from '#channels/zalo/zalo-channel.ts';
import type { TokenPair } from '#contracts/zalo-tokens.ts';
import {
  SANDBOX_REFRESH_TOKEN,
  startZaloSandbox,
  type ZaloSandbox,
  type ZaloSandboxOptions,
} from '#local/zalo/start-zalo-sandbox.ts';
import { outgoing } from './outgoing-fixture.ts';

/** Wednesday 09:00 in Vietnam: no night, no day off. */
export const DAY_MS = Date.parse('2026-11-18T02:00:00Z');
export const USER = '246845883529197922';
export const PHONE = '84912345678';

export const zaloForm = (over: Partial<ZaloForm> = {}): ZaloForm => ({
  text: 'Nhiệm vụ sau do Phòng Tư pháp chủ trì đã quá hạn 5 ngày.',
  template: {
    key: 'nhac-viec',
    data: {
      nguoi_nhan: 'Nguyễn Thị Hoàng Anh',
      don_vi: 'UBND huyện Tứ Kỳ',
      nhiem_vu: 'Rà soát văn bản quy phạm pháp luật năm 2026',
      co_quan: 'Phòng Tư pháp',
      tinh_trang: 'Quá hạn 5 ngày',
      han: '13/11/2026',
      duong_dan: 'https://dondoc.example.vn/l/abc',
    },
  },
  acknowledgePayload: '#nhan:42',
  viewUrl: 'https://dondoc.example.vn/l/abc',
  ...over,
});

type Person = { userId?: string | null; phone?: string | null };

/** A message to somebody who has both addresses, unless the test takes one away. */
export function zaloMessage(
  { userId = USER, phone = '0912 345 678' }: Person = {},
  form: Partial<ZaloForm> = {},
): OutgoingMessage {
  const message = outgoing(userId ?? phone ?? '', { form: zaloForm(form) });
  return { ...message, to: { ...message.to, email: null, zaloUserId: userId, phone } };
}

/** A token store with the lock that a database gives; counts what a test asserts. */
export function memoryTokenStore(initial: TokenPair | null = null): TokenStore & { saved: TokenPair[]; locks: number } {
  let pair = initial;
  let queue: Promise<unknown> = Promise.resolve();
  const store = {
    saved: [] as TokenPair[],
    locks: 0,
    async load() {
      return pair;
    },
    saveUnderLock(change: (current: TokenPair | null) => Promise<TokenPair | null>) {
      const turn = queue.then(async () => {
        store.locks += 1;
        const next = await change(pair);
        if (next !== null && next !== pair) {
          pair = next;
          store.saved.push(next);
        }
        return pair;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
  return store;
}

export async function zaloSetup(
  sandboxOptions: ZaloSandboxOptions = {},
  channelOptions: Partial<ZaloChannelOptions> = {},
) {
  const sandbox = await startZaloSandbox({ nowMs: () => DAY_MS, ...sandboxOptions });
  sandbox.setUser({ userId: USER, name: 'Nguyễn Thị Hoàng Anh', phone: PHONE });
  const store = memoryTokenStore();
  const alarms: string[] = [];
  const worker = () => connect(sandbox, store, alarms, channelOptions);
  return { sandbox, store, alarms, worker, ...worker() };
}

function connect(sandbox: ZaloSandbox, store: TokenStore, alarms: string[], over: Partial<ZaloChannelOptions>) {
  const now = () => new Date(sandbox.nowMs());
  const tokens = createTokenSource({
    store,
    oauthUrl: sandbox.oauthUrl,
    appId: sandbox.identity.appId,
    appSecret: sandbox.identity.appSecret,
    firstRefreshToken: SANDBOX_REFRESH_TOKEN,
    alarm: (why) => void alarms.push(why),
    now,
  });
  const { oaUrl, businessUrl } = sandbox;
  return {
    tokens,
    channel: createZaloChannel({ oaUrl, businessUrl, tokens, now, timeoutMs: 10_000, ...over }),
  };
}
