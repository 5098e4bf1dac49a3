// What whoever listens is told: that something changed, and its id; what it is now is asked for as ever.
import { z } from 'zod';
import { Id } from './primitives.ts';

const LogIndex = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const ChangesQuery = z.object({
  assignment: Id.optional().describe('only what changes of this piece of work'),
  after: LogIndex.optional().describe('the last `id` that was heard, where no Last-Event-ID can be sent'),
});

/** The data of one event of the stream. Nothing of anybody stands in it. */
export const ChangeTold = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('assignment').describe('a piece of work, or a reminder of it'), id: Id }),
    z.object({ type: z.literal('list').describe('many pieces of work, or what counts as today') }),
    z.object({ type: z.literal('plan').describe('a plan, a row of it, or how far its publication is'), id: Id }),
    z.object({ type: z.literal('matters').describe('what needs a person') }),
    z.object({ type: z.literal('messages').describe('what is being sent') }),
    z.object({
      type: z
        .literal('reset')
        .describe('anything may have changed, the own rights too; the only one that is an event of its own name'),
    }),
  ])
  .describe('what changed; kinds are added, so pass over one that you do not know');
export type ChangeTold = z.infer<typeof ChangeTold>;
