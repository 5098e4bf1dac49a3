// Settings as the tables hold them, against the fold of their events.
import type { LoggedWebhook } from '#contracts/logged-events.ts';
import type { Instant } from '#contracts/primitives.ts';
import { isBefore } from '#domain/calendar/instant.ts';
import { compareColumns, type Difference, rowDifference } from './difference.ts';
import type { LoggedSettings } from './fold-settings.ts';

export interface StoredSettings {
  rosterDigest: string | null;
  zalo: ReadonlyMap<string, string>;
  webhooks: ReadonlyMap<string, LoggedWebhook>;
  /** Every matter on record, with when it came up last and when it was ticked off. */
  matters: ReadonlyMap<string, { what: string; lastAt: Instant; resolvedAt: Instant | null }>;
  ladders: ReadonlyMap<string, string>;
  calendars: ReadonlyMap<string, string>;
  letterhead: string | null;
  /** What this office said of others and itself: none where it is not the first. */
  senders: ReadonlyMap<string, string>;
}

/** Every setting that is not as its last event left it; none when the log does not speak of settings yet. */
export function compareSettings(logged: LoggedSettings, stored: StoredSettings): Difference[] {
  if (!logged.stated) return [];
  return [
    ...(logged.rosterDigest === stored.rosterDigest
      ? []
      : [
          rowDifference(
            'roster',
            'Danh bạ: không còn như lần nhập cuối (cơ quan, người, địa chỉ hoặc nhóm đã bị sửa thẳng trong cơ sở dữ liệu).',
          ),
        ]),
    ...compareZalo(logged.zalo, stored.zalo),
    ...compareWebhooks(logged.webhooks, stored.webhooks),
    ...compareMatters(logged.resolved, stored.matters),
    ...compareContents('ladder', 'Bậc thang nhắc việc', logged.ladders, stored.ladders),
    ...compareContents('calendar', 'Bản lịch làm việc', logged.calendars, stored.calendars),
    ...(logged.letterhead === stored.letterhead
      ? []
      : [
          rowDifference(
            'office/letterhead',
            'Tên người gửi và đầu báo cáo: không còn như lần lưu cuối (đã bị sửa thẳng trong cơ sở dữ liệu).',
          ),
        ]),
    ...unionOf(logged.senders, stored.senders).flatMap((id) =>
      compareColumns(
        `office/${id}`,
        `Cơ quan số ${id}`,
        { senderAddress: 'địa chỉ gửi thư' },
        { senderAddress: logged.senders.get(id) ?? null },
        { senderAddress: stored.senders.get(id) ?? null },
      ),
    ),
  ];
}

function compareZalo(logged: ReadonlyMap<string, string>, stored: ReadonlyMap<string, string>): Difference[] {
  return unionOf(logged, stored).flatMap((id) =>
    compareColumns(
      `contact/${id}`,
      `Người «${id}»`,
      { zaloUserId: 'tài khoản Zalo' },
      { zaloUserId: logged.get(id) ?? null },
      { zaloUserId: stored.get(id) ?? null },
    ),
  );
}

const WEBHOOK_WORDS = {
  url: 'địa chỉ',
  filter: 'loại sự kiện',
  active: 'đang bật',
  secretFingerprint: 'dấu vết khóa ký',
} as const;

function compareWebhooks(
  logged: ReadonlyMap<string, LoggedWebhook>,
  stored: ReadonlyMap<string, LoggedWebhook>,
): Difference[] {
  return unionOf(logged, stored).flatMap((id) => {
    const [before, now] = [logged.get(id), stored.get(id)];
    const subject = `webhook/${id}`;
    const { url } = (before ?? now) as LoggedWebhook;
    const name = `Hệ thống nhận sự kiện ${url}`;
    if (now === undefined) return [rowDifference(subject, `${name}: có trong nhật ký, đã bị xóa khỏi bảng.`)];
    if (before === undefined) return [rowDifference(subject, `${name}: có trong bảng, không có sự kiện nào.`)];
    return compareColumns(subject, name, WEBHOOK_WORDS, before, now);
  });
}

function compareMatters(logged: ReadonlyMap<string, Instant>, stored: StoredSettings['matters']): Difference[] {
  const gone = [...logged.keys()]
    .filter((id) => !stored.has(id))
    .map((id) => rowDifference(`matter/${id}`, `Việc cần xử lý «${id}»: có trong nhật ký, đã bị xóa khỏi bảng.`));
  const changed = [...stored].flatMap(([id, { what, lastAt, resolvedAt }]) => {
    const last = logged.get(id) ?? null;
    // It may come up again after it was ticked off; then it is open once more.
    if (resolvedAt === null && last !== null && !isBefore(lastAt, last)) return [];
    const words = { resolvedAt: 'lúc đánh dấu đã xử lý' };
    return compareColumns(`matter/${id}`, `Việc cần xử lý «${what}»`, words, { resolvedAt: last }, { resolvedAt });
  });
  return [...gone, ...changed];
}

function compareContents(
  family: string,
  name: string,
  logged: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, string>,
): Difference[] {
  return unionOf(logged, stored).flatMap((id) => {
    const [before, now] = [logged.get(id), stored.get(id)];
    if (before === now) return [];
    const what =
      now === undefined
        ? 'đã bị xóa'
        : before === undefined
          ? 'không có sự kiện nào'
          : 'nội dung đã bị sửa sau khi đặt';
    return [rowDifference(`${family}/${id}`, `${name} ${id}: ${what}.`)];
  });
}

function unionOf(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])];
}
