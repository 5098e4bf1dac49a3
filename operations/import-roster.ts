// The agencies, people, groups and the chain are replaced by what a file says.
import type { Roster } from '#contracts/roster.ts';
import { type RosterReplaced, replaceRoster } from '#store/roster-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/**
 * Changes everything or nothing. A roster that says of which older version it was made is not taken when that would undo what somebody else
 * imported since: the answer says what it would undo.
 */
export const importRoster = defineOperation({
  name: 'import-roster',
  by: ['officer', 'administrator', 'system'],
  // No route imports a roster yet; the command line tells what it would undo, line by line.
  refuses: {},
  run: async (context: OperationContext, actor, { roster }: { roster: Roster }): Promise<RosterReplaced> => {
    const { database, zone, now } = context;
    const by = { actor: await actorWords(database, actor), now: now() };
    return replaceRoster(database, roster, zone, by);
  },
});
