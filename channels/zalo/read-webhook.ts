import { storableText } from '#domain/shared/storable-text.ts';

/** What one event of Zalo tells us, whoever its sender and recipient fields name first. */
export type ZaloEvent = {
  /** Two deliveries of one event share it: store it under a unique index. */
  dedupeKey: string;
  /** Milliseconds since the epoch as Zalo writes them, a string. */
  timestamp: string | null;
} & (
  | { kind: 'delivered'; messageIds: string[]; userId: string | null; trackingId: string | null }
  | { kind: 'seen'; messageIds: string[]; userId: string | null }
  | { kind: 'text'; userId: string; text: string; messageId: string | null }
  | { kind: 'follow' | 'unfollow'; userId: string }
  | { kind: 'shared-info'; userId: string; name: string | null; phone: string | null }
  | { kind: 'template-status'; templateId: string; status: string; reason: string | null }
  | { kind: 'other'; name: string }
);

type Json = Record<string, unknown>;

/**
 * Reads an event that was verified, whatever JSON it is: a signature says who sent it and not that it makes sense, so what does not becomes
 * `other`. All texts can be stored. Sources disagree on whether the OA is the sender or the recipient of receipts, so the person is whoever
 * is not our OA. Ids stay strings: they exceed what a number holds.
 */
export function readWebhook(rawBody: string, oaId: string): ZaloEvent {
  const body = jsonOf(rawBody);
  const name = textOf(body.event_name) ?? '';
  const message = objectOf(body.message);
  const messageIds = idsOf(message);
  const timestamp = idOf(body.timestamp);
  const userId = personOf(body, oaId);
  const subject =
    messageIds.length > 0 ? messageIds.join(',') : `${timestamp}/${userId ?? idOf(body.template_id) ?? ''}`;
  const base = { dedupeKey: `${name}/${subject}`, timestamp };
  switch (name) {
    case 'user_received_message':
      return { ...base, kind: 'delivered', messageIds, userId, trackingId: idOf(message.tracking_id) };
    case 'user_seen_message':
      return { ...base, kind: 'seen', messageIds, userId };
    case 'user_send_text':
      if (userId === null) break;
      return { ...base, kind: 'text', userId, text: textOf(message.text) ?? '', messageId: messageIds[0] ?? null };
    case 'follow':
    case 'unfollow':
      if (userId === null) break;
      return { ...base, kind: name, userId };
    case 'user_submit_info': {
      if (userId === null) break;
      const info = objectOf(body.info);
      return { ...base, kind: 'shared-info', userId, name: textOf(info.name), phone: textOf(info.phone) };
    }
    case 'change_template_status': {
      const status = objectOf(body.status);
      const templateId = idOf(body.template_id) ?? '';
      return {
        ...base,
        kind: 'template-status',
        templateId,
        status: textOf(status.new_status) ?? '',
        reason: textOf(body.reason),
      };
    }
  }
  return { ...base, kind: 'other', name };
}

function personOf(body: Json, oaId: string): string | null {
  const candidates = [body.follower, body.sender, body.recipient].map((one) => idOf(objectOf(one).id));
  return candidates.find((id) => id !== null && id !== oaId) ?? null;
}

function idsOf(message: Json): string[] {
  const many = Array.isArray(message.msg_ids) ? message.msg_ids.slice(0, IDS_MAX) : [message.msg_id];
  return many.map(idOf).filter((id) => id !== null);
}

// Zalo names a handful; each is a look into the database.
const IDS_MAX = 200;
const TEXT_LENGTH_MAX = 4_000;
// What an id of Zalo or of ours may look like. Anything else is no id: made storable it could become somebody else's.
const ID = /^[\x21-\x7e]{1,200}$/;

function idOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.length <= 200 && ID.test(text) ? text : null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? storableText(value, TEXT_LENGTH_MAX) : null;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function jsonOf(rawBody: string): Json {
  try {
    return objectOf(JSON.parse(rawBody));
  } catch {
    return {};
  }
}
