// Stage 4b: steps and a roster → one planned reminder per person. The chain is climbed here and nowhere else.
import type { AudienceRole, LadderPolicy } from '#contracts/ladder.ts';
import type { LocalDate, Slot } from '#contracts/primitives.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { regularSlotOf } from '#domain/calendar/slots.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { channelsOf } from '#domain/delivery/reachability.ts';
import { leaveOn } from '#domain/roster/leave.ts';
import { indexOfRoster } from '#domain/roster/roster-index.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import type { LadderStep, PlannedReminder } from './planned-reminder.ts';
import { agencyOfRole, holdersOfRole } from './role-holders.ts';

// From the work upwards: a level held by an agency that already hears is skipped.
const CHAIN: AudienceRole[] = [
  'lead',
  'lead-head',
  'field-lead',
  'standing-agency',
  'verifier',
  'chairman-office',
  'chairman',
];

// A person, not an agency, holds these: the head steps in beside the clerk, and silence reaches the chairman even when
// the roster files him under an agency that hears already.
const PERSONAL: ReadonlySet<AudienceRole> = new Set(['lead-head', 'chairman']);

/** What of a step says who hears it. */
export type SpokenStep = Pick<LadderStep, 'id' | 'rung' | 'turn' | 'audience'>;

export interface AudienceInput {
  agencyId: string;
  fieldCode: string | null;
  roster: Roster;
  calendar: WorkCalendar;
  policy: LadderPolicy;
  /** Every channel that the product has. */
  channels: readonly KnownChannel[];
}

/** Names each person once per step; somebody on leave is replaced by the deputy, or hears after the leave and the head in the meantime. */
export function resolveAudience(step: SpokenStep, input: AudienceInput): PlannedReminder[] {
  const { id, rung, turn } = step;
  const reminders = new Map<string, PlannedReminder>();
  const heard = new Set<string | null>();
  const listed = [...step.audience].sort((a, b) => CHAIN.indexOf(a.role) - CHAIN.indexOf(b.role));
  for (const { role, slotAt } of listed) {
    const date = toLocalDate(slotAt, input.calendar.zone);
    const agencyId = agencyOfRole(role, input);
    if (heard.has(agencyId) && !PERSONAL.has(role)) continue;
    heard.add(agencyId);
    for (const contact of holdersOfRole(role, input, date))
      for (const hearer of hearersFor(contact, { role, slotAt, date }, input)) {
        const contactId = hearer.contact.id;
        if (reminders.has(contactId)) continue;
        const channel = firstChannel(hearer.contact, input.channels);
        reminders.set(contactId, { step: id, rung, turn, role, contactId, channel, slotAt: hearer.slotAt });
      }
  }
  return [...reminders.values()];
}

interface Hearer {
  contact: RosterContact;
  slotAt: Slot;
}

/** Who hears in the stead of `contact`, and when: a leave without a deputy must not keep work from its agency until its date has passed. */
function hearersFor(
  contact: RosterContact,
  { role, slotAt, date }: { role: AudienceRole; slotAt: Slot; date: LocalDate },
  input: AudienceInput,
): Hearer[] {
  const { roster, calendar, policy } = input;
  const leave = leaveOn(contact, date);
  if (leave === null) return [{ contact, slotAt }];
  const isThere = (one: RosterContact) => isValidOn(one, date) && leaveOn(one, date) === null;
  const deputy = indexOfRoster(roster).contact(contact.deputy);
  if (deputy && isThere(deputy)) return [{ contact: deputy, slotAt }];
  const heads = role === 'lead' ? holdersOfRole('lead-head', input, date).filter(isThere) : [];
  return [
    ...heads.map((head) => ({ contact: head, slotAt })),
    { contact, slotAt: regularSlotOf(firstDayBack(contact, leave, calendar), policy, calendar) },
  ];
}

/** The first working day after a leave that is not inside the next one. */
function firstDayBack(contact: RosterContact, leave: { to: LocalDate }, calendar: WorkCalendar): LocalDate {
  let date = calendar.addWorkingDays(leave.to, 1);
  for (let next = leaveOn(contact, date); next !== null; next = leaveOn(contact, date))
    date = calendar.addWorkingDays(next.to, 1);
  return date;
}

function firstChannel(contact: RosterContact, channels: readonly KnownChannel[]): string | null {
  return channelsOf(contact, channels)[0]?.channel ?? null;
}
