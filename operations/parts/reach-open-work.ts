// Open work whose lead has nobody yet who heard of it: the ladder begins for its people as if the work were given out now.
import { instantOf } from '#domain/calendar/instant.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { remindersForNewLeads } from '#domain/lifecycle/reminders-for-new-leads.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { createDirectory, type Directory } from '#store/directory.ts';
import { addReminders } from '#store/insert-rows.ts';
import { type LifecycleRow, loadLifecycleRow } from '#store/lifecycle-store.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import type { OperationContext } from '../seam/context.ts';

export interface ReachContext extends OperationContext {
  /** Null or left out = the engine is not at hand: the watch starts the lifecycles when it finds their reminders. */
  engine?: Pick<EngineClient, 'startLifecycles'> | null;
}

const AT_ONCE = 100;

/**
 * Plans what the people of each lead have still to hear, the notice first, and lets the lifecycles wait for it; what is planned already stays
 * as it is. Answers whether the engine was told.
 */
export async function reachOpenWork(
  context: ReachContext,
  assignmentIds: readonly string[],
  channels: readonly KnownChannel[],
): Promise<boolean> {
  if (assignmentIds.length === 0) return true;
  const { database, engine, now } = context;
  const directory = createDirectory(database, now);
  for (let start = 0; start < assignmentIds.length; start += AT_ONCE) {
    const some = assignmentIds.slice(start, start + AT_ONCE);
    const planned: { id: string; reminders: PlannedReminder[] }[] = [];
    for (const id of some) {
      const row = await loadLifecycleRow(database, id);
      planned.push({
        id,
        reminders: await remindersOf(row, { directory, context, channels, count: assignmentIds.length }),
      });
    }
    await addReminders(database, planned, now());
  }
  if (!engine) return false;
  try {
    for (let start = 0; start < assignmentIds.length; start += AT_ONCE) {
      const ids = assignmentIds.slice(start, start + AT_ONCE);
      await engine.startLifecycles(await listLifecyclesToStart(database, { assignmentIds: ids }), { anew: true });
    }
    return true;
  } catch {
    // PostgreSQL holds what is to be said: the watch goes on from there.
    return false;
  }
}

interface Surroundings {
  directory: Directory;
  context: ReachContext;
  channels: readonly KnownChannel[];
  /** How many are reached together: their notices leave when all are ready. */
  count: number;
}

async function remindersOf(
  row: LifecycleRow,
  { directory, context, channels, count }: Surroundings,
): Promise<PlannedReminder[]> {
  const around = await directory.around(row);
  return remindersForNewLeads(row, { ...around, channels }, { at: instantOf(context.now()), together: count });
}
