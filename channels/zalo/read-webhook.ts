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
 * Reads an event that was verified. Sources disagree on whether the OA is the sender or the recipient of receipts, so the person is
 * whoever is not our OA. Ids stay strings: they exceed what a number holds.
 */
export function readWebhook(rawBody: string, oaId: string): ZaloEvent {
  const body = JSON.parse(rawBody) as Json;
  const name = stringOf(body.event_name) ?? '';
  const message = objectOf(body.message);
  const messageIds = idsOf(message);
  const timestamp = stringOf(body.timestamp);
  const userId = personOf(body, oaId);
  const subject =
    messageIds.length > 0 ? messageIds.join(',') : `${timestamp}/${userId ?? stringOf(body.template_id) ?? ''}`;
  const base = { dedupeKey: `${name}/${subject}`, timestamp };
  switch (name) {
    case 'user_received_message':
      return { ...base, kind: 'delivered', messageIds, userId, trackingId: stringOf(message.tracking_id) };
    case 'user_seen_message':
      return { ...base, kind: 'seen', messageIds, userId };
    case 'user_send_text':
      if (userId === null) break;
      return { ...base, kind: 'text', userId, text: stringOf(message.text) ?? '', messageId: messageIds[0] ?? null };
    case 'follow':
    case 'unfollow':
      if (userId === null) break;
      return { ...base, kind: name, userId };
    case 'user_submit_info': {
      if (userId === null) break;
      const info = objectOf(body.info);
      return { ...base, kind: 'shared-info', userId, name: stringOf(info.name), phone: stringOf(info.phone) };
    }
    case 'change_template_status': {
      const status = objectOf(body.status);
      const templateId = stringOf(body.template_id) ?? '';
      return {
        ...base,
        kind: 'template-status',
        templateId,
        status: stringOf(status.new_status) ?? '',
        reason: stringOf(body.reason),
      };
    }
  }
  return { ...base, kind: 'other', name };
}

function personOf(body: Json, oaId: string): string | null {
  const candidates = [body.follower, body.sender, body.recipient].map((one) => stringOf(objectOf(one).id));
  return candidates.find((id) => id !== null && id !== oaId) ?? null;
}

function idsOf(message: Json): string[] {
  const many = Array.isArray(message.msg_ids) ? message.msg_ids : [message.msg_id];
  return many.map(stringOf).filter((id) => id !== null);
}

function stringOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
