// The job of a publication, first half: the journey of the plan is run in parts, and each part is stored as it stands.
import { setImmediate as others } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import type { AssignmentDraft } from '#domain/assignment/assignment-draft.ts';
import { type BegunAssignment, openJourney } from '#domain/journey.ts';
import type { PublicationJob } from '#store/publication-job-store.ts';
import type { PlanInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';

/** Assignments that are stored together: a part of a second, so that nobody waits long for the log or for this loop. */
const BATCH = 200;
// Well below the two minutes of the activity; the next one goes on where this one ended.
const BUDGET_MS = 45_000;

/** Records what is not recorded yet of a plan that is given out; `remaining` tells how much is left, 0 that all of it stands. */
export function createRecordAssignments(deps: ActivityDependencies) {
  const { store, engine, now } = deps;
  return async function recordAssignments({ planId }: PlanInput): Promise<{ remaining: number }> {
    const beganAt = performance.now();
    const job = await store.findPublicationJob(planId);
    // Recorded by an attempt that may have been killed before it opened anything.
    if (job === null) return openStaged(planId);
    const journey = openJourney(await journeyOf(deps, job));
    const left = journey.drafts.filter(({ key }) => !job.recorded.has(key));
    await store.noteTotal(job, journey.drafts, left.length, now());
    for (let start = 0; start < left.length; start += BATCH) {
      if (performance.now() - beganAt > BUDGET_MS) return { remaining: left.length - start };
      const begun = await beginInTurns(left.slice(start, start + BATCH), journey.begin);
      // Somebody whose answer was given up is at work on the same plan: what it records counts too.
      if (!(await store.recordAssignments(job, begun, job.recorded.size + start, now())))
        return { remaining: left.length - start };
      heartbeat();
    }
    await store.finishRecording(job, now());
    return openStaged(planId);
  };

  /** Until everything is recorded nobody gets a letter of a part of it. A slot that was opened twice delivers once; one that nobody opened would wait for the watch. */
  async function openStaged(planId: string): Promise<{ remaining: 0 }> {
    for (const slotAt of await store.listStagedSlots(planId)) await engine.openSlot(slotAt);
    return { remaining: 0 };
  }
}

async function journeyOf({ store, channels }: ActivityDependencies, job: PublicationJob) {
  const begunWith = { calendarEditionId: job.editionId, ladderPolicyId: job.policyId };
  const rules = await store.directory.rulesOf(begunWith);
  const { parsed: plan, decided } = job.plan;
  return { plan, decided, roster: job.roster, ...rules, channels: channels.kinds, asOf: job.publishedAt };
}

const AT_ONCE = 25;

/** A few milliseconds at a time: the same loop sends what is due. */
async function beginInTurns(
  drafts: readonly AssignmentDraft[],
  begin: (draft: AssignmentDraft) => BegunAssignment,
): Promise<BegunAssignment[]> {
  const begun: BegunAssignment[] = [];
  for (let start = 0; start < drafts.length; start += AT_ONCE) {
    begun.push(...drafts.slice(start, start + AT_ONCE).map(begin));
    await others();
  }
  return begun;
}
