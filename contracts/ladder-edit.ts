// The ladder of reminders as a page shows and changes it: rungs of known kinds, in words that a person understands.
import { z } from 'zod';
import { AudienceRole } from './ladder.ts';
import { Id, Instant } from './primitives.ts';
import { RulesTrial } from './rules-trial.ts';

/** What a rung is about; the name, the anchor and the states of the rung follow from it. */
export const RungKind = z.enum([
  'assigned',
  'unacknowledged',
  'progress',
  'before',
  'due',
  'overdue',
  'returned',
  'awaiting-verification',
]);
export type RungKind = z.infer<typeof RungKind>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'phải có dạng 08:00');

export const EditedRung = z.object({
  kind: RungKind,
  days: z.number().int().min(0).max(250).describe('working days before or after its day; 0 where the kind has none'),
  repeat: z
    .object({ everyWorkingDays: z.number().int().min(1).max(250), times: z.number().int().min(1).max(50) })
    .nullable()
    .default(null),
  audience: z.array(z.object({ role: AudienceRole, when: z.enum(['slot', 'weekly']).default('slot') })).max(10),
});
export type EditedRung = z.infer<typeof EditedRung>;

export const EditedLadder = z.object({
  regularSlot: Clock.describe('when reminders leave'),
  dueDaySlots: z
    .array(Clock)
    .min(1)
    .max(6)
    .describe('on the due day itself; a later one for work that was given out after the first'),
  workingHours: z.object({ from: Clock, to: Clock }).describe('when the notice of new work may leave at once'),
  rungs: z.array(EditedRung).min(1).max(60),
});
export type EditedLadder = z.infer<typeof EditedLadder>;

export const LadderView = z.object({
  etag: z.string().describe('the latest version, for If-Match'),
  version: z.number().int().describe('the one that is shown'),
  latest: z.number().int(),
  ladder: EditedLadder,
  kinds: z
    .array(z.object({ kind: RungKind, words: z.string(), counted: z.boolean(), once: z.boolean() }))
    .describe('what a rung can be: counted = a number of working days follows its words; once = a ladder has one'),
  roles: z.array(z.object({ role: AudienceRole, words: z.string() })),
  versions: z
    .array(
      z.object({
        version: z.number().int(),
        createdAt: Instant,
        actor: z.string(),
        works: z.number().int().describe('open assignments that go by it'),
      }),
    )
    .describe('the latest first'),
});
export type LadderView = z.infer<typeof LadderView>;

const body = z.object({ ladder: EditedLadder });

/** The operations on the ladder, part of the route table. */
export const ladderRoutes = {
  getLadder: {
    method: 'GET',
    path: '/api/ladder',
    summary: 'Who hears what, how long before or after which day, and every version of it',
    query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    refuses: ['not-found'],
    etag: true,
    response: LadderView,
  },
  previewLadder: {
    method: 'POST',
    path: '/api/ladder/preview',
    summary: 'Which reminders of open work would come, fall away or move with another ladder; changes nothing',
    body: body.extend({ assignment: Id.optional().describe('of this assignment alone') }),
    refuses: ['ladder-refused'],
    response: RulesTrial,
  },
  editLadder: {
    method: 'POST',
    path: '/api/ladder',
    summary: 'A new version of the ladder; what was given out keeps the version that it began with',
    body,
    refuses: ['ladder-refused'],
    ifMatch: true,
    etag: true,
    response: LadderView,
  },
} as const;
