// A lifecycle that cannot go on is an officer's matter and an alarm, until it goes on.
import { STUCK_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { NoteStandingInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';

/** Puts the matter on the list with its cause, or takes it off. */
export function createNoteStanding({ store, now: clock, log }: ActivityDependencies) {
  return async function noteStanding({ assignmentId, stuck }: NoteStandingInput): Promise<void> {
    const now = clock();
    const id = `${STUCK_MATTERS}${assignmentId}`;
    if (stuck === null) {
      await store.resolveMatter(id, { actor: SYSTEM, now });
      return;
    }
    log.error({ assignmentId, stuck }, 'a lifecycle cannot go on');
    const what = `Tiến trình nhắc việc không đi tiếp được: ${stuck}`;
    const { title } = await store.loadLifecycleRow(assignmentId);
    await store.raiseAttention({ id, what, place: title, href: `/viec/${assignmentId}` }, now);
  };
}
