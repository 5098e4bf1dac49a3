// A stored message → what one channel is given.
import type { OutgoingMessage } from '#channels/channel.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { linkExpiry } from './message-input.ts';

type Signing = Pick<ActivityDependencies, 'links' | 'publicUrl'>;

/** Every attempt on one channel is given the same. */
export function toOutgoing(
  deps: Signing,
  message: SendingMessage,
  { channel, address }: { channel: string; address: string },
): OutgoingMessage {
  const { subject, text, html, rfcMessageId: messageId, claimedAt, entries } = message;
  const { name, email, phone, zaloUserId, wantsCalendar } = message.contact;
  return {
    to: { name, address, email, phone, zaloUserId, wantsCalendar },
    subject,
    text,
    html,
    form: message.forms[channel] ?? null,
    messageId,
    about: entries.map(({ assignmentId: id, assignment: { activity, label, due, sequence } }) => ({
      id,
      title: spokenTitle({ title: activity.title, label }),
      due,
      sequence,
    })),
    stopDigestUrl: entries.length > 1 ? stopDigestUrl(deps, message) : null,
    claimedAt: claimedAt.toISOString(),
  };
}

function stopDigestUrl({ links, publicUrl }: Signing, { id, contactId, slotAt }: SendingMessage): string {
  const expiresAt = linkExpiry(instantOf(slotAt));
  return publicUrl + stopDigestPath(links.sign({ action: 'stop-digest', messageId: id, contactId, expiresAt }));
}
