// The journey as `dondoc preview` prints it: everything that would be sent if nobody ever answered.
import type { PlanIssue } from '#contracts/plan.ts';
import type { LocalDate, Slot } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { spokenTitle } from './assignment/spoken-title.ts';
import { compareInstants } from './calendar/instant.ts';
import { channelAddress, type KnownChannel } from './delivery/known-channel.ts';
import { letterHolders } from './delivery/letter-holder.ts';
import { type Journey, type JourneyInput, type PlannedAssignment, runJourney } from './journey.ts';
import type { PlannedReminder } from './ladder/planned-reminder.ts';
import { spokenRung } from './ladder/spoken-rung.ts';
import { composeSubject } from './message/compose-subject.ts';
import { orderItems } from './message/order-items.ts';
import { toMessageItem } from './message/to-message-item.ts';
import { groupBy } from './shared/group-by.ts';

export interface PreviewedAssignment {
  key: string;
  agency: string;
  title: string;
  opens: LocalDate | null;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  /** False = a person must look at it, or at the years of the plan, before anybody is told. */
  sure: boolean;
  why: string;
}

export interface PreviewedReminder {
  assignment: string;
  rung: string;
  recipient: string;
  channel: string;
  at: Slot;
  subject: string;
}

export interface Preview {
  assignments: PreviewedAssignment[];
  reminders: PreviewedReminder[];
  issues: PlanIssue[];
}

/** The lists of the preview; the rehearsal's lists must equal them. */
export function buildPreview(input: JourneyInput): Preview {
  const journey = runJourney(input);
  return {
    assignments: journey.assignments.map(({ draft }) => ({
      key: draft.key,
      agency: draft.agencyName,
      title: spokenTitle(draft),
      opens: draft.opens,
      due: draft.due,
      dueWorking: draft.dueWorking,
      sure: draft.nature !== 'undecided',
      why: draft.why,
    })),
    reminders: orderReminders(remindersOf(journey, input)),
    issues: journey.issues,
  };
}

/** By time, then recipient, then assignment: an order that two lists can be compared in. */
export function orderReminders(reminders: PreviewedReminder[]): PreviewedReminder[] {
  const key = (r: PreviewedReminder) => [r.recipient, r.assignment, r.rung].join('\u0000');
  return [...reminders].sort((a, b) => compareInstants(a.at, b.at) || (key(a) < key(b) ? -1 : 1));
}

/** Where a message to a contact goes on a channel. */
export function addressOf(
  contact: Roster['contacts'][number],
  channel: string,
  known: readonly KnownChannel[],
): string {
  return channelAddress(contact, channel, known) ?? contact.id;
}

interface Said {
  planned: PlannedAssignment;
  reminder: PlannedReminder & { channel: string };
}

function remindersOf(journey: Journey, input: JourneyInput): PreviewedReminder[] {
  const holderOf = letterHolders(input.roster.contacts, input.channels);
  const all = journey.assignments.flatMap((planned) =>
    planned.reminders.flatMap(({ channel, ...reminder }): Said[] =>
      channel === null ? [] : [{ planned, reminder: { ...reminder, channel } }],
    ),
  );
  const messages = groupBy(
    all,
    ({ reminder: { slotAt, channel, contactId } }) => `${slotAt} ${channel} ${holderOf(contactId, channel)}`,
  );
  return [...messages.values()].flatMap((said) => {
    const subject = subjectOf(said, journey, input);
    return said.map(({ planned, reminder }) => ({
      assignment: planned.draft.key,
      rung: spokenRung(reminder),
      recipient: addressOf(contactOf(reminder.contactId, input.roster), reminder.channel, input.channels),
      channel: reminder.channel,
      at: reminder.slotAt,
      subject,
    }));
  });
}

function subjectOf(said: Said[], journey: Journey, { roster, calendar, plan }: JourneyInput): string {
  const { contactId, slotAt } = (said[0] as Said).reminder;
  const contact = contactOf(contactId, roster);
  const agency = roster.agencies.find((candidate) => candidate.id === contact.agency);
  // As delivery names them (activities/message-input.ts): of several who share the letter.
  const isShared = said.some(({ reminder }) => reminder.contactId !== contactId);
  const items = said.map(({ planned: { draft }, reminder }) => ({
    ...toMessageItem({
      id: draft.key,
      saidAt: slotAt,
      calendar,
      rung: reminder.rung,
      audience: reminder.role,
      title: spokenTitle(draft),
      product: journey.rows[draft.rowIndex]?.row.products.join('; ') || null,
      agencyName: draft.agencyName,
      planTitle: plan.plan.title ?? '',
      due: draft.due,
      dueWorking: draft.dueWorking,
      status: 'assigned',
      why: draft.why,
    }),
    ...(isShared ? { readerId: reminder.contactId } : {}),
  }));
  return composeSubject({
    office: roster.office,
    slotAt,
    zone: calendar.zone,
    recipient: { name: contact.name, position: contact.position, agencyName: agency?.name ?? '' },
    items: orderItems(items),
  });
}

function contactOf(id: string, roster: Roster): Roster['contacts'][number] {
  const contact = roster.contacts.find((candidate) => candidate.id === id);
  if (contact === undefined) throw new Error(`reminder to a contact that the roster does not hold: ${id}`);
  return contact;
}
