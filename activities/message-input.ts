// Staged rows of one address → what their message says, with links that only its readers have.
import type { MessageInput } from '#contracts/message.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import { myWorkPath } from '#domain/answer/my-work-path.ts';
import { addMs } from '#domain/calendar/instant.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { orderItems } from '#domain/message/order-items.ts';
import { toMessageItem } from '#domain/message/to-message-item.ts';
import type { StagedRow } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';

const LINK_VALID_DAYS = 30;

type Signing = Pick<ActivityDependencies, 'links' | 'publicUrl' | 'answersAreRead'>;

/** The same rows give the same input, links included. */
export function toMessageInput(
  deps: Signing,
  { name: office, zone }: { name: string; zone: string },
  slotAt: Slot,
  rows: StagedRow[],
  how: { calendars: ReadonlyMap<string, WorkCalendar>; leavesAt: Instant | null },
): MessageInput {
  const [{ contact: first, channel }] = rows as [StagedRow];
  const others = [...new Map(rows.map(({ contact }) => [contact.id, contact])).values()].slice(1);
  const isShared = others.length > 0;
  const expiresAt = linkExpiry(slotAt);
  const link = (assignmentId: string, action: 'acknowledge' | 'report' | 'view', contactId: string) =>
    `${deps.publicUrl}/l/${deps.links.sign({ assignmentId, contactId, action, expiresAt })}`;
  const allWork = { action: 'my-work' as const, contactId: first.id, expiresAt, ...(isShared ? { channel } : {}) };
  return {
    office,
    recipient: toRecipient(first),
    ...(isShared ? { alsoTo: others.map(toRecipient) } : {}),
    slotAt,
    leavesAt: how.leavesAt,
    zone,
    answersAreRead: deps.answersAreRead ?? false,
    allWork: deps.publicUrl + myWorkPath(deps.links.sign(allWork)),
    items: orderItems(
      rows.map((row) => {
        const { rung, audience, assignment, contact } = row;
        // Also in a letter to several: whoever presses answers as the one whom the row was for.
        const links = {
          acknowledge: mayAcknowledge(row) ? link(assignment.id, 'acknowledge', contact.id) : null,
          report: isLead(row) ? link(assignment.id, 'report', contact.id) : null,
          view: link(assignment.id, 'view', contact.id),
        };
        const calendar = how.calendars.get(assignment.calendarEditionId) as WorkCalendar;
        const saidAt = how.leavesAt ?? slotAt;
        const item = toMessageItem({ ...assignment, rung, audience, saidAt, calendar });
        return { ...item, ...(isShared ? { readerId: contact.id } : {}), links };
      }),
    ),
  };
}

function toRecipient({ name, position, agencyName }: StagedRow['contact']): MessageInput['recipient'] {
  return { name, position, agencyName };
}

/** Signed for a reader of a message that says something to acknowledge; null when it does not. */
export function acknowledgeToken(
  { links }: Signing,
  messageId: string,
  slotAt: Slot,
  rows: StagedRow[],
): string | null {
  const contactId = rows.find(mayAcknowledge)?.contact.id;
  if (contactId === undefined) return null;
  const expiresAt = linkExpiry(slotAt);
  return links.sign({ action: 'acknowledge-message', messageId, contactId, expiresAt });
}

function isLead({ assignment, contact }: StagedRow): boolean {
  return assignment.agencyId === contact.agencyId;
}

function mayAcknowledge(row: StagedRow): boolean {
  return isLead(row) && row.assignment.status === 'assigned';
}

/** When links of a message of this slot die. */
export function linkExpiry(slotAt: Instant): Instant {
  return addMs(slotAt, LINK_VALID_DAYS * 86_400_000);
}
