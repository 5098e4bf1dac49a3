// The bodies of Zalo's events, ids as strings, each as a source shows it.
import type { SandboxMessage } from './sandbox-state.ts';

export type SignedEvent = { event: Record<string, unknown>; headers?: Record<string, string> };

/** A receipt; that of a message by phone names the phone, our tracking id and comes with a header of its own. */
export function receivedEvent(
  message: SandboxMessage,
  oaId: string,
  sender: 'oa' | 'user',
  nowMs: number,
): SignedEvent {
  const event_name = 'user_received_message';
  const { messageId, phone, trackingId, wire } = message;
  if (wire !== 'template-phone') {
    return { event: { ...parties(message.userId, oaId, sender), event_name, message: { msg_id: messageId } } };
  }
  const body = { delivery_time: String(nowMs), msg_id: messageId, tracking_id: trackingId };
  const event = { sender: { id: oaId }, recipient: { id: phone }, event_name, message: body };
  return { event, headers: { 'X-ZEvent-Server': 'ZNS' } };
}

export function seenEvent(message: SandboxMessage, oaId: string, sender: 'oa' | 'user'): SignedEvent {
  const body = { msg_ids: [message.messageId] };
  return { event: { ...parties(message.userId, oaId, sender), event_name: 'user_seen_message', message: body } };
}

export function textEvent(userId: string, oaId: string, text: string, messageId: string): SignedEvent {
  const message = { text, msg_id: messageId };
  return { event: { ...parties(userId, oaId, 'user'), event_name: 'user_send_text', message } };
}

export function followEvent(userId: string, oaId: string, follows: boolean): SignedEvent {
  const event_name = follows ? 'follow' : 'unfollow';
  return { event: { oa_id: oaId, follower: { id: userId }, event_name, source: 'oa_profile' } };
}

function parties(userId: string | null, oaId: string, sender: 'oa' | 'user') {
  const [oa, user] = [{ id: oaId }, { id: userId ?? '' }];
  return sender === 'oa' ? { sender: oa, recipient: user } : { sender: user, recipient: oa };
}
