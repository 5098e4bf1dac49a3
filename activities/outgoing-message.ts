// A stored message → what one channel is given.
import type { OutgoingMessage } from '#channels/channel.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import type { SendingMessage, SentTo } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { linkExpiry } from './message-input.ts';

type Signing = Pick<ActivityDependencies, 'links' | 'publicUrl'>;

/** Every attempt on one channel is given the same. */
export function toOutgoing(
  deps: Signing,
  message: SendingMessage,
  { channel, address }: { channel: string; address: string },
): OutgoingMessage {
  const { subject, text, html, rfcMessageId: messageId, claimedAt } = message;
  const entries = spokenEntries(message);
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

/** Who reads a message besides its contact, because they share the address that it goes to. */
export function otherReaders({ contactId, entries }: SendingMessage): SentTo[] {
  const readers = new Map(entries.map(({ contact }) => [contact.id, contact]));
  readers.delete(contactId);
  return [...readers.values()];
}

/** Work of which several hear who share the letter stands in it once. */
function spokenEntries(message: SendingMessage): SendingMessage['entries'] {
  if (otherReaders(message).length === 0) return message.entries;
  return [...new Map(message.entries.map((entry) => [entry.assignmentId, entry])).values()];
}

function stopDigestUrl({ links, publicUrl }: Signing, { id, contactId, slotAt }: SendingMessage): string {
  const expiresAt = linkExpiry(instantOf(slotAt));
  return publicUrl + stopDigestPath(links.sign({ action: 'stop-digest', messageId: id, contactId, expiresAt }));
}
