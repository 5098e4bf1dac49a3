// The channels of the made-up office: who is hard to reach, what waits for a person, and two receivers of events.
import type { z } from 'zod';
import type { ChannelSetup, HardToReach } from '#contracts/routes.ts';
import { WEBHOOK_EVENT_TYPES, type WebhookDelivery, type WebhookSubscription } from '#contracts/webhooks.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { eventTypeWords } from '#domain/delivery/webhook-event-type.ts';
import { Refusal } from './refusal.ts';

export interface MockChannels {
  setups: ChannelSetup[];
  people: HardToReach[];
  matters: { id: string; what: string; where: string; href: string | null }[];
  /** Taken off the list, and could be put back. */
  ticked: MockChannels['matters'];
  /** What stands on the officer's list besides and is mended elsewhere. */
  lines: { what: string; where: string; href: string | null }[];
  subscriptions: Omit<z.infer<typeof WebhookSubscription>, 'pending' | 'delivered' | 'dead'>[];
  deliveries: Map<string, z.infer<typeof WebhookDelivery>[]>;
}

export const SECRET = 'whsec_Zm9yLXRoZS1wYWdlcy1vbmx5LW5vdC1hLXNlY3JldA==';

/** Fresh for every test. */
export function createMockChannels(): MockChannels {
  return {
    setups: [
      { name: 'email', label: 'Thư điện tử', state: 'ready', words: 'Gửi qua máy chủ thư mail.tuky.example.vn.' },
      { name: 'zalo', label: 'Zalo', state: 'trial', words: 'Zalo giả lập trên máy này, không gửi ra ngoài.' },
      {
        name: 'incoming-mail',
        label: 'Thư trả lời và thư bị trả lại',
        state: 'off',
        words: 'Chưa có địa chỉ nhận (MAIL_REPLY_ADDRESS). Thư bị trả lại và thư trả lời không được đọc.',
      },
    ],
    people: [
      {
        contactId: 'an',
        name: 'Nguyễn Văn An',
        agency: 'Phòng Tài chính - Kế hoạch',
        needsPerson: 'Mọi kênh đã ghi đều không nhận được tin (thư điện tử). Cần cập nhật địa chỉ.',
        failed: [failure('email', 'nguyenvanan.phongtaichinhkehoach@tuky.example.vn', '550 5.1.1 User unknown')],
      },
      {
        contactId: 'binh',
        name: 'Trần Thị Bình',
        agency: 'Phòng Nội vụ',
        needsPerson: null,
        failed: [failure('zalo', '0912345678', 'số điện thoại không có tài khoản Zalo')],
      },
    ],
    matters: [
      {
        id: 'digest-stop/an',
        what: 'Nguyễn Văn An (Phòng Tài chính - Kế hoạch) đề nghị không gửi thư tổng hợp tới địa chỉ này nữa',
        where: 'an@tuky.example.vn',
        href: null,
      },
      {
        id: 'digest-stop/an-2',
        what: 'Thư trả lời cần người đọc: “Đã chuyển phòng khác”',
        where: 'Lê Thị Én (Phòng A)',
        href: null,
      },
    ],
    ticked: [],
    lines: [],
    subscriptions: [
      subscription('w-1', 'https://dieu-hanh.haiduong.example.vn/api/tiep-nhan/su-kien/nhiem-vu', ['*']),
      { ...subscription('w-2', 'https://mot-cua.example.vn/hook', ['assignment.reported', 'plan.*']), active: false },
    ],
    deliveries: new Map([['w-1', [delivered('d-0'), dead('d-1'), dead('d-2'), dead('d-3')]]]),
  };
}

/** What the mock answers about channels; it keeps the rules of the API that a page can see. */
export function channelHandlers(channels: MockChannels) {
  const find = (id = '') => {
    const found = channels.subscriptions.find((one) => one.id === id);
    if (!found) throw new Refusal({ status: 404, detail: 'Không có đăng ký nhận sự kiện này.' });
    return found;
  };
  const of = (id = '') => channels.deliveries.get(id) ?? [];
  const count = (id: string, status: string) => of(id).filter((one) => one.status === status).length;
  const view = (one: MockChannels['subscriptions'][number]) => ({
    ...one,
    pending: count(one.id, 'pending'),
    delivered: count(one.id, 'delivered'),
    dead: count(one.id, 'dead'),
  });
  type Asked = { params: Record<string, string>; query: { status?: string }; body: unknown };
  return {
    getChannels: () => ({ channels: channels.setups, people: channels.people }),
    resendReminder: () => ({ slotAt: '2026-11-18T02:01:00Z', added: 1 }),
    tryChannelAgain: ({ params }: Asked) => {
      channels.people = channels.people.filter(({ contactId }) => contactId !== params.id);
      return { cleared: 1 };
    },
    listWebhooks: () => channels.subscriptions.map(view),
    listWebhookEventTypes: () => WEBHOOK_EVENT_TYPES.map((type) => ({ type, words: eventTypeWords(type) })),
    addWebhook: ({ body }: Asked) => {
      const { url, filter } = body as { url: string; filter: string[] };
      if (url.includes('10.0.0.'))
        throw new Refusal({
          status: 422,
          title: 'Không nhận địa chỉ này',
          detail: 'Lý do: 10.0.0.1 là địa chỉ nội bộ. Sửa địa chỉ rồi đăng ký lại.',
          code: 'webhook-refused',
        });
      const added = subscription(`w-${channels.subscriptions.length + 1}`, url, filter);
      channels.subscriptions.push(added);
      return { id: added.id, url, filter, secret: SECRET };
    },
    changeWebhook: ({ params, body }: Asked) => view(Object.assign(find(params.id), body)),
    removeWebhook: ({ params }: Asked) => {
      channels.subscriptions.splice(channels.subscriptions.indexOf(find(params.id)), 1);
      return { deliveries: of(params.id).length };
    },
    rotateWebhookSecret: ({ params }: Asked) => {
      const oldSecretUntil = '2026-11-27T02:30:00Z';
      Object.assign(find(params.id), { oldSecretUntil });
      return { id: params.id, secret: SECRET, oldSecretUntil };
    },
    listWebhookDeliveries: ({ params, query }: Asked) =>
      of(find(params.id).id).filter(({ status }) => !query.status || status === query.status),
    resendWebhook: ({ params, body }: Asked) => {
      const { delivery } = body as { delivery?: string };
      const again = of(params.id).filter(({ id, status }) => status === 'dead' && (!delivery || id === delivery));
      for (const one of again) Object.assign(one, { status: 'pending' });
      return { resent: again.length };
    },
    resolveMatter: ({ body }: Asked) => {
      const at = channels.matters.findIndex(({ id }) => id === (body as { id: string }).id);
      if (at >= 0) channels.ticked.push(...channels.matters.splice(at, 1));
      return { resolved: at >= 0 ? 1 : 0 };
    },
    reopenMatter: ({ body }: Asked) => {
      const at = channels.ticked.findIndex(({ id }) => id === (body as { id: string }).id);
      if (at >= 0) channels.matters.push(...channels.ticked.splice(at, 1));
      return { reopened: at >= 0 };
    },
  };
}

function failure(channel: string, address: string, reason: string) {
  return { channel, address, reason, at: instantOf('2026-11-18T01:00:00Z') };
}

function subscription(id: string, url: string, filter: string[]) {
  const etag = `"webhook-${id}-1"`;
  return { id, url, filter, active: true, createdAt: instantOf('2026-10-01T02:00:00Z'), oldSecretUntil: null, etag };
}

function dead(id: string): z.infer<typeof WebhookDelivery> {
  return {
    id,
    type: 'assignment.reported',
    words: 'Báo cáo kết quả',
    status: 'dead',
    attempts: 11,
    code: '503',
    reason: 'nơi nhận trả lời HTTP 503',
    lastAt: instantOf('2026-11-19T07:12:00Z'),
    dueAt: null,
  };
}

function delivered(id: string): z.infer<typeof WebhookDelivery> {
  return { ...dead(id), status: 'delivered', attempts: 1, code: null, reason: '200' };
}
