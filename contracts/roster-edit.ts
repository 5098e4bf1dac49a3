// One change of the roster as a person makes it on a page, and what it would mean for work that is open.
import { z } from 'zod';
import { Id, Instant, LocalDate, requiredText } from './primitives.ts';
import { Roster, RosterAgency, RosterContact, RosterGroup } from './roster.ts';

const ListedAgency = RosterAgency.extend({ name: requiredText(500) });
const ListedContact = RosterContact.extend({ name: requiredText(500) });

/** Each is the roster with one change; nothing is ever deleted, what ends has a last day. */
export const RosterEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add-agency'), agency: ListedAgency.omit({ id: true }) }),
  z.object({ kind: z.literal('change-agency'), agency: ListedAgency }),
  z.object({ kind: z.literal('add-contact'), contact: ListedContact.omit({ id: true }) }),
  z.object({ kind: z.literal('change-contact'), contact: ListedContact }),
  z.object({
    kind: z.literal('put-group'),
    before: z.string().nullable().describe('the group that is changed, by its name; null = a new one'),
    group: RosterGroup.extend({ name: requiredText(500) }),
  }),
  z.object({
    kind: z.literal('set-chain'),
    standingAgency: Id.nullable(),
    chairmanOffice: Id.nullable(),
    chairman: Id.nullable(),
    fieldLeads: z.array(z.object({ field: requiredText(500), agency: Id })),
  }),
  z
    .object({ kind: z.literal('merge-agency'), from: Id, into: Id, people: z.enum(['go-over', 'end']) })
    .describe('from today on `into` is called by the names of `from` too; open work goes over'),
  z.object({ kind: z.literal('replace'), roster: Roster }).describe('all of it by a file'),
]);
export type RosterEdit = z.infer<typeof RosterEdit>;

const Named = z.object({ id: z.string(), name: z.string() });
const Counted = z.object({ reminders: z.number().int(), works: z.number().int() });

/** What a change does to open work: worked out by the functions that act, before anything is saved. */
export const RosterImpact = z.object({
  changes: z.array(z.string()).describe('what is different, a Vietnamese line each; none = nothing'),
  works: z.number().int().describe('open assignments that were looked at'),
  moved: z.array(z.object({ from: Named, to: Named, open: z.number().int() })).describe('work that goes over'),
  told: z.number().int().describe('assignments of which the next slot tells people who have not heard of them'),
  hearers: z
    .array(Named.extend({ agency: z.string(), gains: Counted, losses: Counted }))
    .describe('people who hear more or less than before, if nobody answers'),
  hearersTotal: z.number().int(),
  unheard: z
    .array(Named.extend({ agency: z.string(), from: Instant }).describe('`id`, `name`: of the assignment'))
    .describe('work whose lead agency has nobody who hears any more; from when'),
  unheardTotal: z.number().int().describe('of which sample work does not count'),
});
export type RosterImpact = z.infer<typeof RosterImpact>;

export const RosterView = z.object({
  etag: z.string().describe('the version of the roster, for If-Match'),
  roster: Roster.describe('as `dondoc roster export` prints it'),
  fields: z.array(z.object({ code: z.string(), title: z.string() })).describe('of the plans, for their leads'),
  open: z.record(z.string(), z.number().int()).describe('open assignments by the id of the lead agency'),
  offices: z
    .array(z.object({ id: z.number().int(), name: z.string() }))
    .describe('the other offices of this installation, which an agency may be'),
  today: LocalDate,
});
export type RosterView = z.infer<typeof RosterView>;

const edits = z.array(RosterEdit).min(1).max(200);

/** The operations on the roster, part of the route table. */
export const rosterRoutes = {
  getRoster: {
    method: 'GET',
    path: '/api/roster',
    summary: 'Agencies, people, groups and the chain, with the open work of each agency',
    refuses: ['roster-missing'],
    etag: true,
    response: RosterView,
  },
  previewRoster: {
    method: 'POST',
    path: '/api/roster/preview',
    summary: 'What a change of the roster would mean for open work; changes nothing',
    body: z.object({ edits }),
    refuses: ['roster-missing', 'roster-refused'],
    response: RosterImpact,
  },
  editRoster: {
    method: 'POST',
    path: '/api/roster',
    summary: 'Changes the roster; open work follows, and its new people are told in the next slot',
    body: z.object({
      edits,
      orphans: z.boolean().default(false).describe('true: although open work is left without anybody who hears of it'),
    }),
    refuses: ['roster-missing', 'roster-refused', 'roster-leaves-work-alone'],
    ifMatch: true,
    etag: true,
    response: RosterView.extend({ impact: RosterImpact }),
  },
} as const;
