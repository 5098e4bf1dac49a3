// Steps whose time comes: their rows are staged for their slot, with the people who are there on that day.
import type { AudienceRole } from '#contracts/ladder.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import { rolesOfRows } from '#domain/ladder/roles-of-rows.ts';
import type { WriteAnswer } from '#domain/lifecycle/state.ts';
import type { ReachStepsInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';
import { putOffLateRows } from './put-off-late-rows.ts';
import { planLadder, plannedSteps } from './write-ladder.ts';

/** Idempotent: rows that are staged, sent or ended already stay as they are. */
export function createReachSteps(deps: ActivityDependencies) {
  const { store, engine, now, channels } = deps;
  return async function reachSteps({
    assignmentId,
    sequence,
    stage,
    supersede,
    nowMs = now().getTime(),
  }: ReachStepsInput): Promise<WriteAnswer> {
    const row = await store.loadLifecycleRow(assignmentId);
    const staging = {
      assignmentId,
      sequence: sequence ?? null,
      stageIds: [] as string[],
      defer: [] as Deferral[],
      add: [] as PlannedReminder[],
      supersede,
      ladder: await planLadder(deps, row, { status: row.status, nowMs, stage: stage.map(({ id }) => id) }),
    };
    if (stage.length > 0) {
      const who = { ...row, ...(await store.directory.around(row)), channels: channels.kinds };
      for (const { id, rung } of stage) {
        const rows = await store.listPlannedRows(assignmentId, id);
        const step = { id, rung, turn: rows[0]?.turn ?? 1, audience: rolesOfRows(rows) };
        const seen = compare(rows, resolveAudience(step, who));
        // Somebody came or went: a roster of some seconds ago must not take back what was planned for who came with the newest.
        const isSame = seen.defer.length === 0 && seen.add.length === 0;
        const newest = isSame ? null : { ...who, roster: await store.directory.roster('now') };
        const change = newest === null ? seen : compare(rows, resolveAudience(step, newest));
        staging.stageIds.push(...change.stageIds);
        staging.defer.push(...change.defer);
        staging.add.push(...change.add);
      }
    }
    const answer = await store.stageRows(staging, now());
    if (answer.kind === 'overtaken') return answer;
    const planned = await plannedSteps(deps, row, answer.planned);
    // Written so late that the lifecycle wakes for it at once: who hears what is decided of all that is late together.
    const written = new Set(staging.ladder?.rows.map(({ step }) => step));
    if (!planned.planned?.some(({ id, wakeAtMs }) => written.has(id) && wakeAtMs <= nowMs))
      for (const slotAt of await putOffLateRows(deps, assignmentId, answer.slots)) await engine.openSlot(slotAt);
    return { kind: 'written', ...planned };
  };
}

type Deferral = { id: string; reason: string };
type LedgerRow = { id: string; contactId: string; slotAt: Slot; audience: AudienceRole };

/** The ledger was written at publication; people may have left, fallen ill or come since. */
function compare(rows: LedgerRow[], wanted: PlannedReminder[]) {
  const key = (row: { contactId: string; slotAt: Slot }) => `${row.contactId}@${row.slotAt}`;
  const wantedKeys = new Set(wanted.map(key));
  const present = new Set(rows.map(key));
  return {
    stageIds: rows.filter((row) => wantedKeys.has(key(row))).map((row) => row.id),
    defer: rows
      .filter((row) => !wantedKeys.has(key(row)))
      .map((row) => ({ id: row.id, reason: 'người nhận vắng mặt hoặc đã thay đổi: chuyển người khác hoặc lượt sau' })),
    add: wanted.filter((reminder) => !present.has(key(reminder))),
  };
}
