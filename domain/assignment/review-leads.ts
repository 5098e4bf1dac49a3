// The leads of a plan held against the roster, before anything is given out: who is behind each name, and whether anybody can be
// reached (ADR 0191).
import type { PlanIssue, PlanIssueCode, PlanRow } from '#contracts/plan.ts';
import type { LocalDate, Place } from '#contracts/primitives.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { channelsOf } from '#domain/delivery/reachability.ts';
import { indexOfRoster } from '#domain/roster/roster-index.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import { matchAgency, similarAgency } from './match-agencies.ts';

/** A lead as a plan writes it, with the first of its rows. */
export interface NamedLead {
  name: string;
  rows: number;
  place: Place;
}

export interface LeadReview {
  roster: Roster;
  /** The day of the look. */
  date: LocalDate;
  /** Every channel that the product has. */
  channels: readonly KnownChannel[];
}

/** The leads of a plan, each name once. */
export function namedLeads(rows: readonly Pick<PlanRow, 'leads' | 'place'>[]): NamedLead[] {
  const leads = new Map<string, NamedLead>();
  for (const { leads: names, place } of rows)
    for (const name of new Set(names)) {
      const known = leads.get(name);
      if (known === undefined) leads.set(name, { name, rows: 1, place });
      else known.rows += 1;
    }
  return [...leads.values()];
}

/**
 * Every lead that nobody would hear for, each once: a name that the roster does not know, or knows twice, an agency without people or
 * without an address; and everybody else who would be told of the plan and has no address. The preview, the upload, the page and the press
 * of the button ask this one rule.
 */
export function reviewLeads(leads: readonly NamedLead[], { roster, date, channels }: LeadReview): PlanIssue[] {
  const { contactsOf, contact } = indexOfRoster(roster);
  const presentIn = (agencyId: string | null) => contactsOf(agencyId).filter((one) => isValidOn(one, date));
  // Who works there is told on their own list (ADR 0225), whoever of them the roster here knows.
  const offices = new Set(roster.agencies.flatMap((one) => (one.memberOffice === undefined ? [] : [one.id])));
  const isReachable = (one: RosterContact) => channelsOf(one, channels).length > 0;
  const issues: PlanIssue[] = [];
  const told = new Set<string>();
  const hearers = new Set<RosterContact>();
  for (const lead of leads) {
    const { known, agencies, rivals } = matchAgency(lead.name, roster, date);
    if (!known) issues.push(unknownIssue(lead, similarAgency(lead.name, roster, date)));
    if (rivals !== undefined) issues.push(doubtfulIssue(lead, rivals));
    for (const agency of known ? agencies : []) {
      const present = presentIn(agency.id);
      for (const one of present) hearers.add(one);
      if (present.some(isReachable) || told.has(agency.id) || offices.has(agency.id)) continue;
      told.add(agency.id);
      issues.push(present.length === 0 ? emptyIssue(lead, agency.name) : unreachableIssue(lead, agency.name));
    }
  }
  const chain = [roster.standingAgency, roster.chairmanOffice, ...roster.fieldLeads.map(({ agency }) => agency)];
  const above = [...chain.flatMap(presentIn), contact(roster.chairman)];
  for (const one of above) if (one !== undefined && isValidOn(one, date)) hearers.add(one);
  const alone = [...hearers].filter((one) => !isReachable(one) && !told.has(one.agency));
  return [...issues, ...alone.map(contactIssue)];
}

/** The issues with which work would go out to nobody, or to the wrong people. */
export function keepsFromPublishing({ code }: PlanIssue): boolean {
  return LEAD_CODES.has(code);
}

const LEAD_CODES = new Set<PlanIssueCode>([
  'agency-unknown',
  'agency-doubtful',
  'agency-without-contact',
  'agency-unreachable',
]);

function leadIssue(lead: NamedLead, code: PlanIssueCode, message: string, suggestion: string): PlanIssue {
  const more = lead.rows > 1 ? ` Có ${lead.rows} dòng ghi như vậy.` : '';
  return { place: lead.place, column: 'Cơ quan chủ trì', code, message: `${message}${more}`, suggestion };
}

function unknownIssue(lead: NamedLead, similar: { name: string } | null): PlanIssue {
  return leadIssue(
    lead,
    'agency-unknown',
    `Danh bạ không có cơ quan hay nhóm «${lead.name}»: không ai nhận việc này.`,
    similar === null
      ? 'Thêm cơ quan vào danh bạ, hoặc thêm cách viết này vào tên gọi khác của cơ quan đã có.'
      : `Nếu là «${similar.name}», thêm cách viết này vào tên gọi khác của cơ quan đó trong danh bạ; nếu không, thêm cơ quan mới.`,
  );
}

function doubtfulIssue(lead: NamedLead, rivals: readonly { name: string }[]): PlanIssue {
  const names = rivals.map(({ name }) => `«${name}»`).join(', ');
  return leadIssue(
    lead,
    'agency-doubtful',
    `«${lead.name}» khớp với ${rivals.length} cơ quan trong danh bạ: ${names}; việc sẽ giao cho «${rivals[0]?.name}».`,
    'Sửa tên gọi khác trong danh bạ để chỉ một cơ quan mang tên này.',
  );
}

function emptyIssue(lead: NamedLead, agency: string): PlanIssue {
  return leadIssue(
    lead,
    'agency-without-contact',
    `«${agency}» chưa có người nhận trong danh bạ: không ai được nhắc.`,
    'Thêm ít nhất một đầu mối có thư điện tử hoặc Zalo cho cơ quan này.',
  );
}

function unreachableIssue(lead: NamedLead, agency: string): PlanIssue {
  return leadIssue(
    lead,
    'agency-unreachable',
    `Không ai của «${agency}» có địa chỉ trên kênh nào: không ai được nhắc.`,
    'Bổ sung thư điện tử hoặc Zalo cho ít nhất một người của cơ quan này.',
  );
}

function contactIssue({ name }: RosterContact): PlanIssue {
  return {
    place: null,
    column: null,
    code: 'contact-unreachable',
    message: `«${name}» không có địa chỉ trên kênh nào.`,
    suggestion: 'Bổ sung thư điện tử hoặc Zalo cho người này.',
  };
}
