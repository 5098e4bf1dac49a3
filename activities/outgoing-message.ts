// A stored message → what one channel is given.
import type { OutgoingMessage } from '#channels/channel.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import type { ClaimedZalo, SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { linkExpiry } from './message-input.ts';

/** Every attempt on one channel is given the same. */
export function toOutgoing(
  deps: ActivityDependencies,
  message: SendingMessage,
  { channel, address }: { channel: string; address: string },
): OutgoingMessage {
  const { contact, subject, text, html, entries } = message;
  const isDigest = entries.length > 1;
  const replyTo = deps.addresses?.make('reply', messageKeyOf(message.id)) ?? null;
  return {
    to: { name: contact.name, address },
    subject,
    text,
    html,
    messageId: message.rfcMessageId,
    references: isDigest ? [] : entries.map((entry) => threadId(entry.assignmentId)),
    headers: {},
    isDigest,
    replyTo,
    bounceAddress: deps.addresses?.make('bounce', messageKeyOf(message.id)) ?? null,
    unsubscribeUrls: isDigest ? [...stopByPost(deps, message), ...stopByMail(replyTo)] : [],
    calendar: channel === 'email' ? calendarOf(deps, message) : null,
    zalo: channel === 'zalo' ? zaloOf(deps, message) : null,
  };
}

/** One click, no login (RFC 8058): only over https, where nobody on the way can read or press it. */
function stopByPost({ links, publicUrl }: ActivityDependencies, { id, contactId, slotAt }: SendingMessage): string[] {
  if (!publicUrl.startsWith('https:')) return [];
  const expiresAt = linkExpiry(instantOf(slotAt));
  const token = links.sign({ action: 'stop-digest', messageId: id, contactId, expiresAt });
  return [publicUrl + stopDigestPath(token)];
}

function stopByMail(replyTo: string | null): string[] {
  return replyTo === null ? [] : [`mailto:${replyTo}?subject=Ngung-nhan-ban-tong-hop`];
}

/** The id without dashes: a local part of a mail address has 64 characters for mailbox, key and mark. */
export function messageKeyOf(messageId: string): string {
  return messageId.replaceAll('-', '');
}

function zaloOf(deps: ActivityDependencies, { contact, zalo }: SendingMessage): OutgoingMessage['zalo'] {
  if (zalo === null) return null;
  const { text, template, viewUrl, acknowledgePayload } = zalo as unknown as ClaimedZalo;
  return {
    userId: contact.zaloUserId,
    phone: contact.phone,
    text,
    template: { id: deps.zaloTemplateIds?.[template.key] ?? template.key, data: template.data },
    acknowledgePayload,
    viewUrl,
  };
}

function calendarOf(deps: ActivityDependencies, message: SendingMessage): OutgoingMessage['calendar'] {
  const [entry, ...others] = message.entries;
  const due = entry?.assignment.due ?? null;
  if (!message.contact.wantsCalendar || entry === undefined || others.length > 0 || due === null) return null;
  const { activity, label, sequence } = entry.assignment;
  return (
    deps.calendarEntry?.({
      assignmentId: entry.assignmentId,
      domain: deps.mailDomain,
      due: due.toISOString().slice(0, 10),
      title: spokenTitle({ title: activity.title, label }),
      description: message.subject,
      url: null,
      sequence,
      stampedAt: message.claimedAt.toISOString(),
    }) ?? null
  );
}

/** A parent that no mail carries: clients still show all mails about one assignment as one conversation. */
function threadId(assignmentId: string): string {
  return `<assignment.${assignmentId}@dondoc.invalid>`;
}
