// Who answers for what: agencies, their people, groups and the chain of escalation. What `dondoc roster export` prints.
import { z } from 'zod';
import { LocalDate } from './primitives.ts';

const Validity = { validFrom: LocalDate.nullable().default(null), validTo: LocalDate.nullable().default(null) };

/** How a channel is called in files and tables. Which ones there are is no business of the form: whoever reads a roster asks channels/kinds.ts. */
export const ChannelName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'tên kênh chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ email');

export const RosterAgency = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  memberOffice: z
    .number()
    .int()
    .min(1)
    .max(999_999_999)
    .optional()
    .describe('the office of this installation that the agency is: what it leads is given to that office'),
  ...Validity,
});
export type RosterAgency = z.infer<typeof RosterAgency>;

export const RosterContact = z.object({
  id: z.string().min(1),
  agency: z.string().min(1),
  name: z.string().min(1),
  position: z.string().default(''),
  role: z.enum(['clerk', 'head']),
  email: z.email().nullable().default(null),
  phone: z.string().nullable().default(null),
  zaloUserId: z.string().nullable().default(null),
  channels: z.array(ChannelName).default(['email']).describe('in order of preference'),
  wantsCalendar: z.boolean().default(false).describe('the due date as a calendar entry in mails about one assignment'),
  deputy: z.string().nullable().default(null).describe('contact who receives in the stead of this one during leave'),
  leave: z.array(z.object({ from: LocalDate, to: LocalDate })).default([]),
  ...Validity,
});
export type RosterContact = z.infer<typeof RosterContact>;

export const RosterGroup = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  members: z.array(z.string()),
  ...Validity,
});

export const Roster = z.object({
  version: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('the version that an export was made of; an import of a file that says none asks for none'),
  office: z.string().min(1).describe('the office whose plan it is'),
  agencies: z.array(RosterAgency),
  contacts: z.array(RosterContact),
  groups: z.array(RosterGroup).default([]),
  fieldLeads: z.array(z.object({ field: z.string(), agency: z.string() })).default([]),
  standingAgency: z.string().nullable().default(null),
  chairmanOffice: z.string().nullable().default(null),
  chairman: z.string().nullable().default(null).describe('contact id'),
});
export type Roster = z.infer<typeof Roster>;
