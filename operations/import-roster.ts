// The agencies, people, groups and the chain are replaced by what a file says, and open work follows.
import type { Roster } from '#contracts/roster.ts';
import type { RosterProblem } from '#domain/assignment/check-roster.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { type RosterReplaced, replaceRoster } from '#store/roster-store.ts';
import { checkOffices } from './parts/check-offices.ts';
import { type ReachContext, reachOpenWork } from './parts/reach-open-work.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface ImportRosterInput {
  roster: Roster;
  /** Every channel that the product has. */
  channels: readonly KnownChannel[];
  /** True = it is meant that open work is left without anybody. */
  orphans?: boolean;
  /** True = it was made of the version that it names, and is never an old state that is brought back. */
  edited?: boolean;
}

/** `told`: false = the engine was away, and the watch lets the lifecycles know. */
export type RosterImported =
  | (Extract<RosterReplaced, { ok: true }> & { told: boolean })
  | Extract<RosterReplaced, { ok: false }>
  /** Agencies are said to be offices that they cannot be. */
  | { ok: false; why: 'offices'; problems: RosterProblem[] };

/**
 * Changes everything or nothing. A roster that says of which older version it was made is not taken when that would undo what somebody else
 * imported since, and one that leaves open work without anybody not unless that is meant: the answer says what it would do. Work goes over
 * with its agency, and people who have not heard of it are told in the next slot (ADR 0192).
 */
export const importRoster = defineOperation({
  name: 'import-roster',
  by: ['account', 'administrator', 'system'],
  // The command line tells what it would undo, line by line; of the pages it is `edit-roster` that refuses.
  refuses: {},
  run: async (
    context: ReachContext,
    actor,
    { roster, channels, orphans = false, edited = false }: ImportRosterInput,
  ): Promise<RosterImported> => {
    const { database, zone, now } = context;
    const problems = await checkOffices(database, roster);
    if (problems.length > 0) return { ok: false, why: 'offices', problems };
    const by = { actor: await actorWords(database, actor), now: now() };
    const outcome = await replaceRoster(database, roster, zone, by, {
      channels,
      keepsWork: !orphans,
      bringsBack: !edited,
    });
    if (!outcome.ok) return outcome;
    return { ...outcome, told: await reachOpenWork(context, outcome.unheard, channels) };
  },
});
